package messenger.client.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import messenger.crypto.Bytes;
import messenger.server.Event;
import messenger.server.net.ListenerLimits;
import messenger.transport.Certification;
import messenger.transport.Identities;
import messenger.transport.ServerIdentity;
import messenger.transport.ServerKeyHash;
import messenger.transport.TestAuthority;
import messenger.transport.TlsStack;
import messenger.transport.TrustAnchors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that a certificate authority vouches for (PROTOCOL 1.16.4). */
final class AuthorityTest {
    private static final Instant NOW = Identities.NOW;
    private static final String HOST = "chat.example";
    private static final TrustDecision NEVER_ASKED =
            presented -> CompletableFuture.failedFuture(new AssertionError("asked about " + presented));
    private static final TrustDecision YES =
            presented -> CompletableFuture.completedFuture(TrustDecision.Verdict.TRUST);

    @TempDir
    private Path folder;

    private final TestAuthority root = TestAuthority.root("Root of Tests");
    private final TestAuthority authority = root.intermediate("Authority of Tests");
    private TrustAnchors anchors;
    private LinkWorld world;

    @BeforeEach
    void start() throws IOException {
        anchors = root.anchors(folder);
        world = new LinkWorld(Identities.in(folder, 1));
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private ServerIdentity certified(String host, Instant from, Instant now) throws IOException {
        return authority.identity(folder, "secp256r1", from, now, host);
    }

    private void meet(ServerIdentity server, Trust trust) throws IOException {
        world.become(server);
        world.link(world.listen().address().getPort(), trust, LinkSettings.DEFAULT, LinkWorld.STACK);
        world.client().next(LinkEvent.Connecting.class);
    }

    @ParameterizedTest
    @CsvSource({
        "BORINGSSL, BORINGSSL, secp256r1",
        "BORINGSSL, BORINGSSL, secp384r1",
        "BORINGSSL, BORINGSSL, RSA2048",
        "BORINGSSL, BOUNCYCASTLE, secp256r1",
        "BORINGSSL, BOUNCYCASTLE, secp384r1",
        "BORINGSSL, BOUNCYCASTLE, RSA2048",
        "BOUNCYCASTLE, BORINGSSL, secp256r1",
        "BOUNCYCASTLE, BORINGSSL, secp384r1",
        "BOUNCYCASTLE, BORINGSSL, RSA2048",
        "BOUNCYCASTLE, BOUNCYCASTLE, secp256r1",
        "BOUNCYCASTLE, BOUNCYCASTLE, secp384r1",
        "BOUNCYCASTLE, BOUNCYCASTLE, RSA2048"
    })
    void aCertifiedServerIsTrustedWithoutAQuestion(TlsStack serverStack, TlsStack clientStack, String keys)
            throws IOException {
        world.become(authority.identity(folder, keys, NOW, NOW, HOST));
        int port =
                world.listen(0, serverStack, ListenerLimits.DEFAULT).address().getPort();

        world.link(port, new Trust.Authority(anchors, HOST, NEVER_ASKED), LinkSettings.DEFAULT, clientStack);

        world.client().next(LinkEvent.Connecting.class);
        LinkEvent.Connected connected = world.client().next(LinkEvent.Connected.class);
        assertEquals(TrustedBy.AUTHORITY, connected.trustedBy());
        assertEquals(world.keyHash(), connected.server());
        assertEquals("X25519MLKEM768", connected.tlsGroup());
    }

    @Test
    void whoIsNotCertifiedIsMetAsAtFirstContactAndPinnedByTheAnswer() throws IOException {
        ServerIdentity otherHost = certified("other.example", NOW, NOW);
        Instant before = NOW.minus(Duration.ofDays(100));
        ServerIdentity expired = certified(HOST, before, before);
        ServerIdentity unknown = TestAuthority.root("Root of Tests").identity(folder, "secp256r1", NOW, NOW, HOST);
        ServerIdentity selfSigned = Identities.in(folder, 1);

        assertMetWith(Certification.OTHER_HOST, otherHost);
        assertMetWith(Certification.OUT_OF_DATE, expired);
        assertMetWith(Certification.UNKNOWN_ISSUER, unknown);
        assertMetWith(Certification.UNKNOWN_ISSUER, selfSigned);
    }

    private void assertMetWith(Certification expected, ServerIdentity server) throws IOException {
        meet(server, new Trust.Authority(anchors, HOST, YES));

        assertEquals(
                new LinkEvent.Untrusted(server.keyHash(), expected),
                world.client().next(LinkEvent.Untrusted.class));
        world.client().next(LinkEvent.Connecting.class);
        LinkEvent.Connected connected = world.client().next(LinkEvent.Connected.class);
        assertEquals(TrustedBy.PIN, connected.trustedBy());
        assertEquals(server.keyHash(), connected.server());
    }

    @Test
    void whoIsNotCertifiedGetsNothingWhenTheAnswerIsNo() throws IOException {
        meet(
                certified("other.example", NOW, NOW),
                new Trust.Authority(
                        anchors, HOST, presented -> CompletableFuture.completedFuture(TrustDecision.Verdict.REFUSE)));

        world.client().next(LinkEvent.Untrusted.class);
        world.client().next(LinkEvent.Ended.class);
        List<Event> seen = world.server().untilClosed(world.server().opened());
        assertEquals(List.of(), seen);
    }

    @Test
    void aPinWinsOverEveryAuthority() throws IOException {
        ServerKeyHash pinned = new ServerKeyHash(Bytes.copyOf(new byte[32]));
        ServerIdentity certified = certified(HOST, NOW, NOW);

        meet(certified, new Trust.Pinned(pinned));

        assertEquals(
                new LinkEvent.PinMismatch(pinned, certified.keyHash()),
                world.client().next(LinkEvent.PinMismatch.class));
        world.client().next(LinkEvent.Ended.class);
    }

    @Test
    void aPinnedServerNeedsNoGoodCertificate() throws IOException {
        Instant before = NOW.minus(Duration.ofDays(100));
        ServerIdentity expired = certified("other.example", before, before);

        meet(expired, new Trust.Pinned(expired.keyHash()));

        assertEquals(
                TrustedBy.PIN, world.client().next(LinkEvent.Connected.class).trustedBy());
    }

    @Test
    void aCertifiedServerMayChangeItsKey() throws IOException {
        Relay relay = new Relay(startedWith(certified(HOST, NOW, NOW)).address());
        world.closeLater(relay);
        world.link(
                relay.port(), new Trust.Authority(anchors, HOST, NEVER_ASKED), LinkSettings.DEFAULT, LinkWorld.STACK);
        world.client().next(LinkEvent.Connecting.class);
        ServerKeyHash first = world.client().next(LinkEvent.Connected.class).server();

        relay.aim(startedWith(certified(HOST, NOW, NOW)).address());
        relay.cut();
        world.client().next(LinkEvent.Disconnected.class);
        world.client().nextWait().task().run();

        world.client().next(LinkEvent.Connecting.class);
        LinkEvent.Connected again = world.client().next(LinkEvent.Connected.class);
        assertEquals(TrustedBy.AUTHORITY, again.trustedBy());
        assertTrue(!again.server().equals(first), "another key");
    }

    private messenger.server.net.ServerListener startedWith(ServerIdentity identity) throws IOException {
        world.become(identity);
        return world.listen();
    }
}
