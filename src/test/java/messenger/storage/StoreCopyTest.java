package messenger.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is made while commits go on is the store as it was at one of them; the store is none the worse. */
final class StoreCopyTest {
    private static final StorageLimits LIMITS = new StorageLimits(256 << 10, 8 << 20, 64 << 20);
    private static final Path HERE = Path.of("/simulated");
    private static final Path THERE = Path.of("/copy");

    private final Ledger ledger = new Ledger(7);

    @TempDir
    private Path folder;

    private static JournaledStore open(Disk disk, Path directory) {
        return JournaledStore.open(disk, new StoreFiles(directory, "store"), LIMITS, new SecureRandom());
    }

    private void commit(JournaledStore store, int times) {
        for (int i = 0; i < times; i++) {
            ledger.next(store);
        }
    }

    @Test
    void itHoldsWhatWasCommittedWhenItWasFixedAndNothingLater() {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        try (JournaledStore store = open(disk, HERE)) {
            commit(store, 30);
            StoreCopy copy = store.beginCopy();
            commit(store, 20);
            copy.writeMain(THERE);
            commit(store, 20);
            copy.fix();
            commit(store, 20);
            copy.writeLog(THERE);
            commit(store, 20);
            copy.end();
            commit(store, 20);
            ledger.check(store);
        }
        try (JournaledStore copied = open(disk, THERE)) {
            assertEquals(70, ledger.count(copied));
            ledger.check(copied);
        }
        try (JournaledStore store = open(disk, HERE)) {
            assertEquals(130, ledger.count(store));
            ledger.check(store);
        }
    }

    @Test
    void aStoreThatDoesNothingMeanwhileIsCopiedAsItIs() {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        try (JournaledStore store = open(disk, HERE)) {
            commit(store, 3);
            copyAtOnce(store);
        }
        try (JournaledStore copied = open(disk, THERE)) {
            assertEquals(3, ledger.count(copied));
            ledger.check(copied);
        }
    }

    private static void copyAtOnce(JournaledStore store) {
        StoreCopy copy = store.beginCopy();
        copy.writeMain(THERE);
        copy.fix();
        copy.writeLog(THERE);
        copy.end();
    }

    @Test
    void aKillInTheMiddleOfACopyLosesNothing() {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        JournaledStore store = open(disk, HERE);
        commit(store, 10);
        StoreCopy copy = store.beginCopy();
        commit(store, 100);
        copy.writeMain(THERE);

        try (JournaledStore again = open(disk.afterKill(), HERE)) {
            assertEquals(110, ledger.count(again));
            ledger.check(again);
        }
        copy.end();
        store.close();
    }

    @Test
    void aLogThatGrowsTooLargeEndsTheCopyAndNotTheStore() {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        StorageLimits small = new StorageLimits(4096, 8 << 20, 64 << 20);
        try (JournaledStore store =
                JournaledStore.open(disk, new StoreFiles(HERE, "store"), small, new SecureRandom())) {
            StoreCopy copy = store.beginCopy();
            commit(store, 100);
            copy.writeMain(THERE);
            StorageException refused = assertThrows(StorageException.class, copy::fix);
            assertTrue(refused.getMessage().contains("try again"), refused.getMessage());
            copy.end();

            commit(store, 10);
            ledger.check(store);
            StoreCopy next = store.beginCopy();
            next.fix();
            next.end();
        }
    }

    @Test
    void theLogIsOverwrittenOnceTheCopyIsThere() throws IOException {
        try (JournaledStore store = open(new OsDisk(), folder)) {
            commit(store, 5);
            StoreCopy copy = store.beginCopy();
            commit(store, 5);
            store.overwriteLog();
            assertFalse(isBlankLog());
            copy.end();
            assertTrue(isBlankLog());
        }
    }

    private boolean isBlankLog() throws IOException {
        for (byte one : Files.readAllBytes(folder.resolve("store.log"))) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aCopyThatCannotBeWrittenDoesNotHarmTheStore() throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));
        Files.createFile(there.resolve("store.db"));
        try (JournaledStore store = open(new OsDisk(), folder)) {
            commit(store, 5);
            StoreCopy copy = store.beginCopy();
            assertThrows(StorageException.class, () -> copy.writeMain(there));
            copy.end();
            commit(store, 5);
            ledger.check(store);
        }
    }

    /** The owner commits without a pause while another thread copies. */
    @Test
    void itIsConsistentHoweverTheThreadsMeet() throws Exception {
        ExecutorService copier = Executors.newSingleThreadExecutor();
        try (JournaledStore store = open(new OsDisk(), folder)) {
            commit(store, 200);
            for (int round = 0; round < 5; round++) {
                Path there = Files.createDirectory(folder.resolve("copy-" + round));
                ConcurrentLinkedQueue<CountDownLatch> fixes = new ConcurrentLinkedQueue<>();
                StoreCopy copy = store.beginCopy();
                Future<?> written = copier.submit(() -> {
                    copy.writeMain(there);
                    CountDownLatch fixed = new CountDownLatch(1);
                    fixes.add(fixed);
                    fixed.await();
                    copy.writeLog(there);
                    return there;
                });
                long at = 0;
                while (!written.isDone()) {
                    ledger.next(store);
                    CountDownLatch asked = fixes.poll();
                    if (asked != null) {
                        copy.fix();
                        at = ledger.count(store);
                        asked.countDown();
                    }
                }
                written.get(0, TimeUnit.SECONDS);
                copy.end();
                try (JournaledStore copied = open(new OsDisk(), there)) {
                    assertEquals(at, ledger.count(copied));
                    ledger.check(copied);
                }
            }
        } finally {
            copier.shutdown();
        }
    }
}
