package messenger.e2e;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import messenger.client.Client;
import messenger.client.ClientEffect;
import messenger.client.ClientEvent;
import messenger.client.Decision;
import messenger.client.HomeServer;
import messenger.client.Notice;
import messenger.client.OwnAccount;
import messenger.client.Route;
import messenger.client.net.LinkEvent;
import messenger.client.net.LinkSettings;
import messenger.client.net.LinkTimer;
import messenger.client.net.RouteLink;
import messenger.client.net.ServerLink;
import messenger.client.net.Trust;
import messenger.client.store.Vault;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.protocol.FrameCodec;
import messenger.protocol.UserName;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsStack;

/**
 * A client in this process: the real core, vault and link, where a command per message would take too long. One thread
 * does its work; a test looks at what it has seen from its own.
 */
final class Peer implements AutoCloseable {
    /** The password of every such vault, for the jar's commands too. */
    static final String PASSWORD = "password of a peer";

    /** A test has no attacker who guesses. */
    static final Argon2id.Cost CHEAP = new Argon2id.Cost(Argon2id.Cost.MEMORY_KIB_MIN, 1, 1);

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "peer"));
    private final Vault vault;
    private final Client client;
    private final PeerSettings settings;
    private final RouteLink member;
    private final Witness witness = new Witness();
    private Optional<RouteLink> handIn = Optional.empty();

    private Peer(Vault vault, PeerSettings settings) {
        this.vault = vault;
        this.settings = settings;
        Client.Loaded loaded = Client.load(vault, CHEAP, clock.instant(), random);
        this.client = loaded.client();
        this.member = open(Route.MEMBER);
        run(() -> perform(loaded.effects()));
        post(new ClientEvent.Credentials(password(), Bytes.EMPTY, Secret.copyOf(new byte[0])));
        var unused = thread.scheduleAtFixedRate(
                guarded(() -> perform(client.on(new ClientEvent.Tick(), clock.instant()))), 1, 1, TimeUnit.SECONDS);
    }

    private RouteLink open(Route route) {
        return new RouteLink(
                route,
                events -> ServerLink.open(
                        settings.address(),
                        new Trust.Pinned(settings.key()),
                        LinkSettings.DEFAULT.withBackoff(settings.backoff()),
                        TlsEndpoint.client(TlsStack.preferred()),
                        new ServerLink.Surroundings(events, LinkTimer.system(), InstantSource.system(), random)),
                (link, event) -> run(() -> linkEvent(link, event)));
    }

    private void post(ClientEvent event) {
        run(() -> perform(client.on(event, clock.instant())));
    }

    /** Makes an account and waits until it is registered and has its keys at the server. */
    static Peer register(RealServer server, Path folder, String name) {
        return register(PeerSettings.of(server), folder, name);
    }

    static Peer register(PeerSettings settings, Path folder, String name) {
        SecureRandom random = new SecureRandom();
        OwnAccount account =
                OwnAccount.create(new UserName(name), InstantSource.system().instant(), random);
        HomeServer home = HomeServer.unmet("127.0.0.1", settings.address().port())
                .pinned(settings.key().value());
        Vault vault = Vault.create(folder, password(), CHEAP, List.of(account.put(), home.put()), random);
        Peer peer = new Peer(vault, settings);
        peer.awaitIdle();
        return peer;
    }

    /** Opens a vault, which a command may have made, and starts. */
    static Peer open(PeerSettings settings, Path folder) {
        return new Peer(Vault.open(folder, password(), new SecureRandom()), settings);
    }

    static Peer open(RealServer server, Path folder) {
        return open(PeerSettings.of(server), folder);
    }

    static Secret password() {
        return Secret.copyOf(Bytes.utf8(PASSWORD).toArray());
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void run(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(guarded(task));
        }
    }

    /** A fault of this client is one of the test, not of a thread that nobody looks at. */
    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
                witness.idle(client.isIdle());
            } catch (RuntimeException | Error e) {
                witness.failed(e);
            }
        };
    }

    private void linkEvent(RouteLink link, LinkEvent event) {
        boolean isOurs = link == member || handIn.filter(link::equals).isPresent();
        if (!isOurs) {
            return;
        }
        if (event instanceof LinkEvent.Connected connected) {
            link.connected(connected);
            perform(client.on(
                    new ClientEvent.LinkUp(link.route(), connected.server().value()), clock.instant()));
        } else if (event instanceof LinkEvent.Received received) {
            settings.tap().accept(FrameCodec.SERVER.encode(received.frame()));
            if (link.isCurrent(received)) {
                perform(client.on(new ClientEvent.Arrived(link.route(), received.frame()), clock.instant()));
            }
            link.processed(received);
        } else if (link.isLinked()) {
            link.lost();
            if (link == member) {
                witness.offline();
            }
            perform(client.on(new ClientEvent.LinkDown(link.route()), clock.instant()));
        }
    }

    private void perform(List<ClientEffect> effects) {
        for (ClientEffect effect : effects) {
            if (effect instanceof ClientEffect.Commit commit) {
                vault.commit(commit.changes());
            } else if (effect instanceof ClientEffect.Transmit transmit) {
                settings.tap().accept(FrameCodec.CLIENT.encode(transmit.frame()));
                link(transmit.route()).ifPresent(link -> link.transmit(transmit.frame()));
            } else if (effect instanceof ClientEffect.Tell tell) {
                told(tell.notice());
            } else if (effect instanceof ClientEffect.Connect) {
                handIn = handIn.isPresent() ? handIn : Optional.of(open(Route.HAND_IN));
            } else if (effect instanceof ClientEffect.Disconnect disconnect) {
                disconnect(disconnect.route());
            } else {
                throw new AssertionError("no handling of " + effect.getClass());
            }
        }
    }

    /** Peers are bots: whoever writes to them is let in. */
    private void told(Notice notice) {
        if (notice instanceof Notice.RequestArrived request) {
            post(new ClientEvent.Decide(request.from(), new Decision.Accept()));
        }
        settings.listener().accept(notice);
        witness.told(notice);
    }

    private Optional<RouteLink> link(Route route) {
        return route == Route.MEMBER ? Optional.of(member) : handIn;
    }

    private void disconnect(Route route) {
        if (route == Route.MEMBER) {
            member.drop();
        } else {
            handIn.ifPresent(RouteLink::close);
            handIn = Optional.empty();
        }
    }

    void awaitOnline() {
        witness.await("the login", Witness::isOnline);
    }

    void awaitOffline() {
        witness.await("the loss of the link", seen -> !seen.isOnline());
    }

    /** Asks for the list of users and waits for it: everything asked before is answered. */
    void settle() {
        int before = witness.listings();
        post(new ClientEvent.RefreshPeople());
        witness.await("the list of users", seen -> seen.listings() > before);
    }

    /** Looks somebody up; only a few messages may wait for the answer to that. */
    Peer meet(String name) {
        post(new ClientEvent.Open(new UserName(name)));
        witness.await("the conversation with " + name, seen -> seen.hasMet(name));
        return this;
    }

    /**
     * Lets these people in, as the owner of a vault that a command made with {@link #PASSWORD}: of strangers, only the
     * first few messages are kept.
     */
    static void letIn(RealServer server, Path vault, List<String> names) {
        try (Peer owner = open(server, vault)) {
            names.forEach(owner::meet);
        }
    }

    /** Writes a message; it is on its way, or waits in the outbox. */
    void compose(String to, String text) {
        post(new ClientEvent.Compose(new UserName(to), text));
    }

    /** Waits until the server has made so many of our messages durable. */
    void awaitStored(int count) {
        witness.await(count + " stored", seen -> seen.storedCount() >= count);
    }

    /** How many of our messages the server has made durable since the start. */
    int storedCount() {
        return witness.storedCount();
    }

    /** Waits until nothing is left to be sent. */
    void awaitIdle() {
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        run(() -> begun.complete(true));
        // What was composed before has been taken up by now, so that idle means done and not: not yet begun.
        boolean unused =
                begun.orTimeout(Running.DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
        witness.await("an empty outbox", seen -> seen.isOnline() && seen.isIdle());
    }

    /** Waits for messages, and gives the texts of all there are, in order. */
    List<String> awaitReceived(int count) {
        witness.await(count + " received", seen -> seen.received().size() >= count);
        return witness.received();
    }

    /** The network fails: both links are lost, and come back by themselves. */
    void drop() {
        run(() -> {
            member.drop();
            handIn.ifPresent(RouteLink::drop);
        });
    }

    OwnAccount account() {
        return client.account();
    }

    @Override
    public void close() {
        post(new ClientEvent.Leaving());
        thread.shutdown();
        try {
            if (!thread.awaitTermination(Running.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the peer's thread does not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            member.close();
            handIn.ifPresent(RouteLink::close);
            vault.close();
        }
    }
}
