package messenger.client.net;

import java.util.concurrent.CompletionStage;
import messenger.transport.ServerKeyHash;

/** Asked at the first contact with a server, whose key nobody has pinned yet. */
public interface TrustDecision {
    /** The answer. */
    enum Verdict {
        TRUST,
        REFUSE
    }

    /**
     * Whether this is the right server. Called on the link's thread: returns at once, and completes when a person has
     * decided. The connection is closed meanwhile, so there is no hurry; with {@link Verdict#TRUST} the link connects
     * again, pinned to this key. A stage that completes exceptionally refuses.
     */
    CompletionStage<Verdict> onFirstContact(ServerKeyHash presented);
}
