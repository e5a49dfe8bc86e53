package messenger.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The operating system's disk. */
final class OsDisk implements Disk {
    /**
     * POSIX drops all locks a process has on a file as soon as any of its descriptors for that file is closed. So a
     * second attempt of this process must be turned away before it opens the file, or it would free the store for all.
     */
    private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

    @Override
    public boolean exists(Path file) {
        return Files.exists(file);
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        Files.createFile(file, ownerOnly(file));
        return new OsFile(file);
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new OsFile(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (!isPosix(directory)) {
            // Windows opens no directories; NTFS journals names by itself.
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException again) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Closeable lock(Path file) throws IOException {
        try {
            Files.createFile(file, ownerOnly(file));
        } catch (FileAlreadyExistsException left) {
            // A lock file stays when its process ends; what counts is the lock on it.
        }
        Path real = file.toRealPath();
        if (!LOCKED_HERE.add(real)) {
            throw new StoreLockedException(file);
        }
        try {
            FileChannel channel = lockChannel(real);
            return () -> {
                channel.close();
                LOCKED_HERE.remove(real);
            };
        } catch (IOException | StoreLockedException e) {
            LOCKED_HERE.remove(real);
            throw e;
        }
    }

    private static FileChannel lockChannel(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new StoreLockedException(file);
            }
            return channel;
        } catch (IOException | StoreLockedException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
