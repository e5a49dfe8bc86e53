package messenger.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.mapdb.DB;
import org.mapdb.DBException;
import org.mapdb.DBMaker;
import org.mapdb.Store;

/**
 * A MapDB store whose commits are atomic and durable, also across {@code kill -9} and loss of power.
 *
 * <p>Guarantee: after {@link #commit()} returns, the next opening shows that commit or a later one; it never shows a
 * part of one. Rules for its user:
 *
 * <ul>
 *   <li>One thread at a time, for reading too.
 *   <li>There is no rollback. Check before writing. If anything fails between the first write and the commit, call
 *       {@link #abandon}: half of a change must not be committed with the next one.
 *   <li>Name every serializer; MapDB's default one creates arbitrary objects.
 *   <li>{@code DB.commit()} is the same as {@link #commit()}; {@code rollback()} and {@code compact()} must not be
 *       called.
 * </ul>
 */
public final class JournaledStore implements Closeable {
    private final Disk disk;
    private final StoreFiles files;
    private final Closeable lock;
    private final Poison poison;
    private final Journal journal;
    private final JournaledVolume volume;
    private final DB db;
    private final long replayed;
    private boolean closed;

    /** What a store is opened for. */
    private enum Purpose {
        WORK,
        /** Without any commit: all that is changed stays on the heap. */
        LOOK
    }

    private JournaledStore(
            Disk disk,
            StoreFiles files,
            Closeable lock,
            Poison poison,
            Journal journal,
            JournaledVolume volume,
            DB db,
            long replayed) {
        this.disk = disk;
        this.files = files;
        this.lock = lock;
        this.poison = poison;
        this.journal = journal;
        this.volume = volume;
        this.db = db;
        this.replayed = replayed;
    }

    /**
     * Opens the store {@code name} in an existing directory, or creates it there if nothing of it exists.
     *
     * @param name {@code [a-z][a-z0-9-]{0,31}}; the files are {@code name.db}, {@code name.log}, {@code name.lock}
     * @param random gives the keys that mark the records of a log
     * @throws StoreLockedException if it is open already
     * @throws DamagedStoreException if a file is missing or holds what was not committed
     * @throws NewerFormatException if a newer version of this program wrote it
     * @throws StorageException if the disk fails or forbids
     */
    public static JournaledStore open(Path directory, String name, StorageLimits limits, SecureRandom random) {
        return open(new OsDisk(), new StoreFiles(directory, name), limits, random);
    }

    /**
     * Opens a store that is there, to look at it: nothing of it is changed on the disk, and what is changed here is
     * forgotten. A log that was not brought into the main file is replayed on the heap.
     *
     * @throws StoreLockedException if it is open already
     * @throws DamagedStoreException if a file is missing or holds what was not committed
     */
    public static JournaledStore look(Path directory, String name, StorageLimits limits, SecureRandom random) {
        StoreFiles files = new StoreFiles(directory, name);
        if (!Files.exists(files.main())) {
            throw new DamagedStoreException(files.main(), "it is missing");
        }
        return open(new LookingDisk(), files, limits, random, Purpose.LOOK);
    }

    /** Whether the store's main file is there. */
    public static boolean exists(Path directory, String name) {
        return Files.exists(new StoreFiles(directory, name).main());
    }

    static JournaledStore open(Disk disk, StoreFiles files, StorageLimits limits, SecureRandom random) {
        return open(disk, files, limits, random, Purpose.WORK);
    }

    private static JournaledStore open(
            Disk disk, StoreFiles files, StorageLimits limits, SecureRandom random, Purpose purpose) {
        try {
            Closeable lock = disk.lock(files.lock());
            try {
                return open(disk, files, limits, random, purpose, lock);
            } catch (IOException | RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StorageException(
                    "The store " + files.main() + " cannot be opened (" + e + "). Check that the"
                            + " directory exists, may be written by this user, and that the disk is not full.",
                    e);
        }
    }

    private static JournaledStore open(
            Disk disk, StoreFiles files, StorageLimits limits, SecureRandom random, Purpose purpose, Closeable lock)
            throws IOException {
        Poison poison = new Poison(files.main());
        Recovery.Opened opened = new Recovery(disk, files, random, poison).open();
        Journal journal = new Journal(opened, limits, random, poison);
        JournaledVolume volume = JournaledVolume.deferred(journal, poison, limits);
        try {
            // Not concurrencyDisable(): without its locks, MapDB 3.1.0 cannot list record ids (NullPointerException).
            DB db = DBMaker.volumeDB(volume, journal.hasCommits()).make();
            if (purpose == Purpose.WORK) {
                volume.endDeferral();
            }
            JournaledStore store =
                    new JournaledStore(disk, files, lock, poison, journal, volume, db, opened.replayed());
            store.commit();
            return store;
        } catch (DBException e) {
            poison.by(e);
            volume.close();
            throw new DamagedStoreException(files.main(), "MapDB says: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            poison.by(e);
            volume.close();
            throw e;
        }
    }

    /** The main file, for messages. */
    public Path file() {
        return files.main();
    }

    /** How many commits were only in the log when it was opened; none after an orderly end. */
    public long replayedCommits() {
        return replayed;
    }

    /** MapDB's view of the store, for maps. */
    public DB db() {
        poison.check();
        return db;
    }

    /** MapDB's view of the store, for single records. */
    public Store records() {
        poison.check();
        return db.getStore();
    }

    /**
     * Makes everything since the last commit durable, as one.
     *
     * @throws StorageException if that failed or the store is poisoned; it must be opened again to see what is there
     */
    public void commit() {
        poison.check();
        try {
            db.getStore().commit();
        } catch (RuntimeException | Error e) {
            throw poison.by(e);
        }
    }

    /**
     * Makes a checkpoint and overwrites the log, in which the bytes that commits have replaced stay for a while: after
     * the commit of a deletion whose bytes must not stay. Costs as much as writing the log did since the last time.
     *
     * @throws StorageException if that failed or the store is poisoned
     */
    public void overwriteLog() {
        poison.check();
        try {
            journal.overwriteLog();
        } catch (IOException | RuntimeException | Error e) {
            throw poison.by(e);
        }
    }

    /**
     * Begins a copy, with a checkpoint; commits go on while it is written. One at a time.
     *
     * @throws StorageException if the checkpoint failed or the store is poisoned
     */
    public StoreCopy beginCopy() {
        poison.check();
        try {
            return new StoreCopy(disk, files, journal, poison);
        } catch (IOException | RuntimeException | Error e) {
            throw poison.by(e);
        }
    }

    /** Poisons the store because its heap holds half of a change; gives what to throw. */
    public StorageException abandon(Throwable cause) {
        return poison.by(cause);
    }

    /** Whether the store stopped after a failure. */
    public boolean isPoisoned() {
        return poison.isSet();
    }

    /** The size of the main file's data in bytes; grows in steps of 4 MiB and never shrinks. */
    public long dataBytes() {
        return volume.length();
    }

    /**
     * Reads every page and checks it against its checksum.
     *
     * @throws DamagedStoreException if one differs; the store is poisoned then
     */
    public void verify() {
        journal.verify();
    }

    /** Whether somebody has the store open that is there. */
    public static boolean isOpen(Path directory, String name) {
        if (!exists(directory, name)) {
            return false;
        }
        StoreFiles files = new StoreFiles(directory, name);
        try {
            new OsDisk().lock(files.lock()).close();
            return false;
        } catch (StoreLockedException e) {
            return true;
        } catch (IOException e) {
            throw new StorageException("It cannot be found out whether " + files.lock() + " is locked: " + e, e);
        }
    }

    /** Drops what was not committed, makes a checkpoint, closes the files and gives up the lock. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!poison.isSet()) {
                db.close();
            }
        } finally {
            try {
                volume.close();
            } finally {
                unlock();
            }
        }
    }

    private void unlock() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StorageException("The lock of " + files.main() + " cannot be given up: " + e, e);
        }
    }
}
