package messenger.server.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import messenger.crypto.Bytes;

/** A file on the heap: tables and records whose changes last from the next commit on, and are gone without it. */
final class FallibleFile {
    private final Map<String, Map<byte[], byte[]>> tables = new HashMap<>();
    private final Map<Long, byte[]> records = new HashMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Change> changes = new ArrayList<>();
    private long last;

    /** A record that came, or one that went. */
    record Change(Kind kind, Bytes record) {}

    enum Kind {
        PUT,
        DELETED
    }

    /** What changed among the records lasts from now on. */
    List<Change> commit() {
        undo.clear();
        List<Change> lasting = List.copyOf(changes);
        changes.clear();
        return lasting;
    }

    /** What was not committed is gone. */
    void revert() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
        changes.clear();
    }

    FallibleFile copy() {
        FallibleFile copy = new FallibleFile();
        tables.forEach((name, values) -> copy.values(name).putAll(values));
        copy.records.putAll(records);
        copy.last = last;
        return copy;
    }

    private Map<byte[], byte[]> values(String name) {
        return tables.computeIfAbsent(name, key -> new TreeMap<>(Arrays::compareUnsigned));
    }

    private <K> Optional<byte[]> set(Map<K, byte[]> map, K key, Optional<byte[]> value) {
        Optional<byte[]> before = Optional.ofNullable(map.get(key));
        value.ifPresentOrElse(present -> map.put(key, present), () -> map.remove(key));
        undo.push(() -> before.ifPresentOrElse(present -> map.put(key, present), () -> map.remove(key)));
        return before;
    }

    Table table(String name) {
        Map<byte[], byte[]> values = values(name);
        return new Table() {
            @Override
            public Optional<byte[]> get(byte[] key) {
                return Optional.ofNullable(values.get(key));
            }

            @Override
            public void put(byte[] key, byte[] value) {
                set(values, key, Optional.of(value));
            }

            @Override
            public Optional<byte[]> remove(byte[] key) {
                return set(values, key, Optional.empty());
            }

            @Override
            public void forEach(BiConsumer<byte[], byte[]> visitor) {
                values.forEach(visitor);
            }

            @Override
            public void removeAsKept(byte[] kept) {
                remove(kept);
            }
        };
    }

    Records records() {
        return new Records() {
            @Override
            public long put(byte[] record) {
                last++;
                replace(last, record);
                return last;
            }

            @Override
            public void replace(long id, byte[] record) {
                set(records, id, Optional.of(record));
                changes.add(new Change(Kind.PUT, Bytes.copyOf(record)));
            }

            @Override
            public void delete(long id) {
                set(records, id, Optional.empty())
                        .ifPresent(record -> changes.add(new Change(Kind.DELETED, Bytes.copyOf(record))));
            }

            @Override
            public void erase(long id) {
                delete(id);
            }

            @Override
            public byte[] get(long id) {
                return Optional.ofNullable(records.get(id)).orElseThrow();
            }

            @Override
            public void forEach(BiConsumer<Long, byte[]> visitor) {
                records.forEach(visitor);
            }
        };
    }
}
