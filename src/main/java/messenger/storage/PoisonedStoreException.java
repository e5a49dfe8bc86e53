package messenger.storage;

/** The store stopped after an error it cannot judge; only opening it again tells what was committed. */
public final class PoisonedStoreException extends StorageException {
    private static final long serialVersionUID = 1;

    PoisonedStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
