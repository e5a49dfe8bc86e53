package messenger.client.net;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubled with each failure up to a longest wait, and of that a random part
 * between the half and the whole, so that a thousand clients of a server that restarts do not come back at once.
 * Immutable.
 *
 * @param first the longest wait after the first failure
 * @param longest never longer than this
 * @param failures in a row
 */
public record Backoff(Duration first, Duration longest, int failures) {
    /** Back in a second if it was a hiccup; twice a minute if it is worse. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0);

    /** Beyond this many doublings every sensible longest wait is reached. */
    private static final int DOUBLINGS_MAX = 30;

    public Backoff {
        if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("waits from " + first + " to " + longest);
        }
        if (failures < 0) {
            throw new IllegalArgumentException("failures must not be negative: " + failures);
        }
    }

    /** After one more failure. */
    public Backoff failed() {
        return new Backoff(first, longest, Math.min(failures + 1, DOUBLINGS_MAX));
    }

    /** After a success. */
    public Backoff succeeded() {
        return new Backoff(first, longest, 0);
    }

    /** The wait before the next try; zero if nothing has failed. */
    public Duration delay(RandomGenerator random) {
        if (failures == 0) {
            return Duration.ZERO;
        }
        long window = first.toMillis();
        for (int doubled = 1; doubled < failures && window < longest.toMillis(); doubled++) {
            window *= 2;
        }
        window = Math.min(window, longest.toMillis());
        return Duration.ofMillis(window - random.nextLong(window / 2 + 1));
    }
}
