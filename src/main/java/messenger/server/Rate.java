package messenger.server;

import java.time.Duration;

/**
 * How often something may be done: {@code burst} times at once, and {@code perHour} times an hour in the long run.
 *
 * @param burst 1 to {@value #BURST_MAX}
 * @param perHour 1 to {@value #PER_HOUR_MAX}
 */
public record Rate(int burst, int perHour) {
    public static final int BURST_MAX = 10_000_000;

    /** A hundred thousand a second: more than one connection can carry. */
    public static final int PER_HOUR_MAX = 360_000_000;

    public Rate {
        require("a burst", burst, BURST_MAX);
        require("a rate per hour", perHour, PER_HOUR_MAX);
    }

    /** The time after which one comes back. */
    public Duration each() {
        return Duration.ofHours(1).dividedBy(perHour);
    }

    private static void require(String what, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(what + " must be 1 to " + max + ", not " + value);
        }
    }
}
