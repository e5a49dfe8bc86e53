package messenger.client.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.server.ConnectionId;
import messenger.server.Event;
import messenger.server.net.Await;
import messenger.server.net.ServerListener;
import messenger.transport.Certification;
import messenger.transport.Identities;
import messenger.transport.ServerKeyHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers a link talks to (PROTOCOL 1.16.4). */
final class TrustTest {
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
    void aWrongPinStopsBeforeAnyFrame() throws IOException {
        ServerListener listener = world.listen();
        ServerLink link = world.link(
                listener.address().getPort(), new Trust.Pinned(STRANGE), LinkSettings.DEFAULT, LinkWorld.STACK);

        world.client().next(LinkEvent.Connecting.class);
        assertEquals(
                new LinkEvent.PinMismatch(STRANGE, world.keyHash()),
                world.client().next(LinkEvent.PinMismatch.class));
        world.client().next(LinkEvent.Ended.class);
        assertFalse(link.send(new LinkId(1), HELLO));

        // It may have been a connection for the server, but without a frame; and nothing follows.
        Await.until("it is gone", () -> listener.statistics().sockets() == 0);
        while (world.server().size() > 0) {
            assertFalse(world.server().next() instanceof Event.Received);
        }
        link.reconnectNow();
        assertEquals(0, world.client().size());
    }

    @Test
    void theFirstContactAsksAndConnectsPinnedWhenTheAnswerIsYes() throws IOException {
        ServerListener listener = world.listen();
        CompletableFuture<TrustDecision.Verdict> answer = new CompletableFuture<>();
        world.link(
                listener.address().getPort(),
                new Trust.FirstContact(key -> answer),
                LinkSettings.DEFAULT,
                LinkWorld.STACK);

        world.client().next(LinkEvent.Connecting.class);
        assertEquals(
                new LinkEvent.Untrusted(world.keyHash(), Certification.NOT_CHECKED),
                world.client().next(LinkEvent.Untrusted.class));
        ConnectionId first = world.server().opened();
        assertEquals(List.of(), world.server().untilClosed(first), "nothing was said before the answer");
        answer.complete(TrustDecision.Verdict.TRUST);

        LinkId link = world.client().connected();
        assertNotEquals(new LinkId(1), link);
        assertNotEquals(first, world.server().opened());
    }

    @Test
    void theFirstContactEndsWhenTheAnswerIsNoOrNone() throws IOException {
        ServerListener listener = world.listen();
        for (CompletableFuture<TrustDecision.Verdict> answer : List.of(
                CompletableFuture.completedFuture(TrustDecision.Verdict.REFUSE),
                CompletableFuture.<TrustDecision.Verdict>failedFuture(new IOException("the window was closed")))) {
            world.link(
                    listener.address().getPort(),
                    new Trust.FirstContact(key -> answer),
                    LinkSettings.DEFAULT,
                    LinkWorld.STACK);

            world.client().next(LinkEvent.Connecting.class);
            world.client().next(LinkEvent.Untrusted.class);
            world.client().next(LinkEvent.Ended.class);
        }
    }

    @Test
    void anotherKeyAfterARestartIsNotedEvenThoughTheFirstWasTrusted(@TempDir Path other) throws IOException {
        ServerListener listener = world.listen();
        Relay relay = new Relay(listener.address());
        world.closeLater(relay);
        world.link(
                relay.port(),
                new Trust.FirstContact(key -> CompletableFuture.completedFuture(TrustDecision.Verdict.TRUST)),
                LinkSettings.DEFAULT,
                LinkWorld.STACK);
        world.client().next(LinkEvent.Connecting.class);
        world.client().next(LinkEvent.Untrusted.class);
        world.client().connected();
        ServerKeyHash trusted = world.keyHash();
        listener.shutdown(Duration.ofSeconds(5));
        world.client().next(LinkEvent.Disconnected.class);

        world.become(Identities.in(other, 2));
        relay.aim(world.listen().address());
        world.client().nextWait().task().run();

        world.client().next(LinkEvent.Connecting.class);
        assertEquals(
                new LinkEvent.PinMismatch(trusted, world.keyHash()),
                world.client().next(LinkEvent.PinMismatch.class));
        world.client().next(LinkEvent.Ended.class);
    }
}
