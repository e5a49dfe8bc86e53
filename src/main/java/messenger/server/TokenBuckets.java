package messenger.server;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each key. Full ones are not kept, so that those who do little cost nothing; and there are never
 * more than {@value #KEYS_MAX}: beyond that the one that was used longest ago is forgiven.
 *
 * @param <K> whom it counts by
 */
public final class TokenBuckets<K> {
    /** A bucket is about 150 bytes: 10 MB for each kind of limit, however many addresses an attacker has. */
    static final int KEYS_MAX = 65_536;

    private static final float LOAD = 0.75f;

    private final Rate rate;
    private final Map<K, Bucket> buckets = new LinkedHashMap<>(16, LOAD, true);

    public TokenBuckets(Rate rate) {
        this.rate = rate;
    }

    /** Takes {@code cost} from the key's bucket if that much is there; otherwise takes nothing and says no. */
    boolean take(K key, int cost, Instant now) {
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            bucket = new Bucket(rate);
            makeRoom();
            buckets.put(key, bucket);
        }
        return bucket.take(cost, now);
    }

    public boolean take(K key, Instant now) {
        return take(key, 1, now);
    }

    boolean has(K key, int cost, Instant now) {
        Bucket bucket = buckets.get(key);
        return bucket == null ? cost <= rate.burst() : bucket.has(cost, now);
    }

    /** Drops the full ones, which are the same as none. */
    void purge(Instant now) {
        buckets.values().removeIf(bucket -> bucket.isFull(now));
    }

    int size() {
        return buckets.size();
    }

    private void makeRoom() {
        if (buckets.size() == KEYS_MAX) {
            Iterator<K> longestUnused = buckets.keySet().iterator();
            longestUnused.next();
            longestUnused.remove();
        }
    }
}
