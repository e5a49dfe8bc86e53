package messenger.client.ui;

import java.time.Instant;

/** The state of the connection to the server. */
public sealed interface Link {
    /** A try is under way. */
    record Connecting() implements Link {}

    /** Connected and logged in. */
    record Online() implements Link {}

    /** Not connected: why, as a sentence for people, and when the next try starts. */
    record Offline(String reason, Instant nextTry) implements Link {}
}
