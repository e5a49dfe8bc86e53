package messenger.client.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import messenger.protocol.ClientFrame;
import messenger.protocol.Incarnation;
import messenger.protocol.Limits;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ConnectionId;
import messenger.server.Event;
import messenger.server.net.Await;
import messenger.server.net.ListenerLimits;
import messenger.server.net.ServerListener;
import messenger.transport.Identities;
import messenger.transport.TlsStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerLinkTest {
    private static final ClientFrame HELLO = new ClientFrame.Hello(1, "link/1");

    @TempDir
    private Path folder;

    private LinkWorld world;

    @BeforeEach
    void start() throws IOException {
        world = new LinkWorld(Identities.in(folder, 1));
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "BORINGSSL, BORINGSSL",
        "BORINGSSL, BOUNCYCASTLE",
        "BOUNCYCASTLE, BORINGSSL",
        "BOUNCYCASTLE, BOUNCYCASTLE"
    })
    void allPairingsAgreeOnPostQuantumAndSpeakFrames(TlsStack serverStack, TlsStack clientStack) throws IOException {
        ServerListener listener = world.listen(0, serverStack, ListenerLimits.DEFAULT);
        ServerLink link = world.link(
                listener.address().getPort(), new Trust.Pinned(world.keyHash()), LinkSettings.DEFAULT, clientStack);
        world.client().next(LinkEvent.Connecting.class);
        LinkEvent.Connected connected = world.client().next(LinkEvent.Connected.class);
        ConnectionId id = world.server().opened();

        assertEquals("X25519MLKEM768", connected.tlsGroup());
        assertEquals(world.keyHash(), connected.server());
        assertEquals(1L, listener.statistics().groups().get("X25519MLKEM768"));
        assertTrue(link.send(connected.link(), HELLO));
        assertEquals(HELLO, world.server().frame(id));
        listener.transmit(id, new ServerFrame.CaughtUp());
        assertEquals(
                new LinkEvent.Received(connected.link(), new ServerFrame.CaughtUp()),
                world.client().next(LinkEvent.Received.class));

        link.close();
        world.client().next(LinkEvent.Ended.class);
        assertEquals(new Event.Closed(id), world.server().next());
    }

    @Test
    void aServerThatIsDownIsTriedAgainAndAgainWithLongerWaits() throws IOException {
        // Bound, so that nobody else listens on it, and not listening.
        Socket reserved = new Socket();
        world.closeLater(reserved);
        reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        world.link(reserved.getLocalPort());
        Duration total = Duration.ZERO;
        for (int attempt = 0; attempt < 5; attempt++) {
            world.client().next(LinkEvent.Connecting.class);
            LinkEvent.Disconnected down = world.client().next(LinkEvent.Disconnected.class);
            LinkLog.Wait wait = world.client().nextWait();
            assertEquals(Loss.UNREACHABLE, down.loss());
            assertEquals(LinkLog.NOW.plus(wait.delay()), down.retryAt());
            total = total.plus(wait.delay());
            wait.task().run();
        }
        assertTrue(total.compareTo(Duration.ofMillis(15_500)) >= 0, "1 + 2 + 4 + 8 + 16 s, half of it at least");
    }

    @Test
    void afterARestartOfTheServerTheLinkIsBack() throws IOException {
        ServerListener listener = world.listen();
        Relay relay = new Relay(listener.address());
        world.closeLater(relay);
        ServerLink link = world.link(relay.port());
        LinkId first = world.client().connected();
        ConnectionId before = world.server().opened();
        listener.shutdown(Duration.ofSeconds(5));
        assertEquals(
                Loss.LOST, world.client().next(LinkEvent.Disconnected.class).loss());
        assertFalse(link.send(first, HELLO));
        assertEquals(List.of(), world.server().untilClosed(before));

        ServerListener again = world.listen();
        relay.aim(again.address());
        world.client().nextWait().task().run();

        LinkId second = world.client().connected();
        assertNotEquals(first, second);
        assertFalse(link.send(first, HELLO), "what was meant for the old connection must not go out on the new one");
        assertTrue(link.send(second, HELLO));
        ConnectionId after = world.server().opened();
        assertEquals(HELLO, world.server().frame(after));
        again.close(after);
    }

    @Test
    void onlyALoginMakesTheNextWaitShortAgain() throws IOException {
        ServerListener listener = world.listen();
        world.link(listener.address().getPort());
        for (int round = 1; round <= 3; round++) {
            world.client().connected();
            listener.close(world.server().untilOpened());
            world.client().next(LinkEvent.Disconnected.class);
            LinkLog.Wait wait = world.client().nextWait();
            assertTrue(wait.delay().toMillis() >= 500L << (round - 1), "round " + round + ": " + wait.delay());
            wait.task().run();
        }
        world.client().connected();
        ConnectionId id = world.server().untilOpened();
        listener.transmit(id, new ServerFrame.LoggedIn(new UserName("alice"), 1, 1, 0, 0, Incarnation.NONE));
        world.client().next(LinkEvent.Received.class);
        listener.close(id);
        world.client().next(LinkEvent.Disconnected.class);

        assertTrue(world.client().nextWait().delay().compareTo(Duration.ofSeconds(1)) <= 0);
    }

    @Test
    void aConnectionThatIsDroppedIsLostAndTheNextOneIsNot() throws IOException {
        ServerListener listener = world.listen();
        ServerLink link = world.link(listener.address().getPort());
        LinkId first = world.client().connected();
        ConnectionId before = world.server().opened();

        link.drop(first);

        assertEquals(
                Loss.LOST, world.client().next(LinkEvent.Disconnected.class).loss());
        assertEquals(List.of(), world.server().untilClosed(before));
        world.client().nextWait().task().run();
        LinkId second = world.client().connected();
        link.drop(first);
        assertTrue(link.send(second, HELLO), "a late drop of the old connection does not touch the new one");
        assertEquals(HELLO, world.server().frame(world.server().opened()));
        link.close();
        world.client().next(LinkEvent.Ended.class);
        link.drop(second);
    }

    @Test
    void somebodyAtTheScreenNeedNotWait() throws IOException {
        ServerListener listener = world.listen();
        ServerLink link = world.link(listener.address().getPort());
        world.client().connected();
        listener.close(world.server().opened());
        world.client().next(LinkEvent.Disconnected.class);

        link.reconnectNow();

        world.client().connected();
        world.client().nextWait().task().run();
        link.reconnectNow();
        link.close();
        world.client().next(LinkEvent.Ended.class);
    }

    @Test
    void aConsumerThatIsBehindHoldsTheServerBack() throws IOException {
        ServerListener listener = world.listen();
        LinkSettings settings = LinkSettings.DEFAULT;
        ServerLink link = world.link(
                listener.address().getPort(),
                new Trust.Pinned(world.keyHash()),
                settings.withChannel(settings.channel().withUnprocessedFramesMax(4)),
                LinkWorld.STACK);
        LinkId id = world.client().connected();
        ConnectionId connection = world.server().opened();
        for (int sequence = 0; sequence < 500; sequence++) {
            listener.transmit(connection, new ServerFrame.PrekeysLow(sequence));
        }
        Await.until("as many as allowed", () -> world.client().size() == 4);

        for (int sequence = 0; sequence < 500; sequence++) {
            assertTrue(world.client().size() <= 4, world.client().size() + " frames wait");
            assertEquals(
                    new ServerFrame.PrekeysLow(sequence),
                    world.client().next(LinkEvent.Received.class).frame());
            link.processed(id);
        }
    }

    @Test
    void closingSendsWhatIsQueuedFirst() throws IOException {
        ServerListener listener = world.listen();
        ServerLink link = world.link(listener.address().getPort());
        LinkId id = world.client().connected();
        ConnectionId connection = world.server().opened();
        // Of a stranger fewer are read at a time.
        listener.admit(connection, Limits.FRAME_BYTES_MAX);
        for (int frame = 0; frame < 20; frame++) {
            assertTrue(link.send(id, HELLO));
        }
        link.send(id, new ClientFrame.Bye());
        link.close();

        world.client().next(LinkEvent.Ended.class);
        List<Event> said = world.server().untilClosed(connection);
        assertEquals(21, said.size());
        assertEquals(new Event.Received(connection, new ClientFrame.Bye()), said.get(20));
        link.close();
        assertEquals(0, world.client().size(), "there is one end");
    }
}
