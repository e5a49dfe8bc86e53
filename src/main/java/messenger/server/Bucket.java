package messenger.server;

import java.time.Instant;

/**
 * A token bucket as one instant: the time at which it is full again. Taking one moves that instant back by the time
 * that one takes to come back; where it would lie further off than an empty bucket takes to fill, there is nothing to
 * take. This is the generic cell rate algorithm (ITU-T I.371): no timer, no counter, and a full bucket is the same as
 * none.
 */
final class Bucket {
    private final Rate rate;
    private Instant fullAt = Instant.EPOCH;

    Bucket(Rate rate) {
        this.rate = rate;
    }

    /** Takes {@code cost} tokens if they are there; otherwise takes none and says no. */
    boolean take(int cost, Instant now) {
        if (!has(cost, now)) {
            return false;
        }
        fullAt = after(cost, now);
        return true;
    }

    boolean has(int cost, Instant now) {
        return !after(cost, now).isAfter(emptyFullAt(now));
    }

    boolean isFull(Instant now) {
        return !fullAt.isAfter(now);
    }

    private Instant after(int cost, Instant now) {
        settle(now);
        Instant from = fullAt.isAfter(now) ? fullAt : now;
        return from.plus(rate.each().multipliedBy(cost));
    }

    /** A clock that was set back leaves the bucket empty at worst, never further in debt. */
    private void settle(Instant now) {
        Instant latest = emptyFullAt(now);
        if (fullAt.isAfter(latest)) {
            fullAt = latest;
        }
    }

    private Instant emptyFullAt(Instant now) {
        return now.plus(rate.each().multipliedBy(rate.burst()));
    }
}
