package messenger.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What authorities vouch for (PROTOCOL 1.16.4). */
final class TrustAnchorsTest {
    private static final Instant NOW = Identities.NOW;
    private static final KeyPair SERVER = TestAuthority.keys("secp256r1");

    @TempDir
    private Path folder;

    private final TestAuthority root = TestAuthority.root("Root of Tests");
    private final TestAuthority authority = root.intermediate("Authority of Tests");
    private TrustAnchors anchors;

    @BeforeEach
    void trustTheRoot() throws IOException {
        anchors = root.anchors(folder);
    }

    private Certification certify(List<X509Certificate> chain, String host) {
        return anchors.certify(chain, host, NOW);
    }

    @Test
    void aChainToATrustedRootForThisHostIsCertified() {
        List<X509Certificate> chain = authority.issue(SERVER, NOW, "chat.example", "192.0.2.7", "2001:db8::7");

        assertEquals(2, chain.size());
        for (String host : List.of("chat.example", "CHAT.Example", "chat.example.", "192.0.2.7", "2001:db8:0:0::7")) {
            assertEquals(Certification.CERTIFIED, certify(chain, host), host);
        }
        assertEquals(Certification.CERTIFIED, certify(root.issue(SERVER, NOW, "chat.example"), "chat.example"));
    }

    @Test
    void anotherHostIsSaidToBeAnother() {
        List<X509Certificate> chain = authority.issue(SERVER, NOW, "chat.example", "192.0.2.7");

        for (String host : List.of(
                "example",
                "a.chat.example",
                "chat.example.org",
                "192.0.2.8",
                "::ffff:192.0.2.7",
                "chat.example\0",
                "")) {
            assertEquals(Certification.OTHER_HOST, certify(chain, host), host);
        }
    }

    @Test
    void theCommonNameNamesNobody() {
        assertEquals(Certification.OTHER_HOST, certify(authority.issue(SERVER, NOW, "other"), "ignored"));
    }

    @Test
    void anAddressInADnsNameAndANameInAnAddressNameNobody() {
        assertEquals(Certification.OTHER_HOST, certify(authority.issue(SERVER, NOW, "chat.example"), "192.0.2.7"));
        assertTrue(HostName.isSameName("a.b.c", "*.b.c"));
        for (String pattern :
                List.of("*", "*.", "*.c", "a*.b.c", "*a.b.c", "*.*.c", "a.*.c", "**.b.c", "", ".", "a.b")) {
            assertEquals(false, HostName.isSameName("a.b.c", pattern), pattern);
        }
        assertEquals(false, HostName.isSameName("x.a.b.c", "*.b.c"), "one label and no more");
        assertEquals(false, HostName.isSameName("b.c", "*.b.c"), "one label and no less");
        assertEquals(false, HostName.isSameName(".b.c", "*.b.c"), "one label that is there");
        assertTrue(HostName.isSameName("b\u00fccher.example", "xn--bcher-kva.example"));
    }

    @Test
    void theDatesAreThoseOfNow() {
        List<X509Certificate> chain = authority.issue(SERVER, NOW, "chat.example");
        Instant ends = chain.get(0).getNotAfter().toInstant();
        Instant begins = chain.get(0).getNotBefore().toInstant();

        assertEquals(Certification.CERTIFIED, anchors.certify(chain, "chat.example", ends));
        assertEquals(Certification.OUT_OF_DATE, anchors.certify(chain, "chat.example", ends.plusMillis(1)));
        assertEquals(Certification.CERTIFIED, anchors.certify(chain, "chat.example", begins));
        assertEquals(Certification.OUT_OF_DATE, anchors.certify(chain, "chat.example", begins.minusMillis(1)));
    }

    @Test
    void aServersOwnCertificateAsTheAnchorHasDatesToo() throws IOException {
        List<X509Certificate> leaf = root.issue(SERVER, NOW, "chat.example");
        TrustAnchors only = TrustAnchors.ofPem(TestAuthority.write(folder, "leaf.pem", TestAuthority.pem(leaf)));

        assertEquals(Certification.CERTIFIED, only.certify(leaf, "chat.example", NOW));
        assertEquals(Certification.OUT_OF_DATE, only.certify(leaf, "chat.example", NOW.plus(Duration.ofDays(91))));
    }

    @Test
    void whoeverIsNotTrustedVouchesForNobody() throws IOException {
        TestAuthority mallory = TestAuthority.root("Root of Tests").intermediate("Authority of Tests");
        List<X509Certificate> good = authority.issue(SERVER, NOW, "chat.example");

        assertEquals(Certification.UNKNOWN_ISSUER, certify(mallory.issue(SERVER, NOW, "chat.example"), "chat.example"));
        assertEquals(Certification.UNKNOWN_ISSUER, certify(good.subList(0, 1), "chat.example"), "a link is missing");
        assertEquals(Certification.UNKNOWN_ISSUER, certify(List.of(), "chat.example"));
        assertEquals(
                Certification.UNKNOWN_ISSUER,
                certify(List.of(Identities.in(folder, 1).certificate()), "chat.example"),
                "self-signed");
        assertEquals(
                Certification.UNKNOWN_ISSUER,
                TrustAnchors.system().certify(good, "chat.example", NOW),
                "the system knows nothing of this root");
    }

    @Test
    void aServerCannotVouchForAnother() {
        KeyPair mallory = TestAuthority.keys("secp256r1");
        List<X509Certificate> hers = authority.issue(mallory, NOW, "mallory.example");
        X509Certificate forged = SignedByAServer.forge(mallory, hers.get(0), SERVER, "chat.example");

        assertEquals(
                Certification.UNKNOWN_ISSUER,
                certify(List.of(forged, hers.get(0), hers.get(1)), "chat.example"),
                "mallory.example is no authority");
    }

    @Test
    void aClientsCertificateIsNoServers() {
        assertEquals(Certification.UNKNOWN_ISSUER, certify(root.issueToClient(SERVER, "chat.example"), "chat.example"));
    }

    @Test
    void aFlippedBitAnywhereInTheCertificateIsNotCertified() throws Exception {
        long seed = Long.getLong("anchors.seed", 20261120L);
        Random random = new Random(seed);
        List<X509Certificate> chain = authority.issue(SERVER, NOW, "chat.example");
        byte[] good = chain.get(0).getEncoded();
        for (int round = 0; round < 300; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                List<X509Certificate> forged = List.of(SelfSigned.parse(bad), chain.get(1));
                assertTrue(certify(forged, "chat.example") != Certification.CERTIFIED, "seed " + seed);
            } catch (IllegalArgumentException e) {
                assertTrue(String.valueOf(e.getMessage()).length() > 3);
            }
        }
    }

    @Test
    void theSystemHasAuthorities() {
        assertTrue(TrustAnchors.system().size() > 10);
    }

    @Test
    void aFileWithoutCertificatesIsRefusedByName() throws IOException {
        Path empty = TestAuthority.write(folder, "empty.pem", new byte[0]);
        Path cut = TestAuthority.write(
                folder, "cut.pem", "-----BEGIN CERTIFICATE-----\nAAAA".getBytes(StandardCharsets.US_ASCII));
        Path bad = TestAuthority.write(
                folder,
                "bad.pem",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
        Path large = Files.write(folder.resolve("large.pem"), new byte[TrustAnchors.FILE_BYTES_MAX + 1]);
        Path absent = folder.resolve("absent.pem");

        for (Path file : List.of(empty, cut, bad, large, absent)) {
            IOException refusal = assertThrows(IOException.class, () -> TrustAnchors.ofPem(file));
            assertTrue(refusal.toString().contains(file.getFileName().toString()), refusal.toString());
        }
    }
}
