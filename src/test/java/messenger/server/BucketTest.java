package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BucketTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Rate SIX_AN_HOUR = new Rate(6, 6);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private static Bucket empty() {
        Bucket bucket = new Bucket(SIX_AN_HOUR);
        assertTrue(bucket.take(6, NOON));
        return bucket;
    }

    @Test
    void aBucketGivesItsBurstAndNoMore() {
        Bucket bucket = new Bucket(SIX_AN_HOUR);

        for (int i = 0; i < 6; i++) {
            assertTrue(bucket.take(1, NOON), "number " + i);
        }

        assertFalse(bucket.take(1, NOON));
    }

    @Test
    void oneComesBackWhenItsTimeHasPassedAndNotBefore() {
        Bucket bucket = empty();

        assertFalse(bucket.take(1, NOON.plus(TEN_MINUTES).minusNanos(1)));
        assertTrue(bucket.take(1, NOON.plus(TEN_MINUTES)));
        assertFalse(bucket.take(1, NOON.plus(TEN_MINUTES)));
    }

    @Test
    void aRefusalCostsNothing() {
        Bucket bucket = empty();
        for (int i = 0; i < 1000; i++) {
            bucket.take(1, NOON);
        }

        assertTrue(bucket.take(1, NOON.plus(TEN_MINUTES)));
    }

    @Test
    void aBucketNeverHoldsMoreThanItsBurst() {
        Bucket bucket = empty();
        Instant nextYear = NOON.plus(Duration.ofDays(365));

        assertTrue(bucket.has(6, nextYear));
        assertFalse(bucket.has(7, nextYear));
    }

    @Test
    void aBucketIsFullWhenEverythingHasComeBack() {
        Bucket bucket = empty();

        assertFalse(bucket.isFull(NOON.plus(Duration.ofHours(1)).minusNanos(1)));
        assertTrue(bucket.isFull(NOON.plus(Duration.ofHours(1))));
    }

    @Test
    void aClockThatIsSetBackLeavesABucketEmptyAtWorst() {
        Bucket bucket = empty();
        Instant yesterday = NOON.minus(Duration.ofDays(1));

        assertFalse(bucket.take(1, yesterday));
        assertTrue(bucket.take(1, yesterday.plus(TEN_MINUTES)));
    }

    @Test
    void aRateHasItsLimits() {
        assertThrows(IllegalArgumentException.class, () -> new Rate(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Rate(Rate.BURST_MAX + 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, Rate.PER_HOUR_MAX + 1));
        assertEquals(Duration.ofNanos(10_000), new Rate(1, Rate.PER_HOUR_MAX).each());
        assertEquals(Duration.ofHours(1), new Rate(Rate.BURST_MAX, 1).each());
    }

    @Test
    void everyKeyHasABucketOfItsOwn() {
        TokenBuckets<String> buckets = new TokenBuckets<>(SIX_AN_HOUR);
        buckets.take("alice", 6, NOON);

        assertFalse(buckets.take("alice", NOON));
        assertTrue(buckets.take("bob", NOON));
    }

    @Test
    void aKeyWithoutABucketHasAFullOne() {
        TokenBuckets<String> buckets = new TokenBuckets<>(SIX_AN_HOUR);

        assertTrue(buckets.has("alice", 6, NOON));
        assertFalse(buckets.has("alice", 7, NOON));
        assertEquals(0, buckets.size());
    }

    @Test
    void fullBucketsAreNotKept() {
        TokenBuckets<String> buckets = new TokenBuckets<>(SIX_AN_HOUR);
        buckets.take("alice", 1, NOON);
        buckets.take("bob", 2, NOON);

        buckets.purge(NOON.plus(TEN_MINUTES));

        assertEquals(1, buckets.size());
        assertFalse(buckets.has("bob", 6, NOON.plus(TEN_MINUTES)));
    }

    @Test
    void beyondTheMostKeysTheLongestUnusedIsForgiven() {
        TokenBuckets<Integer> buckets = new TokenBuckets<>(SIX_AN_HOUR);
        for (int key = 0; key < TokenBuckets.KEYS_MAX; key++) {
            buckets.take(key, 6, NOON);
        }
        assertFalse(buckets.take(0, NOON));
        assertEquals(TokenBuckets.KEYS_MAX, buckets.size());

        buckets.take(TokenBuckets.KEYS_MAX, NOON);

        assertEquals(TokenBuckets.KEYS_MAX, buckets.size());
        assertFalse(buckets.take(0, NOON));
        assertTrue(buckets.has(1, 6, NOON));
    }
}
