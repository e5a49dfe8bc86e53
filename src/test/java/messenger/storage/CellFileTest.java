package messenger.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CellFileTest {
    private static final StoreFiles FILES = new StoreFiles(Path.of("/simulated"), "test");

    @TempDir
    private Path folder;

    private static byte[] cell(int value) {
        byte[] content = new byte[CellFile.CELL_BYTES];
        Arrays.fill(content, (byte) value);
        return content;
    }

    @Test
    void whatACellHeldIsNowhereInTheFileOnceItIsOverwritten() throws IOException {
        Path path = CellFile.path(folder, "test");
        try (CellFile cells = CellFile.create(folder, "test")) {
            cells.append(List.of(cell(1), cell(2), cell(3)));
            cells.write(1, cell(9));
            cells.force();
        }

        byte[] raw = Files.readAllBytes(path);
        assertEquals(4 * CellFile.CELL_BYTES, raw.length);
        for (byte value : raw) {
            assertFalse(value == 2);
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        try (CellFile cells = CellFile.open(folder, "test")) {
            assertEquals(3, cells.count());
            assertArrayEquals(cell(1), cells.read(0));
            assertArrayEquals(cell(9), cells.read(1));
            assertArrayEquals(cell(3), cells.read(2));
        }
    }

    @Test
    void aCellIsOneOfThoseThatAreThereAndHasItsSize() {
        try (CellFile cells = CellFile.create(folder, "test")) {
            cells.append(List.of(cell(1)));

            assertThrows(IndexOutOfBoundsException.class, () -> cells.read(-1));
            assertThrows(IndexOutOfBoundsException.class, () -> cells.read(1));
            assertThrows(IndexOutOfBoundsException.class, () -> cells.write(1, cell(2)));
            for (int size : new int[] {0, CellFile.CELL_BYTES - 1, CellFile.CELL_BYTES + 1}) {
                assertThrows(IllegalArgumentException.class, () -> cells.write(0, new byte[size]));
            }
        }
    }

    @Test
    void aFileThatIsNoSuchFileIsRefused() throws IOException {
        Path path = CellFile.path(folder, "test");
        assertThrows(DamagedStoreException.class, () -> CellFile.open(folder, "test"));
        CellFile.create(folder, "test").close();
        byte[] good = Files.readAllBytes(path);
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(path, bad);
            assertThrows(DamagedStoreException.class, () -> CellFile.open(folder, "test"));
            Files.write(path, Arrays.copyOf(good, at));
            assertThrows(DamagedStoreException.class, () -> CellFile.open(folder, "test"));
        }
    }

    /** A loss of power in the middle of growing: the caller never named these cells. */
    @Test
    void aPartOfACellAtTheEndIsNoCell() throws IOException {
        Path path = CellFile.path(folder, "test");
        try (CellFile cells = CellFile.create(folder, "test")) {
            cells.append(List.of(cell(1), cell(2)));
        }
        Files.write(path, Arrays.copyOf(Files.readAllBytes(path), 3 * CellFile.CELL_BYTES - 1));

        try (CellFile cells = CellFile.open(folder, "test")) {
            assertEquals(1, cells.count());
            cells.append(List.of(cell(3)));
            assertArrayEquals(cell(3), cells.read(1));
        }
    }

    @Test
    void aLossOfPowerHarmsNoCellButThoseBeingWritten() {
        for (int seed = 0; seed < 50; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new Random(seed));
            CellFile cells = CellFile.create(disk, FILES);
            cells.append(List.of(cell(1), cell(2), cell(3)));
            cells.force();
            cells.write(1, cell(9));

            CellFile after = CellFile.open(disk.afterPowerLoss(), FILES);

            assertArrayEquals(cell(1), after.read(0));
            assertTrue(Arrays.equals(cell(2), after.read(1)) || Arrays.equals(cell(9), after.read(1)));
            assertArrayEquals(cell(3), after.read(2));
        }
    }

    @Test
    void afterAFailureNothingIsTriedAgain() {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        CellFile cells = CellFile.create(disk, FILES);
        cells.append(List.of(cell(1)));
        disk.failAt(1, Fault.NOTHING_DONE);

        assertThrows(PoisonedStoreException.class, cells::force);
        disk.revive();
        assertThrows(PoisonedStoreException.class, cells::force);
        assertThrows(PoisonedStoreException.class, () -> cells.write(0, cell(2)));
        assertThrows(PoisonedStoreException.class, () -> cells.read(0));
    }

    /** What a destruction overwrites it overwrites first, and it may be cut off anywhere and done again. */
    @Test
    void aDestructionThatIsCutOffIsDoneAgain() {
        boolean failed = true;
        for (int n = 1; failed; n++) {
            SimulatedDisk disk = new SimulatedDisk(new Random(n));
            CellFile cells = CellFile.create(disk, FILES);
            cells.append(List.of(cell(1)));
            disk.failAt(n, Fault.HALF_DONE);
            try {
                Destruction.of(disk, FILES, List.of());
            } catch (StorageException expected) {
                assertTrue(disk.hasFailed());
            }
            failed = disk.hasFailed();
            SimulatedDisk again = disk.afterKill();
            Destruction.of(again, FILES, List.of());
            assertThrows(DamagedStoreException.class, () -> CellFile.open(again, FILES), "operation " + n);
        }
    }
}
