package messenger.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.server.ConnectionId;
import messenger.server.Event;
import messenger.transport.CloseReason;
import messenger.transport.Identities;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerListenerTest {
    private static final InetSocketAddress LOOPBACK =
            new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0);
    private static final ClientFrame HELLO = new ClientFrame.Hello(1, "terminal/1");
    private static final ClientFrame PING = new ClientFrame.Ping();
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path folder;

    private final EventLog events = new EventLog();
    private List<ServerListener> running = List.of();

    private ServerListener listen(ListenerLimits limits) throws IOException {
        TlsEndpoint tls = TlsEndpoint.server(TlsStack.preferred(), Identities.in(folder, 1));
        ServerListener listener = ServerListener.open(LOOPBACK, tls, limits, events);
        running = List.of(listener);
        return listener;
    }

    private ServerListener listen() throws IOException {
        return listen(ListenerLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        running.forEach(listener -> listener.shutdown(Duration.ofSeconds(5)));
    }

    private static void awaitClosed(ServerListener listener, CloseReason reason, long count) {
        Await.until(count + " x " + reason, () -> listener.statistics().closed().getOrDefault(reason, 0L) == count);
    }

    /** A whole, valid frame of exactly this size without its length: a submission with as much content as it takes. */
    private static Bytes frameOfSize(int size) {
        // As published prekeys: many byte strings of up to 2,048 bytes.
        for (int rest = 1; rest <= Limits.PREKEY_BYTES_MAX; rest++) {
            Bytes body = prekeys(size, rest);
            if (body.size() == size) {
                return body;
            }
        }
        throw new AssertionError("no frame of " + size + " bytes");
    }

    private static Bytes prekeys(int size, int rest) {
        int full = (size - rest) / (Limits.PREKEY_BYTES_MAX + 3);
        List<Bytes> oneTime = java.util.Collections.nCopies(full, Bytes.copyOf(new byte[Limits.PREKEY_BYTES_MAX]));
        return messenger.protocol.FrameCodec.CLIENT.encode(
                new ClientFrame.PublishPrekeys(new RequestId(1), Bytes.copyOf(new byte[rest]), oneTime));
    }

    @Test
    void framesGoBothWays() throws IOException {
        ServerListener listener = listen();
        try (Terminal alice = Terminal.connect(listener.address())) {
            Event.Opened opened = events.next(Event.Opened.class);
            assertEquals("127.0.0.1", opened.address());

            alice.send(HELLO);
            assertEquals(HELLO, events.frame(opened.connection()));
            listener.transmit(opened.connection(), new ServerFrame.Pong());
            listener.transmit(opened.connection(), new ServerFrame.CaughtUp());

            assertEquals(new ServerFrame.Pong(), alice.receive());
            assertEquals(new ServerFrame.CaughtUp(), alice.receive());
            alice.leave();
            assertEquals(new Event.Closed(opened.connection()), events.next());
        }
    }

    @Test
    void aClientWithoutPostQuantumGroupsFallsBackToX25519() throws IOException {
        ServerListener listener = listen();
        try (Terminal alice = Terminal.connect(listener.address())) {
            events.opened();

            assertTrue(alice.cipherSuite().startsWith("TLS_"), alice.cipherSuite());
            assertEquals(1L, listener.statistics().groups().get("x25519"));
        }
    }

    @Test
    void olderTlsIsRefused() throws IOException {
        ServerListener listener = listen();
        try (Socket tcp = Terminal.tcp(listener.address());
                javax.net.ssl.SSLSocket old = (javax.net.ssl.SSLSocket)
                        Terminal.context().getSocketFactory().createSocket(tcp, "server", 1, true)) {
            old.setEnabledProtocols(new String[] {"TLSv1.2"});

            assertThrows(IOException.class, old::startHandshake);
        }
    }

    @Test
    void aFrameMayComeByteByByteAndTwoInOneSegment() throws IOException {
        ServerListener listener = listen();
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            for (byte single : Terminal.bytes(HELLO)) {
                alice.raw(new byte[] {single});
            }
            assertEquals(HELLO, events.frame(id));

            byte[] two = Bytes.concat(Bytes.copyOf(Terminal.bytes(PING)), Bytes.copyOf(Terminal.bytes(HELLO)))
                    .toArray();
            alice.raw(two);

            assertEquals(PING, events.frame(id));
            assertEquals(HELLO, events.frame(id));
        }
    }

    @Test
    void aStrangersFrameMayHaveSixteenKibibytesAndNotOneMore() throws IOException {
        ServerListener listener = listen();
        try (Terminal alice = Terminal.connect(listener.address());
                Terminal mallory = Terminal.connect(listener.address())) {
            ConnectionId first = events.opened();
            ConnectionId second = events.opened();
            for (int size : new int[] {Limits.FRAME_BYTES_MAX_STRANGER - 1, Limits.FRAME_BYTES_MAX_STRANGER}) {
                alice.raw(Terminal.framed(frameOfSize(size)));
                assertInstanceOf(
                        ClientFrame.PublishPrekeys.class,
                        events.next(Event.Received.class).frame());
            }

            mallory.raw(Terminal.framed(frameOfSize(Limits.FRAME_BYTES_MAX_STRANGER + 1)));

            Event.Garbled garbled = events.next(Event.Garbled.class);
            assertTrue(List.of(first, second).contains(garbled.connection()));
        }
    }

    @Test
    void anAdmittedClientsFrameMayHaveAMebibyteAndNotOneMore() throws IOException {
        ServerListener listener = listen();
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            listener.admit(id);
            alice.raw(Terminal.framed(frameOfSize(Limits.FRAME_BYTES_MAX_STRANGER + 1)));
            assertInstanceOf(ClientFrame.PublishPrekeys.class, events.frame(id));
            listener.processed(id);

            // No kind of frame has exactly this size, so the header passes and the parser refuses.
            alice.raw(Terminal.framed(Bytes.copyOf(new byte[Limits.FRAME_BYTES_MAX])));
            assertEquals(new Event.Garbled(id), events.next());
        }
        try (Terminal mallory = Terminal.connect(listener.address())) {
            ConnectionId id = events.untilOpened();
            listener.admit(id);

            // Refused at the header: the body is never sent.
            mallory.raw(new byte[] {0, 0x10, 0, 1});

            assertEquals(new Event.Garbled(id), events.next());
        }
    }

    @Test
    void garbageIsReportedOnceAndTheRefusalStillArrives() throws IOException {
        ServerListener listener = listen();
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
    void whoeverStreamsOnAfterGarbageIsCutOff() throws IOException {
        ServerListener listener = listen();
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
    void randomBytesInsteadOfTlsAreNobodysBusiness() throws IOException {
        ServerListener listener = listen();
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
    void aSilentConnectionIsClosedAtTheDeadlineAndDelaysNobody() throws IOException {
        ServerListener listener = listen(ListenerLimits.DEFAULT.withHandshakeWithin(SHORT));
        try (Socket silent = Terminal.tcp(listener.address());
                Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            alice.send(PING);
            assertEquals(PING, events.frame(id));

            // Returns when the server has closed; a read that waits longer throws.
            int alert = silent.getInputStream().readAllBytes().length;
            assertTrue(alert < 100, "no more than an alert came");
            awaitClosed(listener, CloseReason.TLS_FAILED, 1);

            alice.send(HELLO);
            assertEquals(HELLO, events.frame(id));
        }
    }

    @Test
    void whoeverDoesNotLogInInTimeIsClosedAndWhoeverDoesStays() throws IOException {
        ServerListener listener = listen(ListenerLimits.DEFAULT.withLoginWithin(SHORT));
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId admitted = events.opened();
            listener.admit(admitted);
            try (Terminal mallory = Terminal.connect(listener.address())) {
                ConnectionId stranger = events.opened();

                assertEquals(List.of(), events.untilClosed(stranger));
                mallory.drain();
            }
            alice.send(PING);
            assertEquals(PING, events.frame(admitted));
            awaitClosed(listener, CloseReason.NOT_ADMITTED, 1);
        }
    }

    @Test
    void aClientWithoutASignOfLifeIsClosed() throws IOException {
        ListenerLimits limits = ListenerLimits.DEFAULT;
        ServerListener listener = listen(limits.withChannel(limits.channel().withSilenceMax(SHORT)));
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            listener.admit(id);

            assertEquals(List.of(), events.untilClosed(id));
            alice.drain();
            awaitClosed(listener, CloseReason.SILENT, 1);
        }
    }

    @Test
    void anAddressInUseIsAClearError() throws IOException {
        ServerListener listener = listen();

        IOException refusal = assertThrows(
                IOException.class,
                () -> ServerListener.open(
                        listener.address(),
                        TlsEndpoint.server(TlsStack.preferred(), Identities.in(folder, 1)),
                        ListenerLimits.DEFAULT,
                        events));

        assertTrue(refusal.toString().contains("cannot listen on"), refusal.toString());
    }

    @Test
    void effectsForAConnectionThatIsGoneDoNothing() throws IOException {
        ServerListener listener = listen();
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            alice.leave();
            assertEquals(List.of(), events.untilClosed(id));

            listener.transmit(id, new ServerFrame.Pong());
            listener.processed(id);
            listener.admit(id);
            listener.close(id);
            listener.close(new ConnectionId(77));
        }
    }
}
