package messenger.crypto.ratchet;

import java.util.Optional;
import messenger.crypto.identity.PrekeyPair;

/** What a responder looks up in its own store. Answers must be those of the last committed state. */
public interface OwnPrekeys {
    /** The signed prekey of this id, unless it was erased. */
    Optional<PrekeyPair> signed(long id);

    /** The one-time pair of this id, unless it was used or erased. */
    Optional<PrekeyPair> oneTime(long id);

    /** Whether a session was accepted from this before. */
    boolean isReplay(ReplayEntry entry);
}
