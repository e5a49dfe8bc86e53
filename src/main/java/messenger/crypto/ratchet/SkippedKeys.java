package messenger.crypto.ratchet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;

/**
 * The keys of messages that were overtaken, by header key and number, oldest chain first. They are what forward secrecy
 * does not cover, so there are few of them and not for long (PROTOCOL 1.4).
 */
record SkippedKeys(List<Chain> chains) {
    /** Of all chains together; the oldest go first. */
    static final int KEYS_MAX = 2000;

    /** A chain that this many others have followed is forgotten. */
    static final int OLD_CHAINS_MAX = 5;

    static final Duration KEPT_FOR = Duration.ofDays(7);

    static final SkippedKeys NONE = new SkippedKeys(List.of());

    /** A key and when it was set aside, in milliseconds since the epoch. */
    record Skipped(MessageKey key, long sinceMs) {}

    /**
     * What one chain left behind.
     *
     * @param age how many chains have come after it; 0 is the current one
     * @param keys never empty
     */
    record Chain(HeaderKey headerKey, int age, NavigableMap<Long, Skipped> keys) {}

    SkippedKeys {
        chains = List.copyOf(chains);
    }

    Optional<MessageKey> find(HeaderKey headerKey, long number) {
        return chains.stream()
                .filter(chain -> chain.headerKey().equals(headerKey))
                .flatMap(chain -> Optional.ofNullable(chain.keys().get(number)).stream())
                .map(Skipped::key)
                .findFirst();
    }

    SkippedKeys without(HeaderKey headerKey, long number) {
        List<Chain> kept = new ArrayList<>();
        for (Chain chain : chains) {
            NavigableMap<Long, Skipped> keys = chain.keys();
            if (chain.headerKey().equals(headerKey)) {
                keys = new TreeMap<>(keys);
                keys.remove(number);
            }
            keep(kept, chain, keys, chain.age());
        }
        return new SkippedKeys(kept);
    }

    /** With the keys of the current chain from number {@code from}. */
    SkippedKeys with(HeaderKey headerKey, long from, List<MessageKey> skipped, Instant now) {
        if (skipped.isEmpty()) {
            return this;
        }
        NavigableMap<Long, Skipped> keys = new TreeMap<>();
        List<Chain> kept = new ArrayList<>();
        for (Chain chain : chains) {
            if (chain.headerKey().equals(headerKey)) {
                keys.putAll(chain.keys());
            } else {
                kept.add(chain);
            }
        }
        long number = from;
        for (MessageKey key : skipped) {
            keys.put(number++, new Skipped(key, now.toEpochMilli()));
        }
        kept.add(new Chain(headerKey, 0, keys));
        return new SkippedKeys(newest(kept));
    }

    /** After a new chain has begun: all are older by one, and the oldest is forgotten. */
    SkippedKeys aged() {
        List<Chain> kept = new ArrayList<>();
        for (Chain chain : chains) {
            if (chain.age() < OLD_CHAINS_MAX) {
                kept.add(new Chain(chain.headerKey(), chain.age() + 1, chain.keys()));
            }
        }
        return new SkippedKeys(kept);
    }

    /** Without the keys that are older than {@link #KEPT_FOR}. */
    SkippedKeys expired(Instant now) {
        long oldest = now.minus(KEPT_FOR).toEpochMilli();
        boolean allFresh = chains.stream()
                .flatMap(chain -> chain.keys().values().stream())
                .allMatch(skipped -> skipped.sinceMs() >= oldest);
        if (allFresh) {
            return this;
        }
        List<Chain> kept = new ArrayList<>();
        for (Chain chain : chains) {
            NavigableMap<Long, Skipped> keys = new TreeMap<>(chain.keys());
            keys.values().removeIf(skipped -> skipped.sinceMs() < oldest);
            keep(kept, chain, keys, chain.age());
        }
        return new SkippedKeys(kept);
    }

    int size() {
        return chains.stream().mapToInt(chain -> chain.keys().size()).sum();
    }

    private static List<Chain> newest(List<Chain> chains) {
        int surplus = new SkippedKeys(chains).size() - KEYS_MAX;
        List<Chain> kept = new ArrayList<>();
        for (Chain chain : chains) {
            NavigableMap<Long, Skipped> keys = chain.keys();
            if (surplus > 0) {
                keys = new TreeMap<>(keys);
                while (surplus > 0 && !keys.isEmpty()) {
                    keys.pollFirstEntry();
                    surplus--;
                }
            }
            keep(kept, chain, keys, chain.age());
        }
        return kept;
    }

    private static void keep(List<Chain> kept, Chain chain, NavigableMap<Long, Skipped> keys, int age) {
        if (!keys.isEmpty()) {
            kept.add(new Chain(chain.headerKey(), age, keys));
        }
    }

    void write(CanonicalWriter writer) {
        writer.u8(chains.size());
        for (Chain chain : chains) {
            writer.secret(chain.headerKey().value())
                    .u8(chain.age())
                    .u16(chain.keys().size());
            for (Map.Entry<Long, Skipped> entry : chain.keys().entrySet()) {
                writer.u32(entry.getKey())
                        .secret(entry.getValue().key().value())
                        .u63(entry.getValue().sinceMs());
            }
        }
    }

    static SkippedKeys read(CanonicalReader reader) throws MalformedException {
        int count = reader.count(OLD_CHAINS_MAX + 1);
        List<Chain> chains = new ArrayList<>();
        int left = KEYS_MAX;
        int youngerThan = OLD_CHAINS_MAX + 1;
        for (int i = 0; i < count; i++) {
            HeaderKey headerKey = HeaderKey.read(reader);
            int age = reader.u8();
            int keys = reader.u16();
            if (age >= youngerThan || keys == 0 || keys > left) {
                throw new MalformedException(keys + " skipped keys of a chain of age " + age);
            }
            youngerThan = age;
            left -= keys;
            chains.add(new Chain(headerKey, age, readKeys(reader, keys)));
        }
        return new SkippedKeys(chains);
    }

    private static NavigableMap<Long, Skipped> readKeys(CanonicalReader reader, int count) throws MalformedException {
        NavigableMap<Long, Skipped> keys = new TreeMap<>();
        long after = -1;
        for (int i = 0; i < count; i++) {
            long number = reader.u32();
            if (number <= after || number >= Header.CHAIN_MESSAGES_MAX) {
                throw new MalformedException("skipped message " + number + " after " + after);
            }
            after = number;
            keys.put(number, new Skipped(MessageKey.read(reader), reader.u63()));
        }
        return keys;
    }

    @Override
    public String toString() {
        return "SkippedKeys(" + size() + ")";
    }
}
