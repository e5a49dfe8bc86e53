package messenger.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import messenger.crypto.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerIdentityTest {
    private static final Instant NOW = Identities.NOW;

    @TempDir
    private Path folder;

    private ServerIdentity open(Instant now) throws IOException {
        return ServerIdentity.openOrCreate(folder, now, new SeededRandom(now.getEpochSecond()));
    }

    private Path key() {
        return folder.resolve(ServerIdentity.KEY_FILE);
    }

    private Path certificate() {
        return folder.resolve(ServerIdentity.CERTIFICATE_FILE);
    }

    @Test
    void theFirstStartMakesAnIdentityAndLaterOnesKeepIt() throws IOException {
        ServerIdentity first = open(NOW);
        byte[] keyFile = Files.readAllBytes(key());
        byte[] certificateFile = Files.readAllBytes(certificate());

        ServerIdentity second = open(NOW.plus(Duration.ofDays(100)));

        assertEquals(first.keyHash(), second.keyHash());
        assertArrayEquals(keyFile, Files.readAllBytes(key()));
        assertArrayEquals(certificateFile, Files.readAllBytes(certificate()));
    }

    @Test
    void twoServersHaveDifferentKeys(@TempDir Path other) throws IOException {
        assertNotEquals(
                Identities.in(folder, 1).keyHash(), Identities.in(other, 2).keyHash());
    }

    @Test
    void theKeyHashIsThatOfTheSubjectPublicKeyInfo() throws Exception {
        ServerIdentity identity = open(NOW);

        assertEquals(ServerKeyHash.of(identity.certificate().getPublicKey()), identity.keyHash());
        assertEquals("EC", identity.certificate().getPublicKey().getAlgorithm());
        identity.certificate().verify(identity.certificate().getPublicKey());
    }

    @Test
    void onlyTheOwnerMayReadTheFiles() throws IOException {
        open(NOW);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key())));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(certificate())));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void theCertificateIsRenewedWithTheSameKeyThirtyDaysBeforeItsEnd() throws IOException {
        ServerIdentity first = open(NOW);
        Instant renewAt = first.certificateEnds().minus(ServerIdentity.RENEW_BEFORE);

        assertEquals(first.certificate(), open(renewAt.minusSeconds(1)).certificate());
        assertEquals(first.certificate(), open(renewAt).certificate());
        ServerIdentity renewed = open(renewAt.plusSeconds(1));

        assertNotEquals(first.certificate(), renewed.certificate());
        assertEquals(first.keyHash(), renewed.keyHash());
        assertTrue(renewed.certificateEnds().isAfter(first.certificateEnds()));
    }

    @Test
    void aStopBetweenTheTwoFilesIsMadeGoodAtTheNextStart() throws IOException {
        ServerIdentity first = open(NOW);
        Files.delete(certificate());

        assertEquals(first.keyHash(), open(NOW).keyHash());
        assertTrue(Files.exists(certificate()));
    }

    @Test
    void aHalfWrittenFileOfACrashIsNoObstacle() throws IOException {
        Files.writeString(folder.resolve(ServerIdentity.KEY_FILE + ".new"), "half");

        open(NOW);

        assertFalse(Files.exists(folder.resolve(ServerIdentity.KEY_FILE + ".new")));
    }

    /** Every state that a kill -9 in the middle of a renewal can leave on the disk. */
    @Test
    void aRenewalThatWasCutShortAnywhereLeavesAUsableIdentityWithTheSameKey() throws IOException {
        ServerIdentity first = open(NOW);
        byte[] old = Files.readAllBytes(certificate());
        Instant due = first.certificateEnds().minus(ServerIdentity.RENEW_BEFORE).plusSeconds(1);
        byte[] fresh = Pem.encode(
                Pem.CERTIFICATE,
                SelfSigned.ofKey(first.privateKey().getEncoded()).newCertificate(due, new SeededRandom(3)));
        Path unfinished = folder.resolve(ServerIdentity.CERTIFICATE_FILE + ".new");
        for (int written = 0; written <= fresh.length; written += written < fresh.length - 100 ? 97 : 1) {
            Files.write(certificate(), old);
            Files.write(unfinished, java.util.Arrays.copyOf(fresh, written));

            ServerIdentity again = open(due);

            assertEquals(first.keyHash(), again.keyHash());
            assertTrue(again.certificateEnds().isAfter(first.certificateEnds()), "written " + written);
            assertFalse(Files.exists(unfinished));
        }
        Files.write(certificate(), fresh);
        assertEquals(first.keyHash(), open(due).keyHash());
        assertArrayEquals(fresh, Files.readAllBytes(certificate()), "moved into its place: it is not made again");
    }

    @Test
    void aServerThatRunsRenewsItsCertificateOnceItIsDue() throws IOException {
        ServerIdentity first = open(NOW);
        CertificateWatch watch = new CertificateWatch(Renewal.own(folder, new SeededRandom(5)), first, NOW);
        Instant lastGood = first.certificateEnds().minus(ServerIdentity.RENEW_BEFORE);

        assertEquals(Optional.empty(), watch.look(lastGood));
        assertEquals(
                Optional.empty(),
                watch.look(lastGood.plus(CertificateWatch.EVERY).minusMillis(1)),
                "daily");
        ServerIdentity renewed =
                watch.look(lastGood.plus(CertificateWatch.EVERY)).orElseThrow();

        assertEquals(first.keyHash(), renewed.keyHash());
        assertEquals(
                renewed.certificate(), open(lastGood.plus(Duration.ofDays(2))).certificate(), "it is on the disk");
        assertEquals(Optional.empty(), watch.look(lastGood.plus(Duration.ofDays(2))));
    }

    @Test
    void aClockThatWasSetBackDoesNotSilenceTheRenewal() throws IOException {
        ServerIdentity first = open(NOW);
        Instant due = first.certificateEnds();
        CertificateWatch watch =
                new CertificateWatch(Renewal.own(folder, new SeededRandom(5)), first, due.plus(Duration.ofDays(9999)));

        assertTrue(watch.look(due).isPresent());
    }

    @Test
    void aRenewalThatFailsIsTriedAgainTheNextDay(@TempDir Path gone) throws IOException {
        ServerIdentity first = open(NOW);
        Path away = gone.resolve("away");
        CertificateWatch watch = new CertificateWatch(Renewal.own(away, new SeededRandom(5)), first, NOW);
        Instant due = first.certificateEnds();

        assertEquals(Optional.empty(), watch.look(due));
        Files.createDirectory(away);
        assertEquals(Optional.empty(), watch.look(due.plusSeconds(60)), "not before tomorrow");
        assertEquals(
                first.keyHash(),
                watch.look(due.plus(CertificateWatch.EVERY)).orElseThrow().keyHash());
    }

    @Test
    void aMissingKeyBesideACertificateIsNotReplaced() throws IOException {
        open(NOW);
        Files.delete(key());

        DamagedIdentityException refusal = assertThrows(DamagedIdentityException.class, () -> open(NOW));

        assertTrue(refusal.toString().contains("Restore it from a backup"), refusal.toString());
        assertFalse(Files.exists(key()));
    }

    @Test
    void aCertificateOfAnotherKeyIsRefused(@TempDir Path other) throws IOException {
        open(NOW);
        Identities.in(other, 99);
        Files.copy(
                other.resolve(ServerIdentity.CERTIFICATE_FILE),
                certificate(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        DamagedIdentityException refusal = assertThrows(DamagedIdentityException.class, () -> open(NOW));

        assertTrue(refusal.toString().contains("another key"), refusal.toString());
    }

    @Test
    void keysOfOtherKindsAreRefused() throws Exception {
        open(NOW);
        for (String algorithm : new String[] {"RSA", "Ed25519", "secp384r1"}) {
            var generator =
                    java.security.KeyPairGenerator.getInstance(algorithm.equals("secp384r1") ? "EC" : algorithm);
            if (algorithm.equals("secp384r1")) {
                generator.initialize(new java.security.spec.ECGenParameterSpec(algorithm));
            }
            Files.write(
                    key(),
                    Pem.encode(
                            Pem.PRIVATE_KEY,
                            generator.generateKeyPair().getPrivate().getEncoded()));

            assertThrows(DamagedIdentityException.class, () -> open(NOW), algorithm);
        }
    }

    @Test
    void aDamagedFileIsRefusedAndNothingElseHappens() throws IOException {
        long seed = Long.getLong("identity.seed", 20261120L);
        Random random = new Random(seed);
        ServerIdentity whole = open(NOW);
        for (Path file : new Path[] {key(), certificate()}) {
            byte[] good = Files.readAllBytes(file);
            for (int round = 0; round < 400; round++) {
                byte[] bad = good.clone();
                int length = round % 2 == 0 ? bad.length : random.nextInt(bad.length);
                bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
                Files.write(file, java.util.Arrays.copyOf(bad, length));
                try {
                    // A line break more or less, or a bit in the certificate's signature, may be harmless.
                    assertEquals(whole.keyHash(), open(NOW).keyHash(), "seed " + seed);
                } catch (DamagedIdentityException e) {
                    assertArrayEquals(java.util.Arrays.copyOf(bad, length), Files.readAllBytes(file));
                }
            }
            Files.write(file, good);
        }
    }

    @Test
    void anEmptyOrHugeFileIsRefused() throws IOException {
        open(NOW);
        for (int size : new int[] {0, Pem.FILE_BYTES_MAX, Pem.FILE_BYTES_MAX + 1}) {
            Files.writeString(key(), "x".repeat(size), StandardCharsets.US_ASCII);
            assertThrows(DamagedIdentityException.class, () -> open(NOW));
        }
    }

    @Test
    void aFileIsNeverCreatedOverAnother() throws IOException {
        Files.writeString(folder.resolve("there"), "before");

        assertThrows(FileAlreadyExistsException.class, () -> PrivateFile.create(folder, "there", new byte[] {1}));

        assertEquals("before", Files.readString(folder.resolve("there")));
    }

    @Test
    void nothingOfTheKeyIsPrinted() throws IOException {
        ServerIdentity identity = open(NOW);

        assertEquals("ServerIdentity(" + identity.keyHash() + ")", identity.toString());
    }
}
