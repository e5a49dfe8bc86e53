package messenger.client.ui;

import java.time.Instant;

/** One person of the server's directory as a row of the people pane; never ourselves. */
public record Person(String name, Presence presence, Trust trust) {
    /** Whether the person is there. */
    public sealed interface Presence {
        /** Connected now. */
        record Online() implements Presence {}

        /** Not connected; last seen at that time. */
        record LastSeen(Instant at) implements Presence {}

        /** Not known, for instance while we are offline. */
        record Unknown() implements Presence {}
    }

    /** What we know about the person's key. */
    public enum Trust {
        /** Pinned at first use, never compared. */
        UNVERIFIED,
        /** The safety numbers were compared and match. */
        VERIFIED,
        /** The key is not the one we knew; sending is blocked until decided. */
        CHANGED
    }
}
