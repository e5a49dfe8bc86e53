package messenger.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The main file: two superblock slots, the mark of the last applied commit, then extents.
 *
 * <pre>
 * byte      0: superblock slot 0     byte 4096: superblock slot 1
 * byte   8192: mark (sequence 8, CRC32C 4)
 * byte  16384: extent 0, extent 1, ...
 * </pre>
 *
 * The mark is written, unforced, after a commit's record is forced. If the log cannot show that record at the next
 * opening, the log was damaged: a torn tail cannot have a mark.
 */
final class MainFile implements Closeable {
    static final long EXTENTS_AT = 16384;
    static final long MARK_AT = 8192;
    static final int MARK_BYTES = 12;

    private final Path path;
    private final DiskFile file;
    private final Poison poison;
    private final List<Extent> extents = new ArrayList<>();

    MainFile(Path path, DiskFile file, Poison poison) {
        this.path = path;
        this.file = file;
        this.poison = poison;
    }

    static long slotPosition(int slot) {
        return slot * 4096L;
    }

    static long extentPosition(long extent) {
        return EXTENTS_AT + extent * Extent.BYTES;
    }

    Path path() {
        return path;
    }

    /** Writes the start of a new file and forces it. */
    static void format(DiskFile file, Superblock superblock) throws IOException {
        file.write(0, new byte[(int) EXTENTS_AT], 0, (int) EXTENTS_AT);
        writeSuperblock(file, superblock);
    }

    void writeSuperblock(Superblock superblock) throws IOException {
        writeSuperblock(file, superblock);
    }

    private static void writeSuperblock(DiskFile file, Superblock superblock) throws IOException {
        file.write(slotPosition(superblock.slot()), superblock.encode(), 0, Superblock.BYTES);
        file.force();
    }

    /** The newer readable superblock. */
    Superblock readSuperblock() throws IOException {
        if (file.length() < EXTENTS_AT) {
            throw new DamagedStoreException(path, "it is only " + file.length() + " bytes long");
        }
        Optional<Superblock> newest = Optional.empty();
        for (int slot = 0; slot < 2; slot++) {
            byte[] bytes = new byte[Superblock.BYTES];
            file.read(slotPosition(slot), bytes, 0, bytes.length);
            Optional<Superblock> found = Superblock.decode(bytes, path);
            if (found.isPresent()
                    && (newest.isEmpty()
                            || found.get().generation() > newest.get().generation())) {
                newest = found;
            }
        }
        return newest.orElseThrow(() -> new DamagedStoreException(path, "neither copy of its superblock can be read"));
    }

    void writeMark(long sequence) throws IOException {
        byte[] mark = ByteBuffer.allocate(MARK_BYTES).putLong(sequence).array();
        ByteBuffer.wrap(mark).putInt(Long.BYTES, markChecksum(mark));
        file.write(MARK_AT, mark, 0, mark.length);
    }

    /** The last commit known to have been durable; 0 if the mark cannot be read, which harms nothing by itself. */
    long readMark() throws IOException {
        byte[] mark = new byte[MARK_BYTES];
        file.read(MARK_AT, mark, 0, mark.length);
        ByteBuffer in = ByteBuffer.wrap(mark);
        long sequence = in.getLong();
        return in.getInt() == markChecksum(mark) ? sequence : 0;
    }

    private static int markChecksum(byte[] mark) {
        CRC32C crc = new CRC32C();
        crc.update(mark, 0, Long.BYTES);
        return (int) crc.getValue();
    }

    /** How many extents the file holds whole. */
    long extentsInFile() throws IOException {
        return (file.length() - EXTENTS_AT) / Extent.BYTES;
    }

    /** Fills the extent with zeros on disk, so that a full disk is noticed now and not when a commit is applied. */
    void zeroExtent(long extent) throws IOException {
        byte[] zeros = new byte[1 << 20];
        long end = extentPosition(extent + 1);
        for (long at = extentPosition(extent); at < end; at += zeros.length) {
            file.write(at, zeros, 0, (int) Math.min(zeros.length, end - at));
        }
    }

    void write(long position, byte[] from, int offset, int length) throws IOException {
        file.write(position, from, offset, length);
    }

    void force() throws IOException {
        file.force();
    }

    /** Opens the extents the file holds for reading; nothing is written behind their back from here on. */
    void mapExtents() throws IOException {
        long count = extentsInFile();
        while (extents.size() < count) {
            mapNext();
        }
    }

    void addExtent() throws IOException {
        zeroExtent(extents.size());
        mapNext();
    }

    private void mapNext() throws IOException {
        long position = extentPosition(extents.size());
        extents.add(new Extent(position, file.view(position, Extent.BYTES), path, poison));
    }

    int extents() {
        return extents.size();
    }

    Extent extent(int index) {
        return extents.get(index);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
