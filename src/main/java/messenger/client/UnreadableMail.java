package messenger.client;

import java.time.Duration;
import java.time.Instant;
import messenger.protocol.SubmissionId;

/**
 * Something that was delivered and did not open. Who sent it, nobody can know.
 *
 * @param accepted when the server says that it got it
 * @param arrived when this device got it
 * @param healed whether its sender has said it again
 */
public record UnreadableMail(
        SubmissionId submission, Instant accepted, Instant arrived, Reason reason, boolean healed) {
    /** How long it is kept; its sender keeps what it said for as long. */
    static final Duration KEPT_FOR = Duration.ofDays(Unreadable.KEEP_DAYS);

    /** Why it did not open, as far as this device can tell. Nothing of this ever leaves it (PROTOCOL, attack C7). */
    public enum Reason {
        /** It is of a session that this device does not have. */
        NO_SESSION(1),
        /** It is a first message for keys that are not here any more. */
        KEYS_GONE(2),
        /** It was changed, comes a second time, or is not for this device. */
        DAMAGED(3),
        /** The server does not say which devices its sender has. */
        SENDER_UNKNOWN(4);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Reason of(int code) {
            for (Reason reason : values()) {
                if (reason.code == code) {
                    return reason;
                }
            }
            throw new IllegalArgumentException("no reason has the code " + code);
        }
    }

    /** Until when it is kept. */
    public Instant keptUntil() {
        return arrived.plus(KEPT_FOR);
    }
}
