package messenger.server;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts by key; keys that count nothing are not kept.
 *
 * @param <K> what it counts by
 */
final class Tally<K> {
    private final Map<K, Integer> counts = new HashMap<>();

    void add(K key) {
        counts.merge(key, 1, Integer::sum);
    }

    void remove(K key) {
        if (of(key) == 1) {
            counts.remove(key);
        } else {
            counts.computeIfPresent(key, (same, count) -> count - 1);
        }
    }

    int of(K key) {
        return counts.getOrDefault(key, 0);
    }

    int size() {
        return counts.size();
    }
}
