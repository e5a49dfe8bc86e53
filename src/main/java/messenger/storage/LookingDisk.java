package messenger.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The operating system's disk, of which nothing is changed: what is written stays on the heap and is forgotten. So a
 * store can be opened to look at it, with its log replayed. Only for files that are there.
 */
final class LookingDisk implements Disk {
    private final OsDisk disk = new OsDisk();

    @Override
    public boolean exists(Path file) {
        return Files.exists(file);
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        throw new IOException(file + " would have to be made");
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new LookedAt(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        throw new IOException(from + " would have to be renamed");
    }

    @Override
    public void delete(Path file) throws IOException {
        throw new IOException(file + " would have to be deleted");
    }

    @Override
    public void forceDirectory(Path directory) {
        // Nothing was changed.
    }

    /** Who works on a store makes the file first; where it is not there, or may not be written, nobody does. */
    @Override
    public Closeable lock(Path file) throws IOException {
        return Files.exists(file) && Files.isWritable(file) ? disk.lock(file) : () -> {};
    }

    /** A file and what would have been written to it, by blocks. */
    private static final class LookedAt implements DiskFile {
        private static final int BLOCK_BYTES = 4096;

        /** What a replayed log may change: far more than a log holds. */
        private static final int BLOCKS_MAX = (1 << 30) / BLOCK_BYTES;

        private final Path path;
        private final RandomAccessFile file;
        private final NavigableMap<Long, byte[]> changed = new TreeMap<>();
        private long length;

        LookedAt(Path path) throws IOException {
            this.path = path;
            this.file = new RandomAccessFile(path.toFile(), "r");
            this.length = file.length();
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public void read(long position, byte[] into, int offset, int count) throws IOException {
            if (position + count > length) {
                throw new IOException(path + " ends at " + length);
            }
            for (int done = 0; done < count; ) {
                long at = position + done;
                int inBlock = (int) (at % BLOCK_BYTES);
                int some = Math.min(count - done, BLOCK_BYTES - inBlock);
                System.arraycopy(block(at / BLOCK_BYTES), inBlock, into, offset + done, some);
                done += some;
            }
        }

        private byte[] block(long number) throws IOException {
            byte[] known = changed.get(number);
            if (known != null) {
                return known;
            }
            byte[] block = new byte[BLOCK_BYTES];
            long inFile = Math.min(BLOCK_BYTES, file.length() - number * BLOCK_BYTES);
            if (inFile > 0) {
                file.seek(number * BLOCK_BYTES);
                file.readFully(block, 0, (int) inFile);
            }
            return block;
        }

        @Override
        public void write(long position, byte[] from, int offset, int count) throws IOException {
            for (int done = 0; done < count; ) {
                long at = position + done;
                long number = at / BLOCK_BYTES;
                int inBlock = (int) (at % BLOCK_BYTES);
                int some = Math.min(count - done, BLOCK_BYTES - inBlock);
                byte[] block = block(number);
                System.arraycopy(from, offset + done, block, inBlock, some);
                changed.put(number, block);
                done += some;
            }
            if (changed.size() > BLOCKS_MAX) {
                throw new IOException("looking at " + path + " takes too much memory");
            }
            length = Math.max(length, position + count);
        }

        /** Mapped where nothing was changed, or else copied; what is written after that does not show in it. */
        @Override
        public ByteBuffer view(long position, int count) throws IOException {
            long last = (position + count - 1) / BLOCK_BYTES;
            boolean isChanged =
                    !changed.subMap(position / BLOCK_BYTES, last + 1).isEmpty();
            if (!isChanged && position + count <= file.length()) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    return channel.map(FileChannel.MapMode.READ_ONLY, position, count);
                }
            }
            byte[] copy = new byte[count];
            read(position, copy, 0, count);
            return ByteBuffer.wrap(copy).asReadOnlyBuffer();
        }

        @Override
        public void force() {
            // There is nothing to make durable.
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
