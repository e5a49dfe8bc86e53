package messenger.storage;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A copy of a store while commits go on, consistent as of one commit.
 *
 * <p>It begins with a checkpoint, and until it ends there is no other: so the log keeps every commit since. The main
 * file is copied while pages of it are being written, and may hold any mix of older and newer ones; the log, copied
 * after it, makes them whole when the copy is opened, exactly as after a crash. What is copied is the state at {@link
 * #fix}. Commits do not wait for it; the price is a log that grows by what is committed meanwhile.
 *
 * <p>The store's owner calls {@link JournaledStore#beginCopy}, {@link #fix} and {@link #end}; anybody else's thread,
 * one at a time, calls {@link #writeMain} and then, after {@link #fix}, {@link #writeLog}.
 */
public final class StoreCopy {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Disk disk;
    private final StoreFiles files;
    private final Journal journal;
    private final Poison poison;
    private final long mainBytes;
    private volatile long logBytes = -1;

    StoreCopy(Disk disk, StoreFiles files, Journal journal, Poison poison) throws IOException {
        this.disk = disk;
        this.files = files;
        this.journal = journal;
        this.poison = poison;
        this.mainBytes = MainFile.extentPosition(journal.holdLog());
    }

    /** Copies the main file into a directory where the store is not. */
    public void writeMain(Path directory) {
        Path to = new StoreFiles(directory, files.name()).main();
        write(files.main(), to, mainBytes);
    }

    /** What was committed until now is in the copy, and nothing later. */
    public void fix() {
        logBytes = journal.logBytes();
    }

    /** Copies the log as far as it was fixed; the copy is durable but for its directory. */
    public void writeLog(Path directory) {
        if (logBytes < 0) {
            throw new IllegalStateException("the moment of the copy is not fixed");
        }
        Path to = new StoreFiles(directory, files.name()).log();
        write(files.log(), to, logBytes);
    }

    /** Lets the store make checkpoints again, whatever became of the copy. */
    public void end() {
        try {
            journal.releaseLog();
        } catch (IOException | RuntimeException | Error e) {
            throw poison.by(e);
        }
    }

    /** What the two files take, once it is fixed. */
    public long bytes() {
        return mainBytes + Math.max(0, logBytes);
    }

    private void write(Path from, Path to, long bytes) {
        try (DiskFile source = disk.open(from);
                DiskFile target = disk.create(to)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            for (long at = 0; at < bytes; at += chunk.length) {
                int count = (int) Math.min(chunk.length, bytes - at);
                source.read(at, chunk, 0, count);
                target.write(at, chunk, 0, count);
            }
            target.force();
        } catch (IOException e) {
            throw new StorageException(
                    "The copy " + to + " cannot be written (" + e + "). Check that the disk has room; nothing was"
                            + " changed in the store itself.",
                    e);
        }
    }
}
