package messenger.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The file operations a store needs, so that tests can make each of them fail. */
interface Disk {
    boolean exists(Path file) throws IOException;

    /** Creates an empty file that only its owner may read and write; fails if it exists. */
    DiskFile create(Path file) throws IOException;

    DiskFile open(Path file) throws IOException;

    /** Replaces {@code to} atomically. */
    void rename(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    /** Makes created, renamed and deleted names durable. */
    void forceDirectory(Path directory) throws IOException;

    /**
     * Takes the exclusive lock that ends with the process.
     *
     * @throws StoreLockedException if somebody holds it
     */
    Closeable lock(Path file) throws IOException;
}
