package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import messenger.client.OwnAccount;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strangers do their worst to the real server (T1 to T5) while Alice and Bob talk; what they do must not be noticed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileSocketsIT {
    private static final int SILENT_CONNECTIONS = 50;

    /** A heap of 256 MiB that is used is no leak; 4 GiB or the flood below would be. */
    private static final long RESIDENT_KIB_MAX = 700 * 1024;

    /** What a stranger tries to make the server hold (T2). */
    private static final int FLOOD_BYTES = 64 << 20;

    private static final int BLOCK_BYTES = 1 << 16;
    private static final long SEED = 20_261_120;

    private final Started started = new Started();
    private Path folder;
    private RealServer server;
    private Peer alice;
    private Peer bob;
    private int exchanged;

    @BeforeAll
    void startTwoWhoTalk(@TempDir Path shared) {
        folder = shared;
        server = RealServer.start(started, folder.resolve("server"));
        alice = Peer.register(server, folder.resolve("alice"), "alice");
        bob = Peer.register(server, folder.resolve("bob"), "bob");
    }

    @AfterAll
    void endEverything() {
        alice.close();
        bob.close();
        started.close();
    }

    @AfterEach
    void theServerIsWellAndSmall() throws IOException {
        aliceAndBobTalk();
        assertTrue(server.isAlive(), server.errors());
        assertEquals("", server.errors());
        OptionalLong resident = server.residentKib();
        assertTrue(resident.isEmpty() || resident.getAsLong() < RESIDENT_KIB_MAX, () -> resident + " KiB");
    }

    /** A message each way, and a stranger who comes in; a server that is held up by somebody does neither. */
    private void aliceAndBobTalk() throws IOException {
        exchanged++;
        alice.compose("bob", "from alice " + exchanged);
        bob.compose("alice", "from bob " + exchanged);
        assertEquals("from alice " + exchanged, bob.awaitReceived(exchanged).get(exchanged - 1));
        assertEquals("from bob " + exchanged, alice.awaitReceived(exchanged).get(exchanged - 1));
        try (RawClient newcomer = RawClient.tls(server)) {
            assertEquals(32, newcomer.hello().size());
        }
    }

    @Test
    void t1ConnectionsThatSayNothingHoldNobodyUpAndAreClosed() throws IOException {
        List<RawClient> silent = new ArrayList<>();
        IntStream.range(0, SILENT_CONNECTIONS).forEach(i -> silent.add(RawClient.tcp(server)));
        RawClient afterTls = RawClient.tls(server);
        silent.add(afterTls);
        RawClient afterHello = RawClient.tls(server);
        assertEquals(32, afterHello.hello().size());
        silent.add(afterHello);

        aliceAndBobTalk();

        for (RawClient each : silent) {
            each.awaitClosed();
            each.close();
        }
    }

    @Test
    void t2AHeaderOfFourGibibytesIsTheLastThatIsReadOfAStranger() throws IOException {
        try (RawClient stranger = RawClient.tls(server)) {
            stranger.send(new byte[] {-1, -1, -1, -1});
            aliceAndBobTalk();
            stranger.awaitClosed();
        }
    }

    @Test
    void t2AStrangerCannotMakeTheServerHoldAFlood() throws IOException {
        int taken = 0;
        try (RawClient stranger = RawClient.tls(server)) {
            stranger.send(new byte[] {0, 0, 0x40, 1});
            while (taken < FLOOD_BYTES) {
                stranger.send(new byte[BLOCK_BYTES]);
                taken += BLOCK_BYTES;
            }
        } catch (IOException cutOff) {
            aliceAndBobTalk();
        }
        assertTrue(taken < FLOOD_BYTES, "the server took all of it: " + taken);
    }

    @Test
    void t3TheLargestFrameOfAStrangerIsAnsweredByAnEndAndNotByAFault() throws IOException {
        try (RawClient stranger = RawClient.tls(server)) {
            stranger.send(new byte[] {0, 0, 0x40, 0});
            stranger.send(new byte[Limits.FRAME_BYTES_MAX_STRANGER]);
            aliceAndBobTalk();
            stranger.awaitClosed();
        }
    }

    @Test
    void t3RandomBytesEndOnlyTheirOwnConnection() throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 20; round++) {
            byte[] noise = new byte[1 + random.nextInt(BLOCK_BYTES)];
            random.nextBytes(noise);
            sendAndAwaitTheEnd(RawClient.tcp(server), noise);
            sendAndAwaitTheEnd(RawClient.tls(server), noise);
        }
        aliceAndBobTalk();
    }

    /** A server that has seen enough may close before everything is sent. */
    private static void sendAndAwaitTheEnd(RawClient stranger, byte[] noise) {
        try (stranger) {
            stranger.send(noise);
            // Noise that begins like a frame of which more is to come would rightly be waited for.
            stranger.send(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
            stranger.awaitClosed();
        } catch (IOException closedWhileSending) {
            assertTrue(noise.length > 0);
        }
    }

    @Test
    void t4AHelloThatComesByteByByteIsAnsweredAndSoAreTwoInOneSegment() throws IOException {
        byte[] hello = RawClient.framed(new ClientFrame.Hello(Limits.PROTOCOL_VERSION, "slow"));
        byte[] ping = RawClient.framed(new ClientFrame.Ping());
        try (RawClient slow = RawClient.tls(server)) {
            for (byte next : hello) {
                slow.send(new byte[] {next});
            }
            ServerFrame welcome = slow.next();
            slow.send(Stream.of(ping, ping).collect(RawClient.joined()));
            ServerFrame first = slow.next();
            ServerFrame second = slow.next();

            assertTrue(welcome instanceof ServerFrame.Welcome, welcome::toString);
            assertEquals(List.of(new ServerFrame.Pong(), new ServerFrame.Pong()), List.of(first, second));
        }
    }

    @Test
    void t5AReaderThatStopsReadingHoldsNobodyUpAndLosesNothing() throws IOException {
        int messages = 200;
        String filling = "x".repeat(20_000);
        Path vault = folder.resolve("carol");
        OwnAccount account;
        try (Peer carol = Peer.register(server, vault, "carol")) {
            account = carol.account();
        }
        List<String> sent =
                IntStream.range(0, messages).mapToObj(i -> i + " " + filling).toList();
        try (RawClient stalled = RawClient.tlsFrom(server.port(), 4096, "127.0.0.1")) {
            stalled.login(account, server.keyHash());
            stalled.send(new ClientFrame.Subscribe());
            alice.meet("carol");
            int before = alice.storedCount();

            sent.forEach(text -> alice.compose("carol", text));
            aliceAndBobTalk();
            // The message to Bob is one of them.
            alice.awaitStored(before + messages + 1);
        }
        try (Peer carol = Peer.open(server, vault)) {
            assertEquals(sent, carol.awaitReceived(messages));
            carol.settle();
            assertEquals(messages, carol.awaitReceived(messages).size());
        }
    }
}
