package messenger.storage;

import java.nio.file.Path;

/**
 * Where the files of the store {@code name} lie: {@code name.db}, {@code name.log}, {@code name.lock}, and {@code
 * name.cells} where it has such.
 */
record StoreFiles(Path directory, String name) {
    StoreFiles {
        if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("a store's name is [a-z][a-z0-9-]{0,31}, not " + name);
        }
    }

    Path main() {
        return directory.resolve(name + ".db");
    }

    Path log() {
        return directory.resolve(name + ".log");
    }

    Path lock() {
        return directory.resolve(name + ".lock");
    }

    Path cells() {
        return directory.resolve(name + ".cells");
    }

    /** The cells while they are being created. */
    Path unbornCells() {
        return directory.resolve(name + ".cells.new");
    }

    /** The main file while it is being created. */
    Path unbornMain() {
        return directory.resolve(name + ".db.new");
    }

    /** The log while it is being created. */
    Path unbornLog() {
        return directory.resolve(name + ".log.new");
    }
}
