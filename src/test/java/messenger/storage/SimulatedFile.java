package messenger.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A file of a {@link SimulatedDisk}: contents in chunks that never move, so that views stay valid while it grows. */
final class SimulatedFile implements DiskFile {
    private static final int SECTOR = 512;
    private static final long FIRST_CHUNK = MainFile.EXTENTS_AT;

    private final SimulatedDisk disk;
    private final Map<Long, byte[]> chunks = new TreeMap<>();
    /** Position of each unforced sector, with what was forced there. */
    private final Map<Long, byte[]> unforced = new TreeMap<>();

    private long length;
    private long forcedLength;

    SimulatedFile(SimulatedDisk disk) {
        this.disk = disk;
    }

    private static long chunkOf(long position) {
        return position < FIRST_CHUNK ? -1 : (position - FIRST_CHUNK) / Extent.BYTES;
    }

    private static long chunkStart(long chunk) {
        return chunk < 0 ? 0 : FIRST_CHUNK + chunk * Extent.BYTES;
    }

    private byte[] chunk(long chunk) {
        return chunks.computeIfAbsent(chunk, c -> new byte[c < 0 ? (int) FIRST_CHUNK : Extent.BYTES]);
    }

    SimulatedFile copy(SimulatedDisk owner) {
        SimulatedFile copy = new SimulatedFile(owner);
        chunks.forEach((at, bytes) -> copy.chunks.put(at, bytes.clone()));
        copy.unforced.putAll(unforced);
        copy.length = length;
        copy.forcedLength = forcedLength;
        return copy;
    }

    SimulatedFile torn(SimulatedDisk owner, Random random) {
        SimulatedFile copy = copy(owner);
        if (random.nextBoolean()) {
            copy.length = forcedLength;
        }
        unforced.forEach((at, old) -> {
            if (random.nextBoolean()) {
                copy.put(at, at < forcedLength ? old : garbage(random), 0, old.length);
            }
        });
        copy.unforced.clear();
        copy.forcedLength = copy.length;
        return copy;
    }

    /** What a file system may show where a file had grown and nothing was forced yet. */
    private static byte[] garbage(Random random) {
        byte[] garbage = new byte[SECTOR];
        random.nextBytes(garbage);
        return garbage;
    }

    @Override
    public long length() throws IOException {
        disk.aliveOrThrow();
        return length;
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        disk.aliveOrThrow();
        if (position + count > length) {
            throw new EOFException(position + " + " + count + " > " + length);
        }
        for (int done = 0; done < count; ) {
            long chunk = chunkOf(position + done);
            int at = (int) (position + done - chunkStart(chunk));
            byte[] bytes = chunk(chunk);
            int some = Math.min(count - done, bytes.length - at);
            System.arraycopy(bytes, at, into, offset + done, some);
            done += some;
        }
    }

    @Override
    public void write(long position, byte[] from, int offset, int count) throws IOException {
        if (!disk.isTurnToFail()) {
            remember(position, count);
            put(position, from, offset, count);
            length = Math.max(length, position + count);
            return;
        }
        if (disk.fault() != Fault.NOTHING_DONE) {
            remember(position, count);
            for (long at = position; at < position + count; at += SECTOR - at % SECTOR) {
                int some = (int) Math.min(position + count - at, SECTOR - at % SECTOR);
                if (disk.fault() == Fault.ALL_DONE || disk.random().nextBoolean()) {
                    put(at, from, offset + (int) (at - position), some);
                    length = Math.max(length, at + some);
                }
            }
        }
        throw new IOException("simulated failure");
    }

    private void remember(long position, int count) {
        for (long at = position - position % SECTOR; at < position + count; at += SECTOR) {
            unforced.computeIfAbsent(at, sector -> {
                byte[] old = new byte[SECTOR];
                System.arraycopy(chunk(chunkOf(sector)), (int) (sector - chunkStart(chunkOf(sector))), old, 0, SECTOR);
                return old;
            });
        }
    }

    /** Changes bytes behind everybody's back. */
    void put(long position, byte[] from, int offset, int count) {
        for (int done = 0; done < count; ) {
            long chunk = chunkOf(position + done);
            int at = (int) (position + done - chunkStart(chunk));
            byte[] bytes = chunk(chunk);
            int some = Math.min(count - done, bytes.length - at);
            System.arraycopy(from, offset + done, bytes, at, some);
            done += some;
        }
    }

    void flip(long position, int bit) {
        byte[] bytes = chunk(chunkOf(position));
        bytes[(int) (position - chunkStart(chunkOf(position)))] ^= (byte) (1 << bit);
    }

    void cut(long newLength) {
        put(newLength, new byte[(int) (length - newLength)], 0, (int) (length - newLength));
        length = newLength;
    }

    @Override
    public ByteBuffer view(long position, int count) throws IOException {
        disk.aliveOrThrow();
        long chunk = chunkOf(position);
        int at = (int) (position - chunkStart(chunk));
        return ByteBuffer.wrap(chunk(chunk), at, count).slice().asReadOnlyBuffer();
    }

    @Override
    public void force() throws IOException {
        if (!disk.isTurnToFail()) {
            unforced.clear();
            forcedLength = length;
            return;
        }
        if (disk.fault() == Fault.ALL_DONE) {
            unforced.clear();
            forcedLength = length;
        } else if (disk.fault() == Fault.HALF_DONE) {
            unforced.keySet().removeIf(at -> disk.random().nextBoolean());
        }
        throw new IOException("simulated failure");
    }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
