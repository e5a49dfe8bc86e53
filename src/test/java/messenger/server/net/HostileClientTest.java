package messenger.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.server.ConnectionId;
import messenger.server.Event;
import messenger.transport.CloseReason;
import messenger.transport.Identities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send garbage, or nothing (T1, T2, T3, T9). */
final class HostileClientTest {
    private static final ClientFrame HELLO = new ClientFrame.Hello(1, "terminal/1");
    private static final ClientFrame PING = new ClientFrame.Ping();
    private static final Duration SHORT = Duration.ofMillis(1500);

    @TempDir
    private Path folder;

    private ListenerWorld world;
    private EventLog events;

    @BeforeEach
    void start() throws IOException {
        world = new ListenerWorld(Identities.in(folder, 1));
        events = world.events();
    }

    @AfterEach
    void stop() {
        world.stop();
    }

    @Test
    void t3GarbageIsReportedOnceAndTheRefusalStillArrives() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
        long seed = Long.getLong("garbage.seed", 20261120L);
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            try (Terminal mallory = Terminal.connect(listener.address())) {
                ConnectionId id = events.opened();
                byte[] garbage = new byte[1 + random.nextInt(100_000)];
                random.nextBytes(garbage);
                garbage[0] = (byte) 0xff;
                mallory.raw(garbage.length < 4 ? new byte[4] : garbage);

                assertEquals(new Event.Garbled(id), events.next(), "seed " + seed);
                listener.transmit(id, new ServerFrame.Goodbye(Refusal.MALFORMED));
                listener.close(id);

                assertEquals(new ServerFrame.Goodbye(Refusal.MALFORMED), mallory.receive());
                assertEquals(0, mallory.drain());
                mallory.leave();
                assertEquals(new Event.Closed(id), events.next());
            }
        }
    }

    @Test
    void t2WhoeverStreamsOnAfterGarbageIsCutOff() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
        try (Terminal mallory = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            mallory.raw(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});
            assertEquals(new Event.Garbled(id), events.next());

            // The core says nothing, and still it ends.
            byte[] more = new byte[64 * 1024];
            assertThrows(IOException.class, () -> {
                for (int sent = 0; sent < 1000; sent++) {
                    mallory.raw(more);
                }
            });
            assertEquals(List.of(), events.untilClosed(id));
        }
    }

    @Test
    void t3RandomBytesInsteadOfTlsAreNobodysBusiness() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
        Random random = new Random(20261120L);
        for (int round = 0; round < 50; round++) {
            try (Socket mallory = Terminal.tcp(listener.address())) {
                byte[] garbage = new byte[1 + random.nextInt(5000)];
                random.nextBytes(garbage);
                mallory.getOutputStream().write(garbage);
                mallory.shutdownOutput();
                while (mallory.getInputStream().read() >= 0) {
                    // An alert, perhaps; then the end.
                    assertEquals(0, listener.statistics().open());
                }
            } catch (java.net.SocketException e) {
                // A reset is an end, too.
                assertEquals(0, listener.statistics().open());
            }
        }
        try (Terminal alice = Terminal.connect(listener.address())) {
            alice.send(PING);
            ConnectionId id = events.opened();
            assertEquals(PING, events.frame(id), "nothing was heard of the others");
        }
    }

    @Test
    void t1ASilentConnectionIsClosedAtTheDeadlineAndDelaysNobody() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT.withHandshakeWithin(SHORT));
        try (Socket silent = Terminal.tcp(listener.address());
                Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            alice.send(PING);
            assertEquals(PING, events.frame(id));

            // Returns when the server has closed; a read that waits longer throws.
            int alert = silent.getInputStream().readAllBytes().length;
            assertTrue(alert < 100, "no more than an alert came");
            world.awaitClosed(listener, CloseReason.TLS_FAILED, 1);

            alice.send(HELLO);
            assertEquals(HELLO, events.frame(id));
        }
    }

    @Test
    void t1WhoeverDoesNotLogInInTimeIsClosedAndWhoeverDoesStays() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT.withLoginWithin(SHORT));
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId admitted = events.opened();
            listener.admit(admitted, Limits.FRAME_BYTES_MAX);
            try (Terminal mallory = Terminal.connect(listener.address())) {
                ConnectionId stranger = events.opened();

                assertEquals(List.of(), events.untilClosed(stranger));
                mallory.drain();
            }
            alice.send(PING);
            assertEquals(PING, events.frame(admitted));
            world.awaitClosed(listener, CloseReason.NOT_ADMITTED, 1);
        }
    }

    @Test
    void t9AClientWithoutASignOfLifeIsClosed() throws IOException {
        ListenerLimits limits = ListenerLimits.DEFAULT;
        ServerListener listener =
                world.listen(limits.withChannel(limits.channel().withSilenceMax(SHORT)));
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            listener.admit(id, Limits.FRAME_BYTES_MAX);

            assertEquals(List.of(), events.untilClosed(id));
            alice.drain();
            world.awaitClosed(listener, CloseReason.SILENT, 1);
        }
    }
}
