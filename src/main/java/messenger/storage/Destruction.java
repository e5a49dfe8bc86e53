package messenger.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The end of a store: what its contents were readable with is overwritten, then every file of it is deleted. */
public final class Destruction {
    private static final int CHUNK_BYTES = 1 << 16;

    private final Disk disk;
    private final StoreFiles files;

    private Destruction(Disk disk, StoreFiles files) {
        this.disk = disk;
        this.files = files;
    }

    /**
     * Destroys the store {@code name} of a directory; what is missing of it is no error, so that a destruction that was
     * cut off can be done again.
     *
     * @param keys files that hold keys: they are overwritten with zeros first, like the cells, and deleted last
     * @throws StoreLockedException if the store is open
     */
    public static void of(Path directory, String name, List<Path> keys) {
        new Destruction(new OsDisk(), new StoreFiles(directory, name)).run(keys);
    }

    static void of(Disk disk, StoreFiles files, List<Path> keys) {
        new Destruction(disk, files).run(keys);
    }

    private void run(List<Path> keys) {
        try {
            Closeable lock = disk.lock(files.lock());
            try {
                destroy(keys);
            } finally {
                lock.close();
            }
            delete(files.lock());
        } catch (IOException e) {
            throw new StorageException(
                    "The files beside " + files.main() + " cannot all be destroyed (" + e + "). Delete them by hand.",
                    e);
        }
    }

    private void destroy(List<Path> keys) throws IOException {
        List<Path> secrets = new ArrayList<>(keys);
        secrets.add(files.cells());
        for (Path secret : secrets) {
            overwrite(secret);
        }
        for (Path file :
                List.of(files.main(), files.log(), files.unbornMain(), files.unbornLog(), files.unbornCells())) {
            delete(file);
        }
        for (Path secret : secrets) {
            delete(secret);
        }
        disk.forceDirectory(files.directory());
    }

    private void overwrite(Path path) throws IOException {
        if (!disk.exists(path)) {
            return;
        }
        try (DiskFile file = disk.open(path)) {
            byte[] zeros = new byte[CHUNK_BYTES];
            long length = file.length();
            for (long at = 0; at < length; at += CHUNK_BYTES) {
                file.write(at, zeros, 0, (int) Math.min(CHUNK_BYTES, length - at));
            }
            file.force();
        }
    }

    private void delete(Path path) throws IOException {
        if (disk.exists(path)) {
            disk.delete(path);
        }
    }
}
