package messenger.crypto;

/** A public key that must not be used: wrong size, not on the curve, of low order, not reduced, or of another kind. */
public final class RejectedKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    public RejectedKeyException(String message) {
        super(message);
    }

    public RejectedKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
