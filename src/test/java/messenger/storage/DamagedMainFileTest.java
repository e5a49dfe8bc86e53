package messenger.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rots in the main file, or goes missing with it, is noticed; nothing starts empty over existing data. */
final class DamagedMainFileTest {
    private static final StoreFiles FILES = new StoreFiles(Path.of("/simulated"), "test");
    private static final StorageLimits LIMITS = new StorageLimits(1 << 20, 8 << 20, 16 << 20);
    private static final int COMMITS = 6;

    private final SecureRandom random = new SecureRandom();
    private final Ledger ledger = new Ledger(12);
    private SimulatedDisk disk = new SimulatedDisk(new Random(12));

    @BeforeEach
    void makeCommits() {
        JournaledStore store = open(disk);
        for (int i = 0; i < COMMITS; i++) {
            ledger.next(store);
        }
        store.close();
        disk = disk.afterKill();
    }

    private JournaledStore open(SimulatedDisk on) {
        return JournaledStore.open(on, FILES, LIMITS, random);
    }

    private void assertWhole(SimulatedDisk on) {
        JournaledStore store = open(on);
        assertEquals(COMMITS, ledger.count(store));
        ledger.check(store);
    }

    @Test
    void aBitFlippedInAnyPageIsNoticed() {
        for (int page = 0; page < Extent.PAGES; page += 13) {
            SimulatedDisk flipped = disk.afterKill();
            flipped.file(FILES.main()).flip(MainFile.extentPosition(0) + (page + 1L) * 4096 + page % 4096, page % 8);
            assertThrows(DamagedStoreException.class, () -> open(flipped).verify());
        }
    }

    @Test
    void aBitFlippedInAnyChecksumIsNoticed() {
        for (int at = 0; at < Extent.PAGE_BYTES; at += 101) {
            SimulatedDisk flipped = disk.afterKill();
            flipped.file(FILES.main()).flip(MainFile.extentPosition(0) + at, at % 8);
            assertThrows(DamagedStoreException.class, () -> open(flipped).verify());
        }
    }

    @Test
    void aBitFlippedBeforeTheExtentsIsNoticedOrHarmless() {
        for (int at = 0; at < MainFile.EXTENTS_AT; at += at < 60 || at % 4096 < 20 ? 1 : 101) {
            SimulatedDisk flipped = disk.afterKill();
            flipped.file(FILES.main()).flip(at, at % 8);
            assertWhole(flipped);
        }
    }

    @Test
    void withBothSuperblocksGoneTheStoreIsRefused() {
        disk.file(FILES.main()).flip(MainFile.slotPosition(0) + 20, 1);
        disk.file(FILES.main()).flip(MainFile.slotPosition(1) + 20, 1);

        DamagedStoreException refused = assertThrows(DamagedStoreException.class, () -> open(disk));
        assertTrue(refused.getMessage().contains("superblock"));
    }

    /** The older superblock would replay an older log; the log of the newer one shows that. */
    @Test
    void aLostSuperblockWhoseLogIsInUseIsRefused() {
        JournaledStore store = open(disk);
        ledger.next(store);
        SimulatedDisk killed = disk.afterKill();
        killed.file(FILES.main()).flip(MainFile.slotPosition(newestSlot(killed)) + 20, 1);

        assertThrows(DamagedStoreException.class, () -> open(killed));
    }

    private static int newestSlot(SimulatedDisk on) {
        try {
            Poison poison = new Poison(FILES.main());
            return new MainFile(FILES.main(), on.open(FILES.main()), poison)
                    .readSuperblock()
                    .slot();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMainFileCutShortIsRefused() throws IOException {
        long length = disk.file(FILES.main()).length();
        for (long cut : new long[] {length - 1, length / 2, MainFile.EXTENTS_AT, 100, 0}) {
            SimulatedDisk shortened = disk.afterKill();
            shortened.file(FILES.main()).cut(cut);
            assertThrows(DamagedStoreException.class, () -> open(shortened), "cut at " + cut);
        }
    }

    @Test
    void aMissingMainFileIsRefusedWhenItsLogHoldsData() throws IOException {
        disk.delete(FILES.main());
        DamagedStoreException refused = assertThrows(DamagedStoreException.class, () -> open(disk));
        assertTrue(refused.getMessage().contains("test.db"));
        assertFalse(disk.exists(FILES.main()));
    }

    @Test
    void aMissingLogIsRefused() throws IOException {
        disk.delete(FILES.log());
        DamagedStoreException refused = assertThrows(DamagedStoreException.class, () -> open(disk));
        assertTrue(refused.getMessage().contains("test.log"));
        assertFalse(disk.exists(FILES.log()));
    }

    @Test
    void aNewerFormatIsRefusedAndNamed() {
        byte[] newer = new Superblock(1L << 40, 100, 1, 1).encode(Superblock.FORMAT_VERSION + 1);
        disk.file(FILES.main()).put(0, newer, 0, newer.length);

        NewerFormatException refused = assertThrows(NewerFormatException.class, () -> open(disk));
        assertTrue(refused.getMessage().contains("format 2"), refused.getMessage());
    }

    @Test
    void readingADamagedPagePoisonsTheStore() {
        for (int page = 300; page < Extent.PAGES; page++) {
            disk.file(FILES.main()).flip(MainFile.extentPosition(0) + (page + 1L) * 4096 + 17, 3);
        }
        JournaledStore store = open(disk);
        assertThrows(StorageException.class, () -> ledger.check(store));
        assertTrue(store.isPoisoned());
        assertThrows(StorageException.class, store::commit);
    }
}
