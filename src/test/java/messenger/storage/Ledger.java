package messenger.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.Serializer;

/**
 * A workload whose n-th commit is known in advance, so that what a store holds can be compared with what it must hold.
 *
 * <p>Map entries and single records are written, replaced and removed; sizes reach past MapDB's 64 KiB limit for one
 * piece. The record ids are kept in the map, as the mailboxes of the server keep them in their heads.
 */
final class Ledger {
    private static final String COUNT = "count";

    private final long seed;

    Ledger(long seed) {
        this.seed = seed;
    }

    /** What the store must hold after {@code commits} commits: key to value. */
    Map<String, byte[]> after(long commits) {
        Map<String, byte[]> state = new TreeMap<>();
        for (long commit = 1; commit <= commits; commit++) {
            changes(commit).forEach((key, value) -> {
                if (value.length == 0) {
                    state.remove(key);
                } else {
                    state.put(key, value);
                }
            });
        }
        return state;
    }

    /** What a commit puts under each key; an empty value removes it. */
    private Map<String, byte[]> changes(long commit) {
        Random random = new Random(seed * 1_000_003 + commit);
        Map<String, byte[]> changes = new LinkedHashMap<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            String key = (random.nextBoolean() ? "map" : "record") + random.nextInt(60);
            int size = random.nextInt(40) == 0 ? 70_000 : random.nextInt(900) + 1;
            byte[] value = new byte[random.nextInt(4) == 0 ? 0 : size];
            random.nextBytes(value);
            changes.put(key, value);
        }
        return changes;
    }

    /** Makes the next commit; gives its number. */
    long next(JournaledStore store) {
        BTreeMap<String, byte[]> map = map(store.db());
        long commit = count(store) + 1;
        changes(commit).forEach((key, value) -> {
            if (key.startsWith("record")) {
                replaceRecord(store, map, key, value);
            } else if (value.length == 0) {
                map.remove(key);
            } else {
                map.put(key, value);
            }
        });
        map.put(COUNT, number(commit));
        store.commit();
        return commit;
    }

    private static void replaceRecord(JournaledStore store, BTreeMap<String, byte[]> map, String key, byte[] value) {
        byte[] recid = map.remove(key);
        if (recid != null) {
            store.records().delete(number(recid), Serializer.BYTE_ARRAY_NOSIZE);
        }
        if (value.length != 0) {
            map.put(key, number(store.records().put(value, Serializer.BYTE_ARRAY_NOSIZE)));
        }
    }

    /** How many commits the store shows. */
    long count(JournaledStore store) {
        byte[] count = map(store.db()).get(COUNT);
        return count == null ? 0 : number(count);
    }

    /** Compares everything the store holds with what it must hold after as many commits as it shows. */
    void check(JournaledStore store) {
        long commits = count(store);
        Map<String, byte[]> expected = after(commits);
        Map<String, byte[]> found = new TreeMap<>();
        BTreeMap<String, byte[]> map = map(store.db());
        for (Map.Entry<String, byte[]> entry : map.getEntries()) {
            String key = entry.getKey();
            byte[] value = entry.getValue();
            if (!key.equals(COUNT)) {
                found.put(
                        key,
                        key.startsWith("map")
                                ? value
                                : store.records().get(number(value), Serializer.BYTE_ARRAY_NOSIZE));
            }
        }
        assertEquals(expected.keySet(), found.keySet(), () -> "seed " + seed + ", commit " + commits);
        expected.forEach((key, value) ->
                assertArrayEquals(value, found.get(key), () -> "seed " + seed + ", commit " + commits + ", " + key));
        map.verify();
        store.verify();
    }

    private static BTreeMap<String, byte[]> map(DB db) {
        return db.treeMap("ledger", Serializer.STRING, Serializer.BYTE_ARRAY)
                .valuesOutsideNodesEnable()
                .createOrOpen();
    }

    private static byte[] number(long value) {
        return java.nio.ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static long number(byte[] value) {
        return java.nio.ByteBuffer.wrap(Arrays.copyOf(value, Long.BYTES)).getLong();
    }
}
