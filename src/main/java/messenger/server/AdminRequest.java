package messenger.server;

import java.time.Duration;

/** What an administrator asks of a running server. */
public sealed interface AdminRequest {
    /**
     * Make an invitation; answered by {@link AdminAnswer.Invited}.
     *
     * @param uses how many may register with it, 1 to {@value #USES_MAX}
     * @param validFor a minute to {@link #VALID_FOR_MAX}
     */
    record Invite(int uses, Duration validFor) implements AdminRequest {
        /** A whole team with one code, but not a code for everybody. */
        public static final int USES_MAX = 1_000;

        public static final Duration VALID_FOR_MIN = Duration.ofMinutes(1);
        public static final Duration VALID_FOR_MAX = Duration.ofDays(365);

        public Invite {
            if (uses < 1 || uses > USES_MAX) {
                throw new IllegalArgumentException("an invitation is for 1 to " + USES_MAX + " uses, not " + uses);
            }
            if (validFor.compareTo(VALID_FOR_MIN) < 0 || validFor.compareTo(VALID_FOR_MAX) > 0) {
                throw new IllegalArgumentException(
                        "an invitation is valid for " + VALID_FOR_MIN + " to " + VALID_FOR_MAX + ", not " + validFor);
            }
        }
    }
}
