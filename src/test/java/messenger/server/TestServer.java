package messenger.server;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Incarnation;

/**
 * The core with its shells as simple as can be: effects are done at once, unless the store is told to hold its answers.
 */
final class TestServer {
    static final Instant START = Instant.EPOCH.plus(Duration.ofDays(Person.TODAY));

    final SecureRandom random = SeededRandom.of(1);
    final TestStore store = new TestStore(this::tell);
    final List<Effect.Audit> audits = new ArrayList<>();
    final Map<Ticket, AdminAnswer> administrators = new HashMap<>();
    final Set<MailboxId> watched = new HashSet<>();
    final Server server;
    private final Map<ConnectionId, TestConnection> connections = new HashMap<>();
    private final Queue<Event> held = new ArrayDeque<>();
    private final Queue<ConnectionId> closing = new ArrayDeque<>();
    private final Queue<Event> ready = new ArrayDeque<>();
    private boolean isBusy;
    private boolean isHolding;
    private Instant now = START;
    private long lastConnection;
    private Consumer<ClientFrame> spy = frame -> {};

    TestServer() {
        this(ServerLimits.DEFAULT);
    }

    TestServer(ServerLimits limits) {
        this(limits, TestPasswords.SECRETS);
    }

    TestServer(ServerLimits limits, ServerSecrets secrets) {
        server = Server.create(Person.SERVER_KEY_HASH, Incarnation.NONE, secrets, limits, random);
    }

    Person person(String name) {
        return new Person(name, random);
    }

    TestConnection open(String address) {
        TestConnection connection = new TestConnection(this, new ConnectionId(++lastConnection));
        connections.put(connection.id(), connection);
        on(new Event.Opened(connection.id(), address));
        return connection;
    }

    TestConnection open() {
        return open("192.0.2.1");
    }

    /** A connection on which this person has registered. */
    TestConnection registered(Person person) {
        TestConnection connection = open();
        connection.register(person);
        connection.takeHeard();
        return connection;
    }

    /** A connection on which this person, who has registered before, has logged in. */
    TestConnection loggedIn(Person person) {
        TestConnection connection = open();
        connection.login(person);
        connection.takeHeard();
        return connection;
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void tick() {
        on(new Event.Tick());
    }

    /** From now on the store does what it is asked, but says nothing. */
    void holdStore() {
        isHolding = true;
    }

    void releaseStore() {
        isHolding = false;
        while (!held.isEmpty()) {
            on(held.remove());
        }
    }

    /** Passes on one answer or arrival of those held. */
    void releaseOne() {
        on(held.remove());
    }

    int held() {
        return held.size();
    }

    /** The connections that the core closed are gone. */
    void settle() {
        while (!closing.isEmpty()) {
            on(new Event.Closed(closing.remove()));
        }
    }

    /** From now on somebody looks at every frame of a client. */
    void spy(Consumer<ClientFrame> looks) {
        spy = looks;
    }

    /** Something happens, and all that comes of it, one after the other. */
    void on(Event event) {
        if (event instanceof Event.Received received) {
            spy.accept(received.frame());
        }
        ready.add(event);
        if (isBusy) {
            return;
        }
        isBusy = true;
        try {
            while (!ready.isEmpty()) {
                server.on(ready.remove(), now).forEach(this::apply);
            }
        } finally {
            isBusy = false;
        }
    }

    private void apply(Effect effect) {
        if (effect instanceof Effect.Transmit transmit) {
            connection(transmit.connection()).hear(transmit.frame());
        } else if (effect instanceof Effect.Close close) {
            connection(close.connection()).closedByServer();
            closing.add(close.connection());
        } else if (effect instanceof Effect.Admit admit) {
            connection(admit.connection()).admitted(admit.frameBytesMax());
        } else if (effect instanceof Effect.Ask ask) {
            store.ask(ask.ticket(), ask.request());
        } else if (effect instanceof Effect.Watch watch) {
            require(watched.add(watch.mailbox()), "watched twice");
            store.watch(watch.mailbox());
        } else if (effect instanceof Effect.Unwatch unwatch) {
            require(watched.remove(unwatch.mailbox()), "not watched");
            store.unwatch(unwatch.mailbox());
        } else if (effect instanceof Effect.Audit audit) {
            audits.add(audit);
        } else if (effect instanceof Effect.AnswerAdministrator answer) {
            administrators.put(answer.ticket(), answer.answer());
        } else {
            throw new AssertionError(effect.getClass());
        }
    }

    /** The store says something: heard at once, or later if it is held. */
    private void tell(Event event) {
        if (isHolding) {
            held.add(event);
        } else {
            on(event);
        }
    }

    private TestConnection connection(ConnectionId id) {
        return Optional.ofNullable(connections.get(id)).orElseThrow();
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
