package messenger.storage;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Builds the record of one commit: which bytes of the main file become what.
 *
 * <pre>
 * magic 4, CRC32C 4 (over all that follows), generation 8, log key 8, sequence 8, payload bytes 4, ranges 4
 * each range: position in the main file 8, length 4, bytes
 * zeros up to the next multiple of 512
 * </pre>
 *
 * A record starts on a sector of its own, so writing one never touches the sectors of an earlier, forced one.
 */
final class RedoRecord {
    static final int SECTOR_BYTES = 512;
    static final int HEADER_BYTES = 40;
    static final int RANGE_HEADER_BYTES = 12;
    static final int MAGIC = 0x5245_444f; // "REDO"
    static final int CHECKED_FROM = 8;

    /** A buffer that one large commit needed is not kept for ever. */
    private static final int KEPT_BYTES_MAX = 4 << 20;

    private byte[] bytes = new byte[1 << 16];
    private int length;
    private int ranges;

    void begin() {
        if (bytes.length > KEPT_BYTES_MAX) {
            bytes = new byte[1 << 16];
        }
        length = HEADER_BYTES;
        ranges = 0;
    }

    void add(long position, byte[] from, int offset, int count) {
        reserve(RANGE_HEADER_BYTES + count);
        ByteBuffer.wrap(bytes, length, RANGE_HEADER_BYTES).putLong(position).putInt(count);
        System.arraycopy(from, offset, bytes, length + RANGE_HEADER_BYTES, count);
        length += RANGE_HEADER_BYTES + count;
        ranges++;
    }

    void addInt(long position, int value) {
        byte[] four = ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
        add(position, four, 0, four.length);
    }

    boolean isEmpty() {
        return ranges == 0;
    }

    /** The bytes to write are the first {@link #paddedLength} of {@link #bytes}. */
    void finish(Superblock superblock, long sequence) {
        int padding = paddedLength() - length;
        reserve(padding);
        Arrays.fill(bytes, length, length + padding, (byte) 0);
        ByteBuffer.wrap(bytes)
                .putInt(MAGIC)
                .putInt(0)
                .putLong(superblock.generation())
                .putLong(superblock.logKey())
                .putLong(sequence)
                .putInt(length - HEADER_BYTES)
                .putInt(ranges)
                .putInt(Integer.BYTES, checksum(bytes, length));
    }

    byte[] bytes() {
        return bytes;
    }

    int paddedLength() {
        return padded(length);
    }

    static int padded(int length) {
        return Math.addExact(length, SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
    }

    static int checksum(byte[] record, int length) {
        CRC32C crc = new CRC32C();
        crc.update(record, CHECKED_FROM, length - CHECKED_FROM);
        return (int) crc.getValue();
    }

    private void reserve(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, bytes.length * 2L)));
        }
    }
}
