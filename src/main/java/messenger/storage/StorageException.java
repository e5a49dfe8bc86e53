package messenger.storage;

/** The disk or a store on it cannot be used; the message names the file and says what to do. */
public sealed class StorageException extends RuntimeException
        permits DamagedStoreException, NewerFormatException, PoisonedStoreException, StoreLockedException {
    private static final long serialVersionUID = 1;

    private final String message;

    StorageException(String message) {
        super(message);
        this.message = message;
    }

    StorageException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    /** For the person who runs the program: what happened, what it means, what to do next. */
    @Override
    public final String getMessage() {
        return message;
    }
}
