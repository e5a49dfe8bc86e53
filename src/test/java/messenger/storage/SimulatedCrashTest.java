package messenger.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every write and force fails once, in three ways; then the machine goes on, or its power fails. */
final class SimulatedCrashTest {
    private static final StoreFiles FILES = new StoreFiles(Path.of("/simulated"), "test");

    /** So small that a checkpoint happens every few commits. */
    private static final StorageLimits LIMITS = new StorageLimits(64 << 10, 8 << 20, 16 << 20);

    private final SecureRandom random = new SecureRandom();

    private JournaledStore open(SimulatedDisk disk) {
        return JournaledStore.open(disk, FILES, LIMITS, random);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void anyFailedOperationLeavesTheOldOrTheNewCommit(Fault fault) {
        Ledger ledger = new Ledger(7);
        boolean failed = true;
        for (int n = 1; failed; n++) {
            SimulatedDisk disk = new SimulatedDisk(new Random(n));
            disk.failAt(n, fault);
            long acknowledged = commitUntilFailure(disk, ledger, 12);
            failed = disk.hasFailed();
            assertOldOrNew(disk.afterKill(), ledger, acknowledged, "operation " + n);
            assertOldOrNew(disk.afterPowerLoss(), ledger, acknowledged, "power, operation " + n);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void anyFailedOperationOfARecoveryIsRepairedByTheNext(Fault fault) {
        Ledger ledger = new Ledger(8);
        SimulatedDisk crashed = new SimulatedDisk(new Random(1));
        JournaledStore store = open(crashed);
        for (int i = 0; i < 9; i++) {
            ledger.next(store);
        }
        boolean failed = true;
        for (int n = 1; failed; n++) {
            SimulatedDisk disk = crashed.afterPowerLoss();
            disk.failAt(n, fault);
            try {
                open(disk);
                failed = false;
            } catch (StorageException expected) {
                assertTrue(expected.getCause() != null, expected.getMessage());
            }
            assertOldOrNew(disk.afterKill(), ledger, 9, "operation " + n);
            assertOldOrNew(disk.afterPowerLoss(), ledger, 9, "power, operation " + n);
        }
    }

    @Test
    void powerLossTearsSectorsOfTheMainFileAndLosesNothing() {
        powerLosses(60);
    }

    @Test
    @Tag("slow")
    void powerLossTearsSectorsOfTheMainFileAndLosesNothingManyTimes() {
        powerLosses(1500);
    }

    private void powerLosses(int trials) {
        Random seeds = new Random(42);
        for (int trial = 0; trial < trials; trial++) {
            long seed = seeds.nextInt(1 << 30);
            SimulatedDisk disk = new SimulatedDisk(new Random(seed));
            Ledger ledger = new Ledger(seed);
            int commits = 0;
            for (int life = 0; life < 3; life++) {
                JournaledStore store = open(disk);
                assertEquals(commits, ledger.count(store), "seed " + seed);
                ledger.check(store);
                int more = seeds.nextInt(15);
                for (int i = 0; i < more; i++) {
                    ledger.next(store);
                }
                commits += more;
                disk = disk.afterPowerLoss();
            }
        }
    }

    /** The negative control: without its log, the same store must be seen to be broken, or this test sees nothing. */
    @Test
    void withoutReplayAPowerLossIsNoticed() {
        int broken = 0;
        for (int trial = 0; trial < 40; trial++) {
            SimulatedDisk disk = new SimulatedDisk(new Random(trial));
            Ledger ledger = new Ledger(trial);
            JournaledStore store = open(disk);
            store.close();
            SimulatedDisk second = disk.afterKill();
            store = open(second);
            for (int i = 0; i < 5; i++) {
                ledger.next(store);
            }
            SimulatedDisk torn = second.afterPowerLoss();
            SimulatedFile log = torn.file(FILES.log());
            log.cut(0);
            torn.file(FILES.main()).put(MainFile.MARK_AT, new byte[MainFile.MARK_BYTES], 0, MainFile.MARK_BYTES);
            if (isBroken(torn, ledger, 5)) {
                broken++;
            }
        }
        assertEquals(40, broken);
    }

    private boolean isBroken(SimulatedDisk disk, Ledger ledger, long commits) {
        try {
            JournaledStore store = open(disk);
            ledger.check(store);
            return ledger.count(store) != commits;
        } catch (RuntimeException | AssertionError e) {
            return true;
        }
    }

    @Test
    void aPoisonedStoreTouchesTheDiskNoMore() {
        SimulatedDisk disk = new SimulatedDisk(new Random(3));
        Ledger ledger = new Ledger(3);
        JournaledStore store = open(disk);
        ledger.next(store);
        disk.failAt(1, Fault.NOTHING_DONE);
        assertThrows(PoisonedStoreException.class, () -> ledger.next(store));
        disk.revive();
        long operations = disk.operations();

        assertTrue(store.isPoisoned());
        assertThrows(PoisonedStoreException.class, store::commit);
        assertThrows(PoisonedStoreException.class, store::db);
        assertThrows(PoisonedStoreException.class, store::records);
        assertThrows(PoisonedStoreException.class, store::verify);
        store.close();
        assertEquals(operations, disk.operations());
    }

    /** Gives how many commits were acknowledged. */
    private long commitUntilFailure(SimulatedDisk disk, Ledger ledger, int commits) {
        long acknowledged = 0;
        try {
            JournaledStore store = open(disk);
            while (acknowledged < commits) {
                acknowledged = ledger.next(store);
            }
            store.close();
        } catch (StorageException expected) {
            assertTrue(!(expected instanceof DamagedStoreException), expected.getMessage());
        }
        return acknowledged;
    }

    private void assertOldOrNew(SimulatedDisk disk, Ledger ledger, long acknowledged, String what) {
        JournaledStore store = open(disk);
        long shown = ledger.count(store);
        assertTrue(shown == acknowledged || shown == acknowledged + 1, what + ": " + acknowledged + " shows " + shown);
        ledger.check(store);
        ledger.next(store);
        ledger.check(store);
    }
}
