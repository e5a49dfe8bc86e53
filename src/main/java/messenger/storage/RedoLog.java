package messenger.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** The log file: records of the current generation from the start, then what older generations left. */
final class RedoLog implements Closeable {
    /** Zeros written ahead, so that most commits change no file length; also the size of a new log. */
    static final int GROW_BYTES = 1 << 20;

    private final Path path;
    private final DiskFile file;
    private long length;
    private long position;
    private long written;

    RedoLog(Path path, DiskFile file) throws IOException {
        this.path = path;
        this.file = file;
        this.length = file.length();
        this.written = length;
    }

    /** How far the records of this generation reach. */
    long position() {
        return position;
    }

    /** Writes and forces the record; when this returns, the commit is durable. */
    void append(RedoRecord record) throws IOException {
        int bytes = record.paddedLength();
        growTo(position + bytes);
        file.write(position, record.bytes(), 0, bytes);
        file.force();
        position += bytes;
        written = Math.max(written, position);
    }

    /** The next record goes to the start of the file; the superblock of the new generation is durable. */
    void restart() {
        position = 0;
    }

    /** Overwrites what older generations left, durably; only right after {@link #restart}. */
    void overwrite() throws IOException {
        byte[] zeros = new byte[GROW_BYTES];
        for (long at = 0; at < written; at += zeros.length) {
            file.write(at, zeros, 0, (int) Math.min(zeros.length, written - at));
        }
        file.force();
        written = 0;
    }

    void growTo(long needed) throws IOException {
        while (length < needed) {
            file.write(length, new byte[GROW_BYTES], 0, GROW_BYTES);
            length += GROW_BYTES;
        }
    }

    void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** What {@link #replay} gives each range to. */
    interface Target {
        void write(long filePosition, byte[] from, int offset, int length) throws IOException;
    }

    /**
     * Gives all ranges of all records of this generation to the target, in order.
     *
     * @return the sequence number of the last record, or the one before the first if there is none
     * @throws DamagedStoreException if a record is bad that must have been forced, because a later one is there
     */
    long replay(Superblock superblock, Target target) throws IOException {
        refuseIfForeign(superblock);
        long sequence = superblock.firstSequence();
        long at = 0;
        while (true) {
            Optional<byte[]> record = recordAt(at, superblock, sequence);
            if (record.isEmpty()) {
                refuseIfLaterRecords(at, superblock);
                return sequence - 1;
            }
            apply(record.get(), target);
            at += RedoRecord.padded(record.get().length);
            sequence++;
        }
    }

    /** True if no record was ever written: a log whose main file is missing may be replaced only then. */
    boolean isBlank() throws IOException {
        byte[] chunk = new byte[GROW_BYTES];
        for (long at = 0; at < length; at += chunk.length) {
            int count = (int) Math.min(chunk.length, length - at);
            file.read(at, chunk, 0, count);
            for (int i = 0; i < count; i++) {
                if (chunk[i] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private void apply(byte[] record, Target target) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(record);
        int ranges = in.getInt(RedoRecord.HEADER_BYTES - Integer.BYTES);
        in.position(RedoRecord.HEADER_BYTES);
        for (int i = 0; i < ranges; i++) {
            if (in.remaining() < RedoRecord.RANGE_HEADER_BYTES) {
                throw impossible();
            }
            long position = in.getLong();
            int count = in.getInt();
            if (count < 0 || count > in.remaining()) {
                throw impossible();
            }
            target.write(position, record, in.position(), count);
            in.position(in.position() + count);
        }
        if (in.hasRemaining()) {
            throw impossible();
        }
    }

    private DamagedStoreException impossible() {
        return new DamagedStoreException(path, "a record with a good checksum holds impossible ranges");
    }

    /** The record without its padding, if it is whole, of this generation, and has this sequence number. */
    private Optional<byte[]> recordAt(long at, Superblock superblock, long sequence) throws IOException {
        return headerAt(at)
                .filter(header -> isOf(superblock, header) && header.sequence == sequence)
                .flatMap(header -> wholeRecord(at, header));
    }

    private record Header(int checksum, long generation, long logKey, long sequence, int length) {}

    private Optional<Header> headerAt(long at) throws IOException {
        if (length - at < RedoRecord.HEADER_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = new byte[RedoRecord.HEADER_BYTES];
        file.read(at, bytes, 0, bytes.length);
        return header(bytes, 0, at);
    }

    private Optional<Header> header(byte[] bytes, int offset, long at) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, RedoRecord.HEADER_BYTES);
        if (in.getInt() != RedoRecord.MAGIC) {
            return Optional.empty();
        }
        int checksum = in.getInt();
        long generation = in.getLong();
        long logKey = in.getLong();
        long sequence = in.getLong();
        int payload = in.getInt();
        if (payload < 0 || payload > length - at - RedoRecord.HEADER_BYTES) {
            return Optional.empty();
        }
        return Optional.of(new Header(checksum, generation, logKey, sequence, RedoRecord.HEADER_BYTES + payload));
    }

    private Optional<byte[]> wholeRecord(long at, Header header) {
        byte[] record = new byte[header.length];
        try {
            file.read(at, record, 0, record.length);
        } catch (IOException e) {
            throw new StorageException("The log " + path + " cannot be read: " + e.getMessage(), e);
        }
        return RedoRecord.checksum(record, record.length) == header.checksum ? Optional.of(record) : Optional.empty();
    }

    /**
     * A commit starts only when the one before is forced. So behind a torn record there is nothing of this generation,
     * and a whole record there proves that the bad one was once good.
     */
    private void refuseIfLaterRecords(long from, Superblock superblock) throws IOException {
        byte[] chunk = new byte[GROW_BYTES];
        for (long start = from; start < length; start += chunk.length) {
            int count = (int) Math.min(chunk.length, length - start);
            file.read(start, chunk, 0, count);
            for (int i = 0; i + RedoRecord.HEADER_BYTES <= count; i += RedoRecord.SECTOR_BYTES) {
                long at = start + i;
                Optional<Header> found = header(chunk, i, at);
                if (found.isPresent() && isOf(superblock, found.get()) && isWhole(at, found.get())) {
                    throw new DamagedStoreException(
                            path, "the record at byte " + from + " cannot be read but later ones can");
                }
            }
        }
    }

    /**
     * Looks at the first record only: it alone begins where no stored value can lie, whoever chose that value. Behind
     * it, the secret log key tells records from values that look like one.
     */
    private void refuseIfForeign(Superblock superblock) throws IOException {
        Optional<Header> first = headerAt(0);
        if (first.isEmpty() || !isWhole(0, first.get())) {
            return;
        }
        if (first.get().generation > superblock.generation()) {
            throw new DamagedStoreException(path, "the log is newer than the main file beside it");
        }
        if (first.get().generation == superblock.generation() && first.get().logKey != superblock.logKey()) {
            throw new DamagedStoreException(path, "the log belongs to another main file");
        }
    }

    private static boolean isOf(Superblock superblock, Header header) {
        return header.generation == superblock.generation() && header.logKey == superblock.logKey();
    }

    private boolean isWhole(long at, Header header) {
        return wholeRecord(at, header).isPresent();
    }
}
