package messenger.crypto.ratchet;

/**
 * What accepting a session uses up; to be committed with the session, or the same first message would be accepted
 * again.
 */
public sealed interface Consumed {
    /** Erase this one-time pair. */
    record OneTimePair(long id) implements Consumed {}

    /** Remember this until the signed prekey it names is erased. */
    record LastResort(ReplayEntry entry) implements Consumed {}
}
