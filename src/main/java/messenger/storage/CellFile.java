package messenger.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A file of cells of one size that are overwritten in place: what a cell held before is gone, as far as the disk below
 * really overwrites. {@link JournaledStore} can not promise that: old bytes stay in its pages and in its log.
 *
 * <p>There is no journal. A write is durable after {@link #force}; cut off before that, a cell holds the old bytes, the
 * new ones, or a mix, and no other cell changes: a cell never crosses a sector, and a sector that is being written is
 * trusted to keep the bytes that stay the same (what SQLite calls powersafe overwrite). One thread.
 */
public final class CellFile implements Closeable {
    /** Divides the smallest sector, 512 bytes. */
    public static final int CELL_BYTES = 64;

    /** 256 MiB. */
    public static final int CELLS_MAX = 1 << 22;

    private static final byte[] HEADER = header();

    private final Path path;
    private final DiskFile file;
    private final Poison poison;
    private int count;

    private CellFile(Path path, DiskFile file, int count) {
        this.path = path;
        this.file = file;
        this.poison = new Poison(path);
        this.count = count;
    }

    private static byte[] header() {
        byte[] header = new byte[CELL_BYTES];
        byte[] text = "messenger cells, version 1".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, 0, text.length);
        return header;
    }

    /** Where the cells that belong to the store {@code name} lie. */
    public static Path path(Path directory, String name) {
        return new StoreFiles(directory, name).cells();
    }

    /** Makes an empty file, in place of one that is there. The caller holds the lock of the store {@code name}. */
    public static CellFile create(Path directory, String name) {
        return create(new OsDisk(), new StoreFiles(directory, name));
    }

    static CellFile create(Disk disk, StoreFiles files) {
        try {
            if (disk.exists(files.unbornCells())) {
                disk.delete(files.unbornCells());
            }
            try (DiskFile unborn = disk.create(files.unbornCells())) {
                unborn.write(0, HEADER, 0, CELL_BYTES);
                unborn.force();
            }
            disk.rename(files.unbornCells(), files.cells());
            disk.forceDirectory(files.directory());
            return new CellFile(files.cells(), disk.open(files.cells()), 0);
        } catch (IOException e) {
            throw failed(files.cells(), e);
        }
    }

    /**
     * Opens the file. The caller holds the lock of the store {@code name}.
     *
     * @throws DamagedStoreException if it is missing or is no such file
     */
    public static CellFile open(Path directory, String name) {
        return open(new OsDisk(), new StoreFiles(directory, name));
    }

    static CellFile open(Disk disk, StoreFiles files) {
        try {
            if (!disk.exists(files.cells())) {
                throw new DamagedStoreException(files.cells(), "it is missing");
            }
            DiskFile file = disk.open(files.cells());
            try {
                byte[] header = new byte[CELL_BYTES];
                if (file.length() >= CELL_BYTES) {
                    file.read(0, header, 0, CELL_BYTES);
                }
                long count = file.length() / CELL_BYTES - 1;
                if (!Arrays.equals(header, HEADER) || count > CELLS_MAX) {
                    throw new DamagedStoreException(files.cells(), "it does not begin as such a file does");
                }
                return new CellFile(files.cells(), file, (int) count);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed(files.cells(), e);
        }
    }

    private static StorageException failed(Path path, IOException e) {
        return new StorageException(
                "The file " + path + " cannot be opened (" + e
                        + "). Check that it may be read and written by this user," + " and that the disk is not full.",
                e);
    }

    public Path path() {
        return path;
    }

    /** How many cells there are; they are numbered from 0. */
    public int count() {
        return count;
    }

    /** The {@value #CELL_BYTES} bytes of a cell. */
    public byte[] read(int cell) {
        poison.check();
        if (cell < 0 || cell >= count) {
            throw new IndexOutOfBoundsException("cell " + cell + " of " + count);
        }
        try {
            byte[] content = new byte[CELL_BYTES];
            file.read(position(cell), content, 0, CELL_BYTES);
            return content;
        } catch (IOException e) {
            throw poison.by(e);
        }
    }

    /** Overwrites a cell. */
    public void write(int cell, byte[] content) {
        if (cell < 0 || cell >= count) {
            throw new IndexOutOfBoundsException("cell " + cell + " of " + count);
        }
        writeFrom(cell, List.of(content));
    }

    /** Adds cells at the end. */
    public void append(List<byte[]> contents) {
        if (count + contents.size() > CELLS_MAX) {
            throw new StorageException("The file " + path + " has its " + CELLS_MAX + " cells: delete old history.");
        }
        writeFrom(count, contents);
        count += contents.size();
    }

    private void writeFrom(int cell, List<byte[]> contents) {
        poison.check();
        ByteBuffer all = ByteBuffer.allocate(contents.size() * CELL_BYTES);
        for (byte[] content : contents) {
            if (content.length != CELL_BYTES) {
                throw new IllegalArgumentException("a cell has " + CELL_BYTES + " bytes, not " + content.length);
            }
            all.put(content);
        }
        try {
            file.write(position(cell), all.array(), 0, all.capacity());
        } catch (IOException e) {
            throw poison.by(e);
        }
    }

    /** Makes every write so far durable. After a failure the file is not used any more. */
    public void force() {
        poison.check();
        try {
            file.force();
        } catch (IOException e) {
            throw poison.by(e);
        }
    }

    private static long position(int cell) {
        return (cell + 1L) * CELL_BYTES;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StorageException("The file " + path + " cannot be closed: " + e, e);
        }
    }
}
