package messenger.sim;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.server.Effect;
import messenger.server.Event;
import messenger.server.Server;
import messenger.server.ServerLimits;
import messenger.server.ServerSecrets;
import messenger.server.store.FallibleStore;

/** The server's process: a real core, the bounded queue before it, its store, and its own clock. */
final class SimServer {
    static final Bytes KEY = Bytes.hex("5e".repeat(32));

    final SimStore store;

    /** By how much its clock is ahead. */
    Duration ahead = Duration.ZERO;

    /** With so many events, connections are not read. */
    int eventsMax = 1;

    /** With so many requests at the store, the core waits. */
    int requestsMax = Integer.MAX_VALUE;

    private final SecureRandom random;
    private final ServerLimits limits;
    private final ServerSecrets secrets;
    private final Deque<Event> events = new ArrayDeque<>();
    private Server core;

    SimServer(FallibleStore engine, ServerLimits limits, ServerSecrets secrets, Planted planted, SecureRandom random) {
        this.limits = limits;
        this.secrets = secrets;
        this.random = random;
        this.store = new SimStore(engine, events::add, planted);
        this.core = start();
    }

    private Server start() {
        return Server.create(KEY, store.incarnation(), secrets, limits, random);
    }

    ServerSecrets secrets() {
        return secrets;
    }

    void tell(Event event) {
        events.add(event);
    }

    boolean reads() {
        return events.size() < eventsMax;
    }

    boolean canStep() {
        return !events.isEmpty() && store.size() < requestsMax;
    }

    List<Effect> step(Instant now) {
        return core.on(events.remove(), now.plus(ahead));
    }

    /** The process dies: what was not durable is gone. Another one starts. */
    void restart() {
        events.clear();
        store.restart();
        core = start();
    }
}
