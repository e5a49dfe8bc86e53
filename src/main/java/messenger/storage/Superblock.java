package messenger.storage;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a checkpoint leaves in one of the two slots at the start of the main file.
 *
 * @param generation counts checkpoints, from 1; records of any other generation in the log are not replayed
 * @param firstSequence the sequence number of the first commit after this checkpoint, from 1
 * @param logKey random; a record of the log repeats it, so bytes inside a stored value cannot pose as a record
 * @param extents how many extents of the main file were durable at the checkpoint
 */
record Superblock(long generation, long firstSequence, long logKey, int extents) {
    static final int FORMAT_VERSION = 1;

    /** One disk sector, so that it is written whole or not at all. */
    static final int BYTES = 512;

    private static final long MAGIC = 0x4d53_4753_544f_5245L; // "MSGSTORE"
    private static final int CHECKSUM_OFFSET = BYTES - Integer.BYTES;

    /** The slot this generation is written to; the other one keeps the last generation. */
    int slot() {
        return (int) (generation & 1);
    }

    byte[] encode() {
        return encode(FORMAT_VERSION);
    }

    byte[] encode(int version) {
        byte[] bytes = new byte[BYTES];
        ByteBuffer.wrap(bytes)
                .putLong(MAGIC)
                .putInt(version)
                .putInt(extents)
                .putLong(generation)
                .putLong(firstSequence)
                .putLong(logKey)
                .putInt(CHECKSUM_OFFSET, checksum(bytes));
        return bytes;
    }

    /** Empty if the slot was never written, or its bytes are not what was written. */
    static Optional<Superblock> decode(byte[] slot, Path file) {
        ByteBuffer in = ByteBuffer.wrap(slot);
        if (in.getLong() != MAGIC || in.getInt(CHECKSUM_OFFSET) != checksum(slot)) {
            return Optional.empty();
        }
        int version = in.getInt();
        if (version > FORMAT_VERSION) {
            throw new NewerFormatException(file, version, FORMAT_VERSION);
        }
        int extents = in.getInt();
        long generation = in.getLong();
        long firstSequence = in.getLong();
        long logKey = in.getLong();
        if (version < 1 || extents < 0 || generation < 1 || firstSequence < 1) {
            throw new DamagedStoreException(file, "its superblock holds impossible values");
        }
        return Optional.of(new Superblock(generation, firstSequence, logKey, extents));
    }

    private static int checksum(byte[] slot) {
        CRC32C crc = new CRC32C();
        crc.update(slot, 0, CHECKSUM_OFFSET);
        return (int) crc.getValue();
    }
}
