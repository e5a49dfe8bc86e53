package messenger.storage;

import java.nio.file.Path;

/** Another process, or another part of this one, has the store open. */
public final class StoreLockedException extends StorageException {
    private static final long serialVersionUID = 1;

    StoreLockedException(Path lock) {
        super("The store is in use: " + lock + " is locked. Stop the other process first; the lock ends with it, "
                + "and the file may stay where it is.");
    }
}
