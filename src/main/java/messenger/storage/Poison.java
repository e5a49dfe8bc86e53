package messenger.storage;

import java.nio.file.Path;
import java.util.Optional;

/** Remembers the first failure of a store; from then on every use of it throws. Nothing is retried. */
final class Poison {
    private final Path file;
    private volatile Optional<Throwable> cause = Optional.empty();

    Poison(Path file) {
        this.file = file;
    }

    boolean isSet() {
        return cause.isPresent();
    }

    void check() {
        if (cause.isPresent()) {
            throw exception(cause.get());
        }
    }

    /** Poisons the store and gives what to throw; the first cause stays. */
    StorageException by(Throwable failure) {
        if (cause.isEmpty()) {
            cause = Optional.of(failure);
        }
        return failure instanceof StorageException known ? known : exception(failure);
    }

    private PoisonedStoreException exception(Throwable failure) {
        return new PoisonedStoreException(
                "The store " + file + " stopped after an error (" + failure.getMessage() + "). What was"
                        + " acknowledged is safe; restart the program once the disk is well and has room.",
                failure);
    }
}
