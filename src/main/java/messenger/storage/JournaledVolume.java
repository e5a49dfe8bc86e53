package messenger.storage;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/**
 * The bytes MapDB works on, with commits that are atomic and durable (see the package's description).
 *
 * <p>{@link #sync()} is the commit; MapDB calls it from {@code Store.commit()}. Everything since the last one is only
 * on the heap and is dropped by {@link #close()}. After any failure the volume is poisoned: nothing is retried, because
 * after a failed force nobody knows what is on the disk. Belongs to one thread at a time.
 */
final class JournaledVolume extends Volume {
    private static final int PAGE_BYTES = Extent.PAGE_BYTES;

    private final Journal journal;
    private final Poison poison;
    private final long dataBytesMax;
    private boolean deferred;

    private JournaledVolume(Journal journal, Poison poison, long dataBytesMax, boolean deferred) {
        this.journal = journal;
        this.poison = poison;
        this.dataBytesMax = dataBytesMax;
        this.deferred = deferred;
    }

    /**
     * A volume whose {@link #sync()} does nothing until {@link #endDeferral()}: MapDB creates its structures in several
     * commits, and a crash between them must not leave half of a store.
     */
    static JournaledVolume deferred(Journal journal, Poison poison, StorageLimits limits) {
        return new JournaledVolume(journal, poison, limits.dataBytesMax(), true);
    }

    void endDeferral() {
        deferred = false;
    }

    private long dataBytes() {
        return (long) journal.main().extents() * Extent.DATA_BYTES;
    }

    @Override
    public void sync() {
        poison.check();
        if (deferred) {
            return;
        }
        try {
            journal.commit();
        } catch (IOException | RuntimeException | Error e) {
            throw poison.by(e);
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            journal.close();
        } catch (IOException | RuntimeException | Error e) {
            throw poison.by(e);
        }
    }

    @Override
    public void ensureAvailable(long offset) {
        poison.check();
        while (offset > dataBytes()) {
            if (dataBytes() + Extent.DATA_BYTES > dataBytesMax) {
                throw poison.by(new StorageException(
                        "The store " + journal.main().path() + " is full: it may hold " + dataBytesMax + " bytes"));
            }
            try {
                journal.main().addExtent();
            } catch (IOException | RuntimeException e) {
                throw poison.by(e);
            }
        }
    }

    private Extent extent(long offset) {
        poison.check();
        long index = offset / Extent.DATA_BYTES;
        if (offset < 0 || index >= journal.main().extents()) {
            throw poison.by(new DamagedStoreException(
                    journal.main().path(), "a pointer in it leads to byte " + offset + " of the volume"));
        }
        return journal.main().extent((int) index);
    }

    private static int inExtent(long offset) {
        return (int) (offset % Extent.DATA_BYTES);
    }

    private byte[] pageForChange(long offset) {
        Extent extent = extent(offset);
        return journal.change(extent, inExtent(offset) / PAGE_BYTES);
    }

    @Override
    public void putLong(long offset, long value) {
        int at = (int) (offset % PAGE_BYTES);
        if (at > PAGE_BYTES - Long.BYTES) {
            putData(offset, ByteBuffer.allocate(Long.BYTES).putLong(value).array(), 0, Long.BYTES);
        } else {
            Extent.putLong(pageForChange(offset), at, value);
        }
    }

    @Override
    public void putInt(long offset, int value) {
        int at = (int) (offset % PAGE_BYTES);
        if (at > PAGE_BYTES - Integer.BYTES) {
            putData(offset, ByteBuffer.allocate(Integer.BYTES).putInt(value).array(), 0, Integer.BYTES);
        } else {
            Extent.putInt(pageForChange(offset), at, value);
        }
    }

    @Override
    public void putByte(long offset, byte value) {
        pageForChange(offset)[(int) (offset % PAGE_BYTES)] = value;
    }

    @Override
    public void putData(long offset, byte[] from, int position, int length) {
        int done = 0;
        while (done < length) {
            int inPage = (int) ((offset + done) % PAGE_BYTES);
            int count = Math.min(length - done, PAGE_BYTES - inPage);
            System.arraycopy(from, position + done, pageForChange(offset + done), inPage, count);
            done += count;
        }
    }

    @Override
    public void putData(long offset, ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        putData(offset, bytes, 0, bytes.length);
    }

    @Override
    public void clear(long start, long end) {
        byte[] zeros = new byte[PAGE_BYTES];
        for (long at = start; at < end; at += zeros.length) {
            putData(at, zeros, 0, (int) Math.min(zeros.length, end - at));
        }
    }

    @Override
    public long getLong(long offset) {
        if (offset % PAGE_BYTES > PAGE_BYTES - Long.BYTES) {
            return ByteBuffer.wrap(bytes(offset, Long.BYTES)).getLong();
        }
        return extent(offset).getLong(inExtent(offset));
    }

    @Override
    public int getInt(long offset) {
        if (offset % PAGE_BYTES > PAGE_BYTES - Integer.BYTES) {
            return ByteBuffer.wrap(bytes(offset, Integer.BYTES)).getInt();
        }
        return extent(offset).getInt(inExtent(offset));
    }

    @Override
    public byte getByte(long offset) {
        return extent(offset).getByte(inExtent(offset));
    }

    @Override
    public void getData(long offset, byte[] into, int position, int length) {
        int done = 0;
        while (done < length) {
            long at = offset + done;
            int count = Math.min(length - done, PAGE_BYTES - (int) (at % PAGE_BYTES));
            extent(at).get(inExtent(at), into, position + done, count);
            done += count;
        }
    }

    private byte[] bytes(long offset, int length) {
        byte[] bytes = new byte[length];
        getData(offset, bytes, 0, length);
        return bytes;
    }

    @Override
    public DataInput2 getDataInput(long offset, int size) {
        return new DataInput2.ByteArray(bytes(offset, size));
    }

    @Override
    public long length() {
        return dataBytes();
    }

    @Override
    public boolean isSliced() {
        return false;
    }

    @Override
    public int sliceSize() {
        return -1;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public File getFile() {
        return journal.main().path().toFile();
    }

    @Override
    public boolean getFileLocked() {
        return true;
    }

    /** MapDB truncates only in {@code compact()}, which is not crash-safe and not used. */
    @Override
    public void truncate(long size) {
        throw new UnsupportedOperationException("compact() is not supported; copy the live data to a new store");
    }
}
