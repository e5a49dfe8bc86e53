package messenger.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, and one that takes nothing: the store stops, says so, and loses nothing acknowledged. */
final class FullDiskTest {
    private static final StorageLimits LIMITS = new StorageLimits(64 << 10, 8 << 20, 64 << 20);

    private final Ledger ledger = new Ledger(5);

    @TempDir
    private Path folder;

    private static JournaledStore open(Disk disk, Path folder) {
        return JournaledStore.open(disk, new StoreFiles(folder, "store"), LIMITS, new SecureRandom());
    }

    /** Gives the last commit that was acknowledged. */
    private long commitUntilFull(Disk disk, Path at, int most) {
        long acknowledged = 0;
        try (JournaledStore store = open(disk, at)) {
            for (int i = 0; i < most; i++) {
                acknowledged = ledger.next(store);
            }
        } catch (StorageException expected) {
            assertTrue(expected.getMessage().contains("store.db")
                    || expected.getMessage().contains("store.log"));
            assertFalse(expected instanceof DamagedStoreException, expected.getMessage());
        }
        return acknowledged;
    }

    /** Whatever write is the first that has no room: of the files' making, of the log, of the main file's growth. */
    @Test
    void whereverTheDiskIsFullNothingAcknowledgedIsLostAndItGoesOnWithMoreRoom() throws IOException {
        boolean stopped = false;
        boolean worked = false;
        for (long room = 0; room < 14 << 20; room += 512 << 10) {
            Path at = Files.createDirectory(folder.resolve("room-" + room));
            long acknowledged = commitUntilFull(new SmallDisk(room), at, 120);
            stopped |= acknowledged < 120;
            worked |= acknowledged == 120;
            try (JournaledStore again = open(new OsDisk(), at)) {
                long shown = ledger.count(again);
                assertTrue(
                        shown == acknowledged || shown == acknowledged + 1, room + ": " + acknowledged + " " + shown);
                ledger.check(again);
                ledger.next(again);
            }
        }
        assertTrue(stopped && worked);
    }

    @Test
    void aDiskThatTakesNothingIsNamedAndTheStoreIsLeftAsItIs() throws IOException {
        try (JournaledStore store = open(new OsDisk(), folder)) {
            ledger.next(store);
        }
        byte[] before = Files.readAllBytes(folder.resolve("store.db"));
        StorageException refused = assertThrows(StorageException.class, () -> open(new SmallDisk(-1), folder));
        assertTrue(refused.getMessage().contains("store.db"), refused.getMessage());
        assertTrue(refused.getMessage().contains("Read-only"), refused.getMessage());
        assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(folder.resolve("store.db"))));
        try (JournaledStore store = open(new OsDisk(), folder)) {
            assertEquals(1, ledger.count(store));
        }
    }

    /** Cut at many lengths, each file is refused, or all that was acknowledged is there. */
    @Test
    void aFileThatIsCutAtAnyLengthIsRefusedOrWhole() throws IOException {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Path cut = Files.createDirectory(folder.resolve("cut"));
        JournaledStore store = open(new OsDisk(), whole);
        for (int i = 0; i < 30; i++) {
            ledger.next(store);
        }
        int refused = 0;
        for (String name : new String[] {"store.db", "store.log"}) {
            long length = Files.size(whole.resolve(name));
            for (long at = 0; at < length; at += Math.max(512, length / 60)) {
                Files.write(cut.resolve("store.db"), Files.readAllBytes(whole.resolve("store.db")));
                Files.write(cut.resolve("store.log"), Files.readAllBytes(whole.resolve("store.log")));
                byte[] bytes = Files.readAllBytes(whole.resolve(name));
                Files.write(cut.resolve(name), java.util.Arrays.copyOf(bytes, (int) at));
                try (JournaledStore opened = open(new OsDisk(), cut)) {
                    assertEquals(30, ledger.count(opened), name + " cut at " + at);
                    ledger.check(opened);
                } catch (DamagedStoreException noticed) {
                    refused++;
                    assertTrue(noticed.getMessage().contains("store."), noticed.getMessage());
                }
            }
        }
        assertTrue(refused > 60, "only " + refused + " were refused");
        store.close();
    }

    /** The real disk, with room for so many bytes of files that grow; with less than none, it is mounted read-only. */
    private static final class SmallDisk implements Disk {
        private final OsDisk disk = new OsDisk();
        private final Map<Path, Long> sizes = new HashMap<>();
        private final long room;

        SmallDisk(long room) {
            this.room = room;
        }

        private void requireWritable() throws IOException {
            if (room < 0) {
                throw new IOException("Read-only file system");
            }
        }

        private void grow(Path file, long size) throws IOException {
            requireWritable();
            long others = sizes.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(file))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            if (size > sizes.getOrDefault(file, 0L) && others + size > room) {
                throw new IOException("No space left on device");
            }
            sizes.merge(file, size, Math::max);
        }

        @Override
        public boolean exists(Path file) {
            return disk.exists(file);
        }

        @Override
        public DiskFile create(Path file) throws IOException {
            requireWritable();
            return new SmallFile(file, disk.create(file));
        }

        @Override
        public DiskFile open(Path file) throws IOException {
            requireWritable();
            return new SmallFile(file, disk.open(file));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            disk.rename(from, to);
            Long size = sizes.remove(from);
            if (size != null) {
                sizes.put(to, size);
            }
        }

        @Override
        public void delete(Path file) throws IOException {
            disk.delete(file);
            sizes.remove(file);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            disk.forceDirectory(directory);
        }

        @Override
        public java.io.Closeable lock(Path file) throws IOException {
            return disk.lock(file);
        }

        private final class SmallFile implements DiskFile {
            private final Path path;
            private final DiskFile file;

            SmallFile(Path path, DiskFile file) {
                this.path = path;
                this.file = file;
            }

            @Override
            public long length() throws IOException {
                return file.length();
            }

            @Override
            public void read(long position, byte[] into, int offset, int length) throws IOException {
                file.read(position, into, offset, length);
            }

            @Override
            public void write(long position, byte[] from, int offset, int length) throws IOException {
                grow(path, position + length);
                file.write(position, from, offset, length);
            }

            @Override
            public java.nio.ByteBuffer view(long position, int length) throws IOException {
                return file.view(position, length);
            }

            @Override
            public void force() throws IOException {
                file.force();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        }
    }
}
