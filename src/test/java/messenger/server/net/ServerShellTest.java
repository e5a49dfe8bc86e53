package messenger.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import messenger.crypto.Bytes;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.AdminAnswer;
import messenger.server.ConnectionId;
import messenger.server.Effect;
import messenger.server.Event;
import messenger.server.StoreRequest;
import messenger.server.Ticket;
import messenger.transport.Identities;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerShellTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final ConnectionId ALICE = new ConnectionId(1);
    private static final ClientFrame PING = new ClientFrame.Ping();

    /** Writes down what it is told, as every port of the shell. */
    private static final class Recorder implements NetPort, StorePort, AuditPort, AdminPort {
        private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        private final CompletableFuture<Void> drained = new CompletableFuture<>();

        String next() throws InterruptedException {
            return String.valueOf(told.poll(30, TimeUnit.SECONDS));
        }

        @Override
        public void transmit(ConnectionId connection, ServerFrame frame) {
            told.add("transmit " + connection.value() + " " + frame);
        }

        @Override
        public void admit(ConnectionId connection, int frameBytesMax) {
            told.add("admit " + connection.value() + " " + frameBytesMax);
        }

        @Override
        public void close(ConnectionId connection) {
            told.add("close " + connection.value());
        }

        @Override
        public void processed(ConnectionId connection) {
            told.add("processed " + connection.value());
        }

        @Override
        public CompletableFuture<Void> stopAccepting() {
            told.add("stop accepting");
            return drained;
        }

        @Override
        public void shutdown(Duration within) {
            told.add("shutdown");
        }

        @Override
        public void ask(Ticket ticket, StoreRequest request) {
            told.add("ask " + ticket.value());
        }

        @Override
        public void watch(MailboxId mailbox) {
            told.add("watch");
        }

        @Override
        public void unwatch(MailboxId mailbox) {
            told.add("unwatch");
        }

        @Override
        public void answer(Ticket ticket, AdminAnswer answer) {
            told.add("answer " + ticket.value() + " " + answer);
        }

        @Override
        public void write(String event, String subject) {
            told.add("audit " + event + " " + subject);
        }
    }

    private final Recorder ports = new Recorder();
    private final EventQueue queue = new EventQueue();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    private ServerShell start(CorePort core) {
        return ServerShell.start(new ServerShell.Ports(core, ports, ports, ports, ports), queue, now::get, STOP_WITHIN);
    }

    @Test
    void everyKindOfEffectIsPerformedInOrderAndThenTheFrameIsProcessed() throws Exception {
        MailboxId mailbox = new MailboxId(Bytes.copyOf(new byte[16]));
        List<Effect> all = List.of(
                new Effect.Audit("login", "alice"),
                new Effect.Ask(new Ticket(5), new StoreRequest.FindByName(new UserName("alice"))),
                new Effect.Admit(ALICE, 20_000),
                new Effect.Watch(mailbox),
                new Effect.Unwatch(mailbox),
                new Effect.Transmit(ALICE, new ServerFrame.Pong()),
                new Effect.AnswerAdministrator(new Ticket(6), new AdminAnswer.Unavailable()),
                new Effect.Close(ALICE));
        List<Class<?>> kinds = new ArrayList<>();
        all.forEach(effect -> kinds.add(effect.getClass()));
        assertEquals(Set.of(Effect.class.getPermittedSubclasses()), Set.copyOf(kinds));
        ServerShell shell = start((event, at) -> event instanceof Event.Received ? all : List.of());

        queue.post(new Event.Received(ALICE, PING));

        for (String expected : List.of(
                "audit login alice",
                "ask 5",
                "admit 1 20000",
                "watch",
                "unwatch",
                "transmit 1 Pong[]",
                "answer 6 Unavailable[]",
                "close 1",
                "processed 1")) {
            assertEquals(expected, ports.next());
        }
        ports.drained.complete(null);
        shell.stop();
        shell.ended().get(30, TimeUnit.SECONDS);
    }

    @Test
    void eventsReachTheCoreInOrderAndWithTheTime() throws Exception {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        ServerShell shell = start((event, at) -> {
            seen.add(event + " " + at);
            return List.of();
        });
        queue.post(new Event.Closed(ALICE));
        assertEquals("Closed[connection=ConnectionId[value=1]] " + NOW, seen.poll(30, TimeUnit.SECONDS));

        // A tick comes when a second has passed by the clock, and also when the clock was set back.
        for (Instant next : List.of(NOW.plusSeconds(1), NOW.minusSeconds(3600))) {
            now.set(next);
            queue.post(new Event.Closed(ALICE));
            // The shell looks at the clock after each event, so it may see the new time before the new event.
            List<String> both = new ArrayList<>();
            both.add(seen.poll(30, TimeUnit.SECONDS));
            both.add(seen.poll(30, TimeUnit.SECONDS));
            both.sort(Comparator.naturalOrder());
            assertEquals(List.of("Closed[connection=ConnectionId[value=1]] " + next, "Tick[] " + next), both);
        }
        ports.drained.complete(null);
        shell.stop();
        shell.ended().get(30, TimeUnit.SECONDS);
    }

    @Test
    void aStopTellsTheCoreThenWaitsForTheConnectionsAndStillHandlesWhatComes() throws Exception {
        ServerShell shell = start((event, at) -> {
            if (event instanceof Event.Stop) {
                return List.of(
                        new Effect.Transmit(ALICE, new ServerFrame.Goodbye(Refusal.UNAVAILABLE)),
                        new Effect.Close(ALICE));
            }
            return event instanceof Event.Closed ? List.of(new Effect.Audit("gone", "alice")) : List.of();
        });
        shell.stop();
        shell.stop();

        assertEquals("transmit 1 Goodbye[reason=UNAVAILABLE]", ports.next());
        assertEquals("close 1", ports.next());
        assertEquals("stop accepting", ports.next());
        assertFalse(shell.ended().isDone());
        queue.post(new Event.Closed(ALICE));
        assertEquals("audit gone alice", ports.next());
        ports.drained.complete(null);

        assertEquals("shutdown", ports.next());
        shell.ended().get(30, TimeUnit.SECONDS);
    }

    @Test
    void aStopDoesNotWaitForeverForAConnection() throws Exception {
        ServerShell shell = ServerShell.start(
                new ServerShell.Ports((event, at) -> List.of(), ports, ports, ports, ports),
                queue,
                now::get,
                Duration.ofMillis(50));
        shell.stop();
        shell.ended().get(30, TimeUnit.SECONDS);
        assertEquals("stop accepting", ports.next());
        assertEquals("shutdown", ports.next());
    }

    @Test
    void aFaultInTheCoreStopsTheServer() throws Exception {
        ServerShell shell = start((event, at) -> {
            throw new IllegalStateException("doubtful");
        });
        queue.post(new Event.Received(ALICE, PING));

        ExecutionException end =
                assertThrows(ExecutionException.class, () -> shell.ended().get(30, TimeUnit.SECONDS));

        assertInstanceOf(IllegalStateException.class, end.getCause());
        assertEquals("shutdown", ports.next());
        assertTrue(ports.told.isEmpty(), "the frame was not answered as if all were well");
    }

    /** Everybody who says something gets a pong; at the stop, everybody hears of it. */
    private static final class Echo implements CorePort {
        private final Set<ConnectionId> connections = ConcurrentHashMap.newKeySet();

        @Override
        public List<Effect> on(Event event, Instant at) {
            List<Effect> effects = new ArrayList<>();
            if (event instanceof Event.Opened opened) {
                connections.add(opened.connection());
            } else if (event instanceof Event.Received received) {
                effects.add(new Effect.Transmit(received.connection(), new ServerFrame.Pong()));
            } else if (event instanceof Event.Closed closed) {
                connections.remove(closed.connection());
            } else if (event instanceof Event.Stop) {
                for (ConnectionId connection : connections) {
                    effects.add(new Effect.Transmit(connection, new ServerFrame.Goodbye(Refusal.UNAVAILABLE)));
                    effects.add(new Effect.Close(connection));
                }
            }
            return effects;
        }
    }

    @Test
    void overRealSocketsFramesAreAnsweredInOrderAndAStopIsSaidToAll(@TempDir Path folder) throws Exception {
        Echo echo = new Echo();
        ServerListener listener = listen(folder);
        ServerShell shell = ServerShell.start(
                new ServerShell.Ports(echo, listener, ports, ports, ports), queue, now::get, STOP_WITHIN);
        List<Terminal> terminals = new ArrayList<>();
        for (int client = 0; client < 5; client++) {
            terminals.add(Terminal.connect(listener.address()));
        }
        for (int round = 0; round < 200; round++) {
            for (Terminal terminal : terminals) {
                terminal.send(PING);
            }
        }
        for (Terminal terminal : terminals) {
            for (int round = 0; round < 200; round++) {
                assertEquals(new ServerFrame.Pong(), terminal.receive());
            }
        }

        shell.stop();

        for (Terminal terminal : terminals) {
            assertEquals(new ServerFrame.Goodbye(Refusal.UNAVAILABLE), terminal.receive());
            assertEquals(0, terminal.drain());
            terminal.leave();
        }
        shell.ended().get(30, TimeUnit.SECONDS);
        assertThrows(IOException.class, () -> Terminal.tcp(listener.address()));
    }

    private ServerListener listen(Path folder) throws IOException {
        return ServerListener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TlsEndpoint.server(TlsStack.preferred(), Identities.in(folder, 1)),
                ListenerLimits.DEFAULT,
                queue);
    }
}
