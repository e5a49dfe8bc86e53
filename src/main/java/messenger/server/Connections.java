package messenger.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.identity.AccountId;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;

/** The connections that there are, counted until they are really gone. Owned by the server's core. */
final class Connections {
    private final ServerLimits.Connections limits;
    private final ServerLimits.HandIns handIns;
    private final Rate frames;
    private final Audits audits;
    private final Map<ConnectionId, Connection> all = new LinkedHashMap<>();
    private final Set<ConnectionId> strangers = new HashSet<>();
    private final Tally<String> perAddress = new Tally<>();
    private final Tally<String> strangersPerAddress = new Tally<>();
    private final Set<ConnectionId> handingIn = new HashSet<>();
    private final Tally<String> handingInPerAddress = new Tally<>();
    private boolean isStopping;

    Connections(ServerLimits limits, Audits audits) {
        this.limits = limits.connections();
        this.handIns = limits.handIns();
        this.frames = limits.rates().frames();
        this.audits = audits;
    }

    void open(Event.Opened opened, Step step) {
        if (all.containsKey(opened.connection())) {
            throw new IllegalArgumentException("a connection id came twice: " + opened.connection());
        }
        if (isStopping || isFull(opened.address())) {
            audits.connectionRefused(opened.address(), step);
            step.add(new Effect.Transmit(opened.connection(), new ServerFrame.Goodbye(Refusal.UNAVAILABLE)));
            step.add(new Effect.Close(opened.connection()));
            return;
        }
        all.put(
                opened.connection(),
                new Connection(opened.connection(), opened.address(), frames, limits.loginWithin(), step.now()));
        perAddress.add(opened.address());
        strangers.add(opened.connection());
        strangersPerAddress.add(opened.address());
    }

    private boolean isFull(String address) {
        return all.size() >= limits.total()
                || perAddress.of(address) >= limits.perAddress()
                || strangers.size() >= limits.strangers()
                || strangersPerAddress.of(address) >= limits.strangersPerAddress();
    }

    /** The connection, unless the core is done with it. */
    Optional<Connection> find(ConnectionId id) {
        return Optional.ofNullable(all.get(id)).filter(Connection::isOpen);
    }

    void admit(Connection connection, Session session) {
        connection.enter(new Stage.LoggedIn(session));
        noLongerStrange(connection);
    }

    /** Whether there is room for one more that hands in mail; if so, this one is it from now on. */
    boolean admitToHandIn(Connection connection) {
        if (handingIn.size() >= handIns.total()
                || handingInPerAddress.of(connection.address()) >= handIns.perAddress()) {
            return false;
        }
        connection.enter(new Stage.HandingIn(new Bucket(handIns.submissions())));
        noLongerStrange(connection);
        handingIn.add(connection.id());
        handingInPerAddress.add(connection.address());
        return true;
    }

    /** Those that wait for the store with a device of this account, and are not logged in yet. */
    List<Connection> joining(AccountId account) {
        return strangers.stream()
                .map(all::get)
                .filter(stranger -> stranger.stage() instanceof Stage.Joining joining
                        && joining.account().equals(account))
                .toList();
    }

    /** A stranger's deadline starts anew: what it waited for is over. */
    void expectLogin(Connection connection, Step step) {
        connection.waitsFor(limits.loginWithin(), step.now());
    }

    void gone(ConnectionId id, Step step) {
        Connection connection = all.remove(id);
        if (connection == null) {
            return;
        }
        perAddress.remove(connection.address());
        noLongerStrange(connection);
        if (handingIn.remove(id)) {
            handingInPerAddress.remove(connection.address());
        }
        if (connection.isOpen()) {
            step.forget(connection);
        }
    }

    /** Closes those that take too long to log in, and those that have fallen silent (T1, T9). */
    void tick(Step step) {
        for (Connection connection : open()) {
            connection.settle(step.now());
            if (connection.isLate(step.now()) || connection.isSilent(limits.silentFor(), step.now())) {
                step.close(connection);
            }
        }
    }

    void stop(Step step) {
        isStopping = true;
        open().forEach(connection -> step.goodbye(connection, Refusal.UNAVAILABLE));
    }

    int size() {
        return all.size()
                + strangers.size()
                + perAddress.size()
                + strangersPerAddress.size()
                + handingIn.size()
                + handingInPerAddress.size();
    }

    private List<Connection> open() {
        List<Connection> open = new ArrayList<>(all.values());
        open.removeIf(connection -> !connection.isOpen());
        return open;
    }

    private void noLongerStrange(Connection connection) {
        if (strangers.remove(connection.id())) {
            strangersPerAddress.remove(connection.address());
        }
    }
}
