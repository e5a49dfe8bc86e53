package messenger.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mapdb.Serializer;

/** The store on the real disk. */
final class JournaledStoreTest {
    private static final StorageLimits SMALL = new StorageLimits(64 << 10, 1 << 20, 16 << 20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final SecureRandom random = new SecureRandom();

    private JournaledStore open(StorageLimits limits) {
        return JournaledStore.open(directory, "test", limits, random);
    }

    @Test
    void randomOperationsAreThereAfterEachReopening() {
        long seed = new Random().nextInt(1 << 20);
        Ledger ledger = new Ledger(seed);
        Random lives = new Random(seed);
        int commits = 0;
        for (int life = 0; life < 8; life++) {
            try (JournaledStore store = open(SMALL)) {
                assertEquals(commits, ledger.count(store), "seed " + seed);
                ledger.check(store);
                int more = lives.nextInt(60);
                for (int i = 0; i < more; i++) {
                    ledger.next(store);
                }
                commits += more;
                ledger.check(store);
            }
        }
    }

    @Test
    void whatWasNotCommittedIsGone() {
        long recid;
        try (JournaledStore store = open(SMALL)) {
            recid = store.records().put("old", Serializer.STRING);
            store.commit();
            store.records().update(recid, "new", Serializer.STRING);
        }
        try (JournaledStore store = open(SMALL)) {
            assertEquals("old", store.records().get(recid, Serializer.STRING));
        }
    }

    @Test
    void aSecondOpeningIsRefusedUntilTheFirstIsClosed() {
        try (JournaledStore first = open(SMALL)) {
            StoreLockedException refused = assertThrows(StoreLockedException.class, () -> open(SMALL));
            assertTrue(refused.getMessage().contains("test.lock"));
            first.commit();
        }
        open(SMALL).close();
    }

    @Test
    void anotherProcessIsRefusedEvenAfterASecondAttemptHere() throws Exception {
        try (JournaledStore first = open(SMALL)) {
            assertThrows(StoreLockedException.class, () -> open(SMALL));

            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            CrashWriter.class.getName(),
                            directory.toString(),
                            "1",
                            "1")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(1, other.waitFor());
            assertTrue(said.contains("StoreLockedException"), said);
            first.commit();
        }
    }

    @Test
    void aFailedOpeningGivesUpTheLock() throws IOException {
        open(SMALL).close();
        Path log = directory.resolve("test.log");
        Path aside = directory.resolve("aside");
        Files.move(log, aside);
        assertThrows(DamagedStoreException.class, () -> open(SMALL));
        Files.move(aside, log);
        open(SMALL).close();
    }

    @Test
    void onlyTheOwnerMayReadTheFiles() throws IOException {
        open(SMALL).close();
        for (String file : new String[] {"test.db", "test.log", "test.lock"}) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))));
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        Path nowhere = directory.resolve("nowhere");
        StorageException refused =
                assertThrows(StorageException.class, () -> JournaledStore.open(nowhere, "test", SMALL, random));
        assertTrue(refused.getMessage().contains("nowhere"), refused.getMessage());
    }

    @Test
    void interruptsHarmNothing() {
        Ledger ledger = new Ledger(5);
        Thread.currentThread().interrupt();
        try (JournaledStore store = open(SMALL)) {
            for (int i = 0; i < 40; i++) {
                Thread.currentThread().interrupt();
                ledger.next(store);
            }
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            assertTrue(Thread.interrupted());
        }
        try (JournaledStore store = open(SMALL)) {
            assertEquals(40, ledger.count(store));
            ledger.check(store);
        }
    }

    @Test
    void theLogStaysWithinItsBound() throws IOException {
        try (JournaledStore store = open(SMALL)) {
            for (int i = 0; i < 2000; i++) {
                store.records().put(new byte[500], Serializer.BYTE_ARRAY_NOSIZE);
                store.commit();
            }
            assertEquals(RedoLog.GROW_BYTES, Files.size(directory.resolve("test.log")));
        }
    }

    @Test
    void aCommitLargerThanTheLogIsStillOneCommit() {
        long recid;
        byte[] large = new byte[700 << 10];
        new Random(1).nextBytes(large);
        try (JournaledStore store = open(SMALL)) {
            recid = store.records().put(large, Serializer.BYTE_ARRAY_NOSIZE);
            store.commit();
            store.abandon(new IllegalStateException("as if killed"));
        }
        try (JournaledStore store = open(SMALL)) {
            org.junit.jupiter.api.Assertions.assertArrayEquals(
                    large, store.records().get(recid, Serializer.BYTE_ARRAY_NOSIZE));
        }
    }

    @Test
    void aCommitBeyondItsBoundPoisonsAndLeavesTheLastOne() {
        long recid;
        try (JournaledStore store = open(SMALL)) {
            recid = store.records().put("old", Serializer.STRING);
            store.commit();
            assertThrows(StorageException.class, () -> store.records()
                    .put(new byte[(1 << 20) + 1], Serializer.BYTE_ARRAY_NOSIZE));
            assertTrue(store.isPoisoned());
            assertThrows(StorageException.class, store::commit);
        }
        try (JournaledStore store = open(SMALL)) {
            assertEquals("old", store.records().get(recid, Serializer.STRING));
        }
    }

    @Test
    void aFullStorePoisonsAndLeavesTheLastCommit() {
        int commits = 0;
        try (JournaledStore store = open(SMALL)) {
            while (commits < 100) {
                store.records().put(new byte[500 << 10], Serializer.BYTE_ARRAY_NOSIZE);
                store.commit();
                commits++;
            }
        } catch (StorageException full) {
            assertTrue(full.getMessage().contains("full"), full.getMessage());
        }
        assertTrue(commits > 20 && commits < 33, commits + " commits");
        open(SMALL).close();
    }

    @Test
    void anAbandonedChangeIsNeverCommitted() {
        long recid;
        try (JournaledStore store = open(SMALL)) {
            recid = store.records().put("whole", Serializer.STRING);
            store.commit();
            store.records().update(recid, "half", Serializer.STRING);
            store.abandon(new IllegalStateException("the other half failed"));
            assertThrows(PoisonedStoreException.class, store::commit);
        }
        try (JournaledStore store = open(SMALL)) {
            assertEquals("whole", store.records().get(recid, Serializer.STRING));
        }
    }

    @Test
    void limitsAreCheckedAtTheirEdges() {
        new StorageLimits(4096, 4096, Extent.DATA_BYTES);
        new StorageLimits(4096, StorageLimits.COMMIT_BYTES_LIMIT, Extent.DATA_BYTES);
        assertThrows(IllegalArgumentException.class, () -> new StorageLimits(4095, 4096, Extent.DATA_BYTES));
        assertThrows(IllegalArgumentException.class, () -> new StorageLimits(4096, 4095, Extent.DATA_BYTES));
        assertThrows(IllegalArgumentException.class, () -> new StorageLimits(4096, 4096, Extent.DATA_BYTES - 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new StorageLimits(4096, StorageLimits.COMMIT_BYTES_LIMIT + 1, Extent.DATA_BYTES));
    }

    @Test
    void aStoresNameIsAPlainFileName() {
        new StoreFiles(directory, "a");
        new StoreFiles(directory, "a".repeat(32));
        for (String bad : new String[] {"", "A", "../a", "a/b", "a.b", "a".repeat(33)}) {
            assertThrows(IllegalArgumentException.class, () -> new StoreFiles(directory, bad), bad);
        }
    }
}
