package messenger.storage;

import java.nio.file.Path;

/** A file of the store does not hold what was committed to it; the store refuses to work on a guess. */
public final class DamagedStoreException extends StorageException {
    private static final long serialVersionUID = 1;

    /** Says what was found in which file; also for damage that only shows in what the records mean. */
    public DamagedStoreException(Path file, String finding) {
        super("The store file " + file + " is damaged: " + finding + ". Nothing was changed. Keep a copy of"
                + " all files beside it with the same name, check the disk, then restore the last backup.");
    }
}
