package messenger.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.SeededRandom;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.Wrap;
import messenger.server.ConnectionId;
import messenger.server.Effect;
import messenger.server.Event;
import messenger.transport.Identities;
import messenger.transport.ServerIdentity;
import messenger.transport.ServerKeyHash;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerListenerTest {
    private static final ClientFrame HELLO = new ClientFrame.Hello(1, "terminal/1");
    private static final ClientFrame PING = new ClientFrame.Ping();

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
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
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
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
        try (Terminal alice = Terminal.connect(listener.address())) {
            events.opened();

            assertTrue(alice.cipherSuite().startsWith("TLS_"), alice.cipherSuite());
            assertEquals(1L, listener.statistics().groups().get("x25519"));
        }
    }

    @Test
    void olderTlsIsRefused() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
        try (Socket tcp = Terminal.tcp(listener.address());
                javax.net.ssl.SSLSocket old = (javax.net.ssl.SSLSocket)
                        Terminal.context().getSocketFactory().createSocket(tcp, "server", 1, true)) {
            old.setEnabledProtocols(new String[] {"TLSv1.2"});

            assertThrows(IOException.class, old::startHandshake);
        }
    }

    @Test
    void t4AFrameMayComeByteByByteAndTwoInOneSegment() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
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

    /** A reader with a buffer of 1,024 bytes that takes a full one for a sign that more comes waits for ever. */
    @Test
    void t4FramesOfExactlySoManyKibibytesAreFrames() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            listener.admit(id, Limits.FRAME_BYTES_MAX);
            for (int kibibytes : new int[] {1, 2, 4, 8, 16, 64}) {
                int whole = 1024 * kibibytes;
                int around = Terminal.bytes(mail(whole - 200)).length - (whole - 200);
                ClientFrame frame = mail(whole - around);
                assertEquals(whole, Terminal.bytes(frame).length);

                alice.send(frame);

                assertEquals(frame, events.frame(id));
            }
        }
    }

    private static ClientFrame mail(int contentBytes) {
        SubmissionId submission = new SubmissionId(Bytes.copyOf(new byte[16]));
        Wrap wrap = new Wrap(new MailboxId(Bytes.copyOf(new byte[MailboxId.BYTES])), Bytes.utf8("wrap"));
        return new ClientFrame.Submit(
                new RequestId(1), submission, Bytes.copyOf(new byte[contentBytes]), List.of(wrap));
    }

    @Test
    void aStrangersFrameMayHaveSixteenKibibytesAndNotOneMore() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
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
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            listener.admit(id, Limits.FRAME_BYTES_MAX);
            alice.raw(Terminal.framed(frameOfSize(Limits.FRAME_BYTES_MAX_STRANGER + 1)));
            assertInstanceOf(ClientFrame.PublishPrekeys.class, events.frame(id));
            listener.processed(id);

            // No kind of frame has exactly this size, so the header passes and the parser refuses.
            alice.raw(Terminal.framed(Bytes.copyOf(new byte[Limits.FRAME_BYTES_MAX])));
            assertEquals(new Event.Garbled(id), events.next());
        }
        try (Terminal mallory = Terminal.connect(listener.address())) {
            ConnectionId id = events.untilOpened();
            listener.admit(id, Limits.FRAME_BYTES_MAX);

            // Refused at the header: the body is never sent.
            mallory.raw(new byte[] {0, 0x10, 0, 1});

            assertEquals(new Event.Garbled(id), events.next());
        }
    }

    @Test
    void anAdmissionMayAllowLessAndBeWidenedLater() throws IOException {
        int allowed = Limits.FRAME_BYTES_MAX_STRANGER + 100;
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            listener.admit(id, allowed);
            for (int size : new int[] {allowed - 1, allowed}) {
                alice.raw(Terminal.framed(frameOfSize(size)));
                assertInstanceOf(ClientFrame.PublishPrekeys.class, events.frame(id));
            }

            listener.admit(id, allowed + 1);
            alice.raw(Terminal.framed(frameOfSize(allowed + 1)));
            assertInstanceOf(ClientFrame.PublishPrekeys.class, events.frame(id));
            alice.raw(Terminal.framed(frameOfSize(allowed + 2)));
            assertEquals(new Event.Garbled(id), events.next());
        }
    }

    @Test
    void aRenewedCertificateIsShownToNewConnectionsAndOldOnesStay(@TempDir Path renewedFolder) throws IOException {
        ServerIdentity old = Identities.in(renewedFolder, 5);
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
        listener.present(TlsEndpoint.server(TlsStack.preferred(), old));
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId first = events.opened();
            Instant due = old.certificateEnds();
            ServerIdentity renewed = ServerIdentity.openOrCreate(renewedFolder, due, new SeededRandom(6));

            listener.present(TlsEndpoint.server(TlsStack.preferred(), renewed));

            try (Terminal bob = Terminal.connect(listener.address())) {
                events.opened();
                assertNotEquals(alice.certificate(), bob.certificate());
                assertEquals(
                        ServerKeyHash.of(alice.certificate().getPublicKey()),
                        ServerKeyHash.of(bob.certificate().getPublicKey()));
            }
            alice.send(PING);
            assertEquals(PING, events.untilFrame(first));
        }
    }

    @Test
    void nobodyIsAdmittedToMoreThanTheLargestFrame() {
        ConnectionId anybody = new ConnectionId(1);

        assertThrows(IllegalArgumentException.class, () -> new Effect.Admit(anybody, Limits.FRAME_BYTES_MAX + 1));
        assertThrows(
                IllegalArgumentException.class, () -> new Effect.Admit(anybody, Limits.FRAME_BYTES_MAX_STRANGER - 1));
        assertEquals(Limits.FRAME_BYTES_MAX, new Effect.Admit(anybody, Limits.FRAME_BYTES_MAX).frameBytesMax());
    }

    @Test
    void anAddressInUseIsAClearError() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);

        IOException refusal =
                assertThrows(IOException.class, () -> world.listen(listener.address(), ListenerLimits.DEFAULT));

        assertTrue(refusal.toString().contains("cannot listen on"), refusal.toString());
    }

    @Test
    void effectsForAConnectionThatIsGoneDoNothing() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT);
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            alice.leave();
            assertEquals(List.of(), events.untilClosed(id));

            listener.transmit(id, new ServerFrame.Pong());
            listener.processed(id);
            listener.admit(id, Limits.FRAME_BYTES_MAX);
            listener.close(id);
            listener.close(new ConnectionId(77));
        }
    }
}
