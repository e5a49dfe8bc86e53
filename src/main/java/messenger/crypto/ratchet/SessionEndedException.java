package messenger.crypto.ratchet;

/**
 * Nothing can be sealed here any more: no session, an unanswered one over 30 days old, or a chain at its cap. Start a
 * new one.
 */
public final class SessionEndedException extends Exception {
    private static final long serialVersionUID = 1L;

    SessionEndedException(String message) {
        super(message);
    }
}
