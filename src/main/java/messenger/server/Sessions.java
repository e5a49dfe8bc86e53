package messenger.server;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.ServerFrame;

/** Who is logged in where, and who wants to know. One connection per device; owned by the server's core. */
final class Sessions {
    private final Map<AccountId, Map<DeviceId, Connection>> online = new HashMap<>();
    private final Set<Connection> watchers = new LinkedHashSet<>();

    /** Enters a session and returns the connection that the same device had, which must be closed. */
    Optional<Connection> begin(Connection connection, Session session, Step step) {
        Map<DeviceId, Connection> devices = online.get(session.account());
        if (devices == null) {
            devices = new HashMap<>();
            online.put(session.account(), devices);
            announce(session, step);
        }
        return Optional.ofNullable(devices.put(session.device().id(), connection));
    }

    /** Takes a session out; one that another connection of the same device has replaced changes nothing. */
    void end(Connection connection, Session session, Step step) {
        watchers.remove(connection);
        Map<DeviceId, Connection> devices = online.get(session.account());
        if (devices == null || !devices.remove(session.device().id(), connection) || !devices.isEmpty()) {
            return;
        }
        online.remove(session.account());
        step.tell(new StoreRequest.RecordSeen(session.account(), step.now()));
        announce(session, step);
    }

    void watch(Connection connection) {
        watchers.add(connection);
    }

    boolean isOnline(AccountId account) {
        return online.containsKey(account);
    }

    Optional<Connection> of(AccountId account, DeviceId device) {
        return Optional.ofNullable(online.getOrDefault(account, Map.of()).get(device));
    }

    /** All connections of an account. */
    List<Connection> of(AccountId account) {
        return List.copyOf(online.getOrDefault(account, Map.of()).values());
    }

    int size() {
        return online.size() + watchers.size();
    }

    private void announce(Session session, Step step) {
        ServerFrame.Presence presence = new ServerFrame.Presence(
                session.name(),
                session.account(),
                isOnline(session.account()),
                step.now().toEpochMilli());
        watchers.forEach(watcher -> step.transmit(watcher, presence));
    }
}
