package messenger.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * 4 MiB of the volume: a view of the file, the changed pages over it, and a checksum for each page.
 *
 * <p>On disk: one page of 1,024 checksums (CRC32C, big-endian), then 1,024 pages. A checksum of 0 says that the page
 * was never written and must be all zeros. A page is checked when it is first used after opening.
 */
final class Extent {
    /** MapDB's smallest unit of change is far below, the disk's and the operating system's page is this. */
    static final int PAGE_BYTES = 4096;

    static final int PAGES = PAGE_BYTES / Integer.BYTES;
    static final int DATA_BYTES = PAGES * PAGE_BYTES;
    static final int BYTES = PAGE_BYTES + DATA_BYTES;

    private static final int PAGE_MASK = PAGE_BYTES - 1;
    private static final byte[] CLEAN = new byte[0];
    private static final byte[] ZEROS = new byte[PAGE_BYTES];
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final long filePosition;
    private final ByteBuffer view;
    private final Path file;
    private final Poison poison;
    private final byte[][] changed = new byte[PAGES][];
    private final boolean[] trusted = new boolean[PAGES];
    private final int[] checksums = new int[PAGES];

    /** Takes a view of the whole extent, checksums first. */
    Extent(long filePosition, ByteBuffer view, Path file, Poison poison) {
        this.filePosition = filePosition;
        this.view = view;
        this.file = file;
        this.poison = poison;
        Arrays.fill(changed, CLEAN);
        for (int page = 0; page < PAGES; page++) {
            checksums[page] = view.getInt(page * Integer.BYTES);
        }
    }

    long filePosition() {
        return filePosition;
    }

    long checksumPosition(int page) {
        return filePosition + (long) page * Integer.BYTES;
    }

    long pagePosition(int page) {
        return filePosition + PAGE_BYTES + (long) page * PAGE_BYTES;
    }

    static void putLong(byte[] page, int at, long value) {
        LONGS.set(page, at, value);
    }

    static void putInt(byte[] page, int at, int value) {
        INTS.set(page, at, value);
    }

    /** Reads eight bytes that lie within one page. */
    long getLong(int offset) {
        byte[] page = changed[offset / PAGE_BYTES];
        if (page.length != 0) {
            return (long) LONGS.get(page, offset & PAGE_MASK);
        }
        check(offset / PAGE_BYTES);
        return view.getLong(PAGE_BYTES + offset);
    }

    /** Reads four bytes that lie within one page. */
    int getInt(int offset) {
        byte[] page = changed[offset / PAGE_BYTES];
        if (page.length != 0) {
            return (int) INTS.get(page, offset & PAGE_MASK);
        }
        check(offset / PAGE_BYTES);
        return view.getInt(PAGE_BYTES + offset);
    }

    byte getByte(int offset) {
        byte[] page = changed[offset / PAGE_BYTES];
        if (page.length != 0) {
            return page[offset & PAGE_MASK];
        }
        check(offset / PAGE_BYTES);
        return view.get(PAGE_BYTES + offset);
    }

    /** Copies bytes that lie within one page. */
    void get(int offset, byte[] into, int position, int length) {
        byte[] page = changed[offset / PAGE_BYTES];
        if (page.length != 0) {
            System.arraycopy(page, offset & PAGE_MASK, into, position, length);
            return;
        }
        check(offset / PAGE_BYTES);
        view.get(PAGE_BYTES + offset, into, position, length);
    }

    boolean isChanged(int page) {
        return changed[page].length != 0;
    }

    /** The page's bytes to be changed in place; they reach the file with {@link #settle}. */
    byte[] change(int page) {
        byte[] bytes = changed[page];
        if (bytes.length == 0) {
            check(page);
            bytes = new byte[PAGE_BYTES];
            view.get(PAGE_BYTES + page * PAGE_BYTES, bytes);
            changed[page] = bytes;
        }
        return bytes;
    }

    /** The bytes that are in the file. */
    void committed(int page, byte[] into) {
        view.get(PAGE_BYTES + page * PAGE_BYTES, into);
    }

    int checksum(int page) {
        return checksums[page];
    }

    static int checksumOf(byte[] page) {
        CRC32C crc = new CRC32C();
        crc.update(page, 0, PAGE_BYTES);
        int value = (int) crc.getValue();
        return value == 0 ? 1 : value;
    }

    /** Forgets the change of a page that came out equal to the file's. */
    void revert(int page) {
        changed[page] = CLEAN;
    }

    /** The changed page is in the file now. */
    void settle(int page, int checksum) {
        changed[page] = CLEAN;
        checksums[page] = checksum;
        trusted[page] = true;
    }

    byte[] checksumPage() {
        ByteBuffer out = ByteBuffer.allocate(PAGE_BYTES);
        for (int checksum : checksums) {
            out.putInt(checksum);
        }
        return out.array();
    }

    /** Checks the page unless that was done since opening; a page that fails poisons the store. */
    void check(int page) {
        if (!trusted[page]) {
            checkNow(page);
        }
    }

    /** Checks the page as it is in the file now. */
    void checkNow(int page) {
        byte[] bytes = new byte[PAGE_BYTES];
        committed(page, bytes);
        boolean good = checksums[page] == 0 ? Arrays.equals(bytes, ZEROS) : checksums[page] == checksumOf(bytes);
        if (!good) {
            throw poison.by(
                    new DamagedStoreException(file, "the page at byte " + pagePosition(page) + " fails its checksum"));
        }
        trusted[page] = true;
    }
}
