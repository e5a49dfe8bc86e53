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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that an authority made, from the operator's files. */
final class CertifiedIdentityTest {
    private static final Instant NOW = Identities.NOW;
    private static final KeyPair SERVER = TestAuthority.keys("secp256r1");

    @TempDir
    private Path folder;

    private final TestAuthority authority = TestAuthority.root("Root of Tests").intermediate("Authority of Tests");

    private ServerIdentity read(byte[] chain, byte[] key) throws IOException {
        return ServerIdentity.certified(
                TestAuthority.write(folder, "chain.pem", chain), TestAuthority.write(folder, "tls.key", key), NOW);
    }

    private String complaint(byte[] chain, byte[] key) {
        return assertThrows(DamagedIdentityException.class, () -> read(chain, key))
                .toString();
    }

    private byte[] chain() {
        return TestAuthority.pem(authority.issue(SERVER, NOW, "chat.example"));
    }

    @Test
    void theChainAndItsKeyAreRead() throws IOException {
        List<X509Certificate> issued = authority.issue(SERVER, NOW, "chat.example");

        ServerIdentity identity = read(TestAuthority.pem(issued), TestAuthority.pem(SERVER));

        assertEquals(issued, identity.chain());
        assertEquals(ServerKeyHash.of(SERVER.getPublic()), identity.keyHash());
        assertEquals("ServerIdentity(" + identity.keyHash() + ")", identity.toString());
    }

    @Test
    void keysThatEveryClientTakesAreTakenAndNoOthers() throws IOException {
        for (String kind : List.of("secp256r1", "secp384r1", "RSA2048")) {
            KeyPair pair = TestAuthority.keys(kind);
            read(TestAuthority.pem(authority.issue(pair, NOW, "a")), TestAuthority.pem(pair));
        }
        for (String kind : List.of("secp521r1", "RSA1024", "Ed25519")) {
            KeyPair pair = TestAuthority.keys(kind);
            String complaint = complaint(TestAuthority.pem(authority.issue(pair, NOW, "a")), TestAuthority.pem(pair));
            assertTrue(complaint.contains("P-256, P-384, or RSA of at least 2048 bits"), complaint);
        }
    }

    @Test
    void aMissingFileIsNamedWithItsSetting() throws IOException {
        Path absent = folder.resolve("absent");
        Path there = TestAuthority.write(folder, "chain.pem", chain());

        String noChain = assertThrows(
                        DamagedIdentityException.class, () -> ServerIdentity.certified(absent, there, NOW))
                .toString();
        String noKey = assertThrows(DamagedIdentityException.class, () -> ServerIdentity.certified(there, absent, NOW))
                .toString();

        assertTrue(noChain.contains("There is no file " + absent + ", which tls.certificate names"), noChain);
        assertTrue(noKey.contains("There is no file " + absent + ", which tls.key names"), noKey);
    }

    @Test
    void aKeyThatDoesNotFitIsRefused() {
        for (String kind : List.of("secp256r1", "secp384r1", "RSA2048")) {
            String complaint = complaint(chain(), TestAuthority.pem(TestAuthority.keys(kind)));
            assertTrue(complaint.contains("is not the key of the first certificate"), complaint);
        }
    }

    @Test
    void anExpiredOrFutureCertificateIsRefusedWithItsDate() {
        List<X509Certificate> old = authority.issue(SERVER, NOW.minus(Duration.ofDays(91)), "a");
        List<X509Certificate> future = authority.issue(SERVER, NOW.plus(Duration.ofDays(2)), "a");

        String expired = complaint(TestAuthority.pem(old), TestAuthority.pem(SERVER));
        String early = complaint(TestAuthority.pem(future), TestAuthority.pem(SERVER));

        assertTrue(expired.contains("expired on 2026-05-31T12:00:00Z"), expired);
        assertTrue(early.contains("is not valid before 2026-06-02T12:00:00Z"), early);
    }

    @Test
    void aChainInTheWrongOrderIsRefused() {
        KeyPair issuers = TestAuthority.keys("secp256r1");
        List<X509Certificate> chain = authority.issue(SERVER, NOW, "a");
        List<X509Certificate> foreign =
                List.of(chain.get(0), authority.issue(issuers, NOW, "b").get(0));

        assertTrue(
                complaint(TestAuthority.pem(foreign), TestAuthority.pem(SERVER)).contains("is not signed by"));
        assertTrue(complaint(TestAuthority.pem(List.of(chain.get(1), chain.get(0))), TestAuthority.pem(SERVER))
                .contains("certificate 1 is not signed by the one after it"));
    }

    @Test
    void anotherFormOfKeyIsToldHowToBeConverted() {
        for (String form : List.of("EC PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY")) {
            String complaint = complaint(chain(), Pem.encode(form, new byte[40]));
            assertTrue(complaint.contains("openssl pkcs8 -topk8"), complaint);
        }
        byte[] two = (new String(TestAuthority.pem(SERVER), StandardCharsets.US_ASCII)
                        + new String(TestAuthority.pem(SERVER), StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.US_ASCII);
        assertTrue(complaint(chain(), two).contains("must hold one PRIVATE KEY"));
        assertTrue(complaint(chain(), new byte[0]).contains("must hold one PRIVATE KEY"));
    }

    @Test
    void aChainHasAtLeastOneCertificateAndAtMostTen() throws IOException {
        X509Certificate self = Identities.in(folder, 1).certificate();

        for (int size : new int[] {0, CertifiedIdentity.CHAIN_MAX + 1}) {
            String complaint = complaint(TestAuthority.pem(Collections.nCopies(size, self)), TestAuthority.pem(SERVER));
            assertTrue(complaint.contains("1 to 10 certificates"), complaint);
        }
        // As many as allowed, each signed by the one after it; the key is another one.
        String complaint = complaint(
                TestAuthority.pem(Collections.nCopies(CertifiedIdentity.CHAIN_MAX, self)), TestAuthority.pem(SERVER));
        assertTrue(complaint.contains("is not valid") || complaint.contains("is not the key"), complaint);
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        for (int more : new int[] {0, 1}) {
            byte[] padded = Arrays.copyOf(chain(), CertifiedIdentity.FILE_BYTES_MAX + more);
            if (more == 0) {
                read(padded, TestAuthority.pem(SERVER));
            } else {
                assertTrue(complaint(padded, TestAuthority.pem(SERVER)).contains("too large"));
            }
        }
    }

    @Test
    void damagedFilesAreRefusedAndNothingElseHappens() throws IOException {
        long seed = Long.getLong("certified.seed", 20261120L);
        Random random = new Random(seed);
        byte[] chain = chain();
        byte[] key = TestAuthority.pem(SERVER);
        for (int round = 0; round < 600; round++) {
            byte[] badChain = round % 2 == 0 ? damaged(chain, random) : chain;
            byte[] badKey = round % 2 == 0 ? key : damaged(key, random);
            try {
                assertEquals(
                        ServerKeyHash.of(SERVER.getPublic()),
                        read(badChain, badKey).keyHash(),
                        "seed " + seed);
            } catch (DamagedIdentityException e) {
                assertTrue(e.toString().contains("tls."), "seed " + seed + ": " + e);
            }
        }
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
        return random.nextInt(4) == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length)) : bad;
    }

    @Test
    void renewedFilesWithTheSameKeyAreTakenWithinADay() throws IOException {
        ServerIdentity first = read(chain(), TestAuthority.pem(SERVER));
        Path chainFile = folder.resolve("chain.pem");
        Renewal renewal = Renewal.ofFiles(chainFile, folder.resolve("tls.key"));
        CertificateWatch watch = new CertificateWatch(renewal, first, NOW);
        Files.write(chainFile, TestAuthority.pem(authority.issue(SERVER, NOW.plus(Duration.ofDays(1)), "a")));

        assertEquals(Optional.empty(), watch.look(NOW.plus(Duration.ofDays(1)).minusMillis(1)));
        ServerIdentity renewed = watch.look(NOW.plus(Duration.ofDays(1))).orElseThrow();

        assertEquals(first.keyHash(), renewed.keyHash());
        assertTrue(renewed.certificateEnds().isAfter(first.certificateEnds()));
        assertEquals(Optional.empty(), watch.look(NOW.plus(Duration.ofDays(2))), "nothing new");
    }

    @Test
    void renewedFilesWithAnotherKeyOrNoneAreNotTakenWhileTheServerRuns() throws IOException {
        ServerIdentity first = read(chain(), TestAuthority.pem(SERVER));
        Renewal renewal = Renewal.ofFiles(folder.resolve("chain.pem"), folder.resolve("tls.key"));
        CertificateWatch watch = new CertificateWatch(renewal, first, NOW);
        KeyPair other = TestAuthority.keys("secp256r1");
        Files.write(folder.resolve("chain.pem"), TestAuthority.pem(authority.issue(other, NOW, "a")));
        Files.write(folder.resolve("tls.key"), TestAuthority.pem(other));

        assertEquals(Optional.empty(), watch.look(NOW.plus(Duration.ofDays(1))));
        Files.delete(folder.resolve("tls.key"));
        assertEquals(Optional.empty(), watch.look(NOW.plus(Duration.ofDays(2))));

        Files.write(folder.resolve("chain.pem"), TestAuthority.pem(authority.issue(SERVER, NOW, "a")));
        Files.write(folder.resolve("tls.key"), TestAuthority.pem(SERVER));
        assertEquals(
                first.keyHash(),
                watch.look(NOW.plus(Duration.ofDays(3))).orElseThrow().keyHash());
    }
}
