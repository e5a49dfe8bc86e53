package messenger.client.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.server.ConnectionId;
import messenger.server.net.ListenerLimits;
import messenger.server.net.ServerListener;
import messenger.transport.Identities;
import messenger.transport.ServerKeyHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What networks, and things that are no servers, do to a link (T4, T9). */
final class BadNetworkTest {
    private static final ClientFrame HELLO = new ClientFrame.Hello(1, "link/1");
    private static final ServerKeyHash STRANGE = new ServerKeyHash(Bytes.copyOf(new byte[32]));

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

    @Test
    void t9AHalfOpenLinkIsNoticedByBothEnds() throws IOException {
        Duration silence = Duration.ofMillis(1500);
        ListenerLimits limits = ListenerLimits.DEFAULT;
        ServerListener listener = world.listen(
                0, LinkWorld.STACK, limits.withChannel(limits.channel().withSilenceMax(silence)));
        Relay relay = new Relay(listener.address());
        world.closeLater(relay);
        LinkSettings settings = LinkSettings.DEFAULT;
        world.link(
                relay.port(),
                new Trust.Pinned(world.keyHash()),
                settings.withChannel(settings.channel().withSilenceMax(silence)),
                LinkWorld.STACK);
        world.client().connected();
        ConnectionId id = world.server().opened();
        listener.admit(id, Limits.FRAME_BYTES_MAX);
        // Pings keep the link up for as long as they are answered.
        for (int ping = 0; ping < 3; ping++) {
            assertEquals(new ClientFrame.Ping(), world.server().frame(id));
            listener.transmit(id, new ServerFrame.Pong());
        }
        assertEquals(0, world.client().size(), "answers to pings are the link's own business");

        relay.set(Relay.Mode.SWALLOW);

        assertEquals(
                Loss.SILENT, world.client().next(LinkEvent.Disconnected.class).loss());
        world.server().untilClosed(id);
    }

    @Test
    void t4ANetworkThatPassesSingleBytesIsSlowAndNothingElse() throws IOException {
        ServerListener listener = world.listen();
        Relay relay = new Relay(listener.address());
        relay.set(Relay.Mode.BYTE_BY_BYTE);
        world.closeLater(relay);
        ServerLink link = world.link(relay.port());
        LinkId id = world.client().connected();
        ConnectionId connection = world.server().opened();

        assertTrue(link.send(id, HELLO));
        assertEquals(HELLO, world.server().frame(connection));
        listener.transmit(connection, new ServerFrame.Goodbye(Refusal.UNAVAILABLE));
        listener.close(connection);

        assertEquals(
                new ServerFrame.Goodbye(Refusal.UNAVAILABLE),
                world.client().next(LinkEvent.Received.class).frame());
        assertEquals(
                Loss.LOST, world.client().next(LinkEvent.Disconnected.class).loss());
    }

    @Test
    void aCutInTheNetworkIsALoss() throws IOException {
        ServerListener listener = world.listen();
        Relay relay = new Relay(listener.address());
        world.closeLater(relay);
        world.link(relay.port());
        world.client().connected();

        relay.cut();

        assertEquals(
                Loss.LOST, world.client().next(LinkEvent.Disconnected.class).loss());
    }

    @Test
    void somethingThatIsNoTlsIsNotTalkedTo() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            world.link(other.getLocalPort());
            world.client().next(LinkEvent.Connecting.class);
            try (Socket accepted = other.accept()) {
                accepted.getOutputStream()
                        .write(Bytes.utf8("HTTP/1.1 400 Bad Request\r\n\r\n").toArray());
                accepted.getOutputStream().flush();

                assertEquals(
                        Loss.NO_TLS,
                        world.client().next(LinkEvent.Disconnected.class).loss());
            }
        }
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            world.link(
                    mute.getLocalPort(),
                    new Trust.Pinned(STRANGE),
                    LinkSettings.DEFAULT.withHandshakeWithin(Duration.ofMillis(100)),
                    LinkWorld.STACK);
            world.client().next(LinkEvent.Connecting.class);

            assertEquals(
                    Loss.NO_TLS,
                    world.client().next(LinkEvent.Disconnected.class).loss());
        }
    }
}
