package messenger.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A torn tail is dropped; a record that was acknowledged and cannot be read is never passed over in silence. */
final class DamagedLogTest {
    private static final StoreFiles FILES = new StoreFiles(Path.of("/simulated"), "test");
    private static final StorageLimits LIMITS = new StorageLimits(1 << 20, 8 << 20, 16 << 20);
    private static final int COMMITS = 6;

    private final SecureRandom random = new SecureRandom();
    private final Ledger ledger = new Ledger(11);
    private SimulatedDisk disk = new SimulatedDisk(new Random(11));
    private SimulatedDisk beforeLast = disk;

    @BeforeEach
    void makeCommits() {
        JournaledStore store = open(disk);
        store.close();
        disk = disk.afterKill();
        store = open(disk);
        for (int i = 0; i < COMMITS; i++) {
            beforeLast = disk.afterKill();
            ledger.next(store);
        }
        disk = disk.afterKill();
    }

    private JournaledStore open(SimulatedDisk on) {
        return JournaledStore.open(on, FILES, LIMITS, random);
    }

    /** Start and length of each record of the present generation, as the format in RedoRecord says. */
    private List<long[]> records() throws IOException {
        SimulatedFile log = disk.file(FILES.log());
        List<long[]> found = new ArrayList<>();
        long generation = longAt(log, 8);
        for (long at = 0; longAt(log, at + 8) == generation; ) {
            long length = RedoRecord.HEADER_BYTES + (longAt(log, at + 32) >>> 32);
            found.add(new long[] {at, length});
            at += RedoRecord.padded((int) length);
        }
        return found;
    }

    private static long longAt(SimulatedFile log, long at) throws IOException {
        byte[] bytes = new byte[Long.BYTES];
        log.read(at, bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Test
    void aTailTornAtAnyByteIsDropped() throws IOException {
        List<long[]> records = records();
        assertEquals(COMMITS, records.size());
        long[] last = records.get(COMMITS - 1);
        byte[] record = new byte[(int) last[1]];
        disk.file(FILES.log()).read(last[0], record, 0, record.length);
        int whole = record.length;
        while (record[whole - 1] == 0) {
            whole--;
        }

        for (int cut = 0; cut < whole; cut += cut < 600 || cut > whole - 600 ? 1 : 61) {
            SimulatedDisk torn = beforeLast.afterKill();
            torn.file(FILES.log()).put(last[0], record, 0, cut);
            JournaledStore store = open(torn);
            assertEquals(COMMITS - 1, ledger.count(store), "cut at " + cut);
            if (cut % 50 == 0) {
                ledger.check(store);
            }
        }
    }

    @Test
    void anyFlippedBitInAnyAcknowledgedRecordIsRefused() throws IOException {
        for (long[] record : records()) {
            for (long at = record[0]; at < record[0] + record[1]; at += at < record[0] + 40 ? 1 : 43) {
                SimulatedDisk flipped = disk.afterKill();
                flipped.file(FILES.log()).flip(at, (int) (at % 8));
                DamagedStoreException refused = assertThrows(DamagedStoreException.class, () -> open(flipped));
                assertTrue(refused.getMessage().contains("test.log"), refused.getMessage());
            }
        }
    }

    /** After a power loss the mark may be an old one; then a later record is what tells damage from a torn tail. */
    @Test
    void withoutTheMarkAnyFlippedBitBeforeTheLastRecordIsRefused() throws IOException {
        disk.file(FILES.main()).put(MainFile.MARK_AT, new byte[MainFile.MARK_BYTES], 0, MainFile.MARK_BYTES);
        for (long[] record : records().subList(0, COMMITS - 1)) {
            SimulatedDisk flipped = disk.afterKill();
            flipped.file(FILES.log()).flip(record[0] + record[1] / 2, 4);
            assertThrows(DamagedStoreException.class, () -> open(flipped));
        }
    }

    @Test
    void aRefusedStoreIsLeftAsItWas() throws IOException {
        SimulatedDisk flipped = disk.afterKill();
        flipped.file(FILES.log()).flip(100, 1);
        assertThrows(DamagedStoreException.class, () -> open(flipped));

        flipped.file(FILES.log()).flip(100, 1);
        JournaledStore store = open(flipped);
        assertEquals(COMMITS, ledger.count(store));
        ledger.check(store);
    }

    @Test
    void bitsFlippedOutsideTheRecordsHarmNothing() throws IOException {
        List<long[]> records = records();
        long[] last = records.get(COMMITS - 1);
        for (long at = last[0] + RedoRecord.padded((int) last[1]); at < RedoLog.GROW_BYTES; at += 9973) {
            disk.file(FILES.log()).flip(at, 3);
        }
        JournaledStore store = open(disk);
        assertEquals(COMMITS, ledger.count(store));
        ledger.check(store);
    }

    @Test
    void aValueThatLooksLikeALaterRecordIsNotTakenForOne() throws IOException {
        long[] last = records().get(COMMITS - 1);
        RedoRecord forged = new RedoRecord();
        forged.begin();
        forged.add(MainFile.EXTENTS_AT, new byte[16], 0, 16);
        forged.finish(new Superblock(Long.MAX_VALUE, 1, 5, 1), 99);
        long behind = last[0] + RedoRecord.padded((int) last[1]);
        disk.file(FILES.log()).put(behind, forged.bytes(), 0, forged.paddedLength());

        JournaledStore store = open(disk);
        assertEquals(COMMITS, ledger.count(store));
    }

    @Test
    void aLogCutShortIsRefused() throws IOException {
        disk.file(FILES.log()).cut(records().get(2)[0] + 10);
        assertThrows(DamagedStoreException.class, () -> open(disk));
    }

    @Test
    void anOlderMainFileBesideTheLogOfTodayIsRefused() throws IOException {
        JournaledStore store = open(disk);
        store.close();
        SimulatedDisk backup = disk.afterKill();
        store = open(disk);
        ledger.next(store);
        byte[] today = new byte[RedoLog.GROW_BYTES];
        disk.file(FILES.log()).read(0, today, 0, today.length);
        backup.file(FILES.log()).put(0, today, 0, today.length);

        DamagedStoreException refused = assertThrows(DamagedStoreException.class, () -> open(backup));
        assertTrue(refused.getMessage().contains("newer than the main file"), refused.getMessage());
    }

    @Test
    void theLogOfAnotherStoreIsRefused() throws IOException {
        SimulatedDisk other = new SimulatedDisk(new Random(5));
        open(other).close();
        JournaledStore store = open(other);
        ledger.next(store);
        SimulatedDisk mine = new SimulatedDisk(new Random(6));
        open(mine).close();
        SimulatedDisk closed = mine.afterKill();
        SimulatedDisk copy = closed.afterKill();
        JournaledStore opened = open(copy);
        opened.abandon(new IllegalStateException("as if killed"));
        byte[] foreign = new byte[RedoLog.GROW_BYTES];
        other.file(FILES.log()).read(0, foreign, 0, foreign.length);
        copy.file(FILES.log()).put(0, foreign, 0, foreign.length);
        SimulatedDisk mixed = copy.afterKill();

        DamagedStoreException refused = assertThrows(DamagedStoreException.class, () -> open(mixed));
        assertTrue(refused.getMessage().contains("another main file"), refused.getMessage());
    }
}
