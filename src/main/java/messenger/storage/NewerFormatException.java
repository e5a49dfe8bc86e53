package messenger.storage;

import java.nio.file.Path;

/** The store was written by a newer version of this program. */
public final class NewerFormatException extends StorageException {
    private static final long serialVersionUID = 1;

    NewerFormatException(Path file, int found, int known) {
        super("The store file " + file + " has format " + found + "; this program knows formats up to " + known
                + ". Start it with the newer version of the program.");
    }
}
