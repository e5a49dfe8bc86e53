package messenger.crypto;

/** A tag or signature did not verify. Carries no detail: what failed where is nothing that the other side may learn. */
public final class AuthenticationFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public AuthenticationFailedException() {
        super("authentication failed");
    }
}
