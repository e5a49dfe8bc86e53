package messenger.client.store;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import messenger.client.Table;
import messenger.crypto.AeadKey;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;

/** The rows of all tables in the store's one map, sealed. What is replaced or removed releases its erasable key. */
final class SealedRows {
    private final NavigableMap<byte[], byte[]> map;
    private final TableKeys keys;
    private final ErasableKeys erasable;
    private final SecureRandom random;

    SealedRows(NavigableMap<byte[], byte[]> map, TableKeys keys, ErasableKeys erasable, SecureRandom random) {
        this.map = map;
        this.keys = keys;
        this.erasable = erasable;
        this.random = random;
    }

    TableKeys keys() {
        return keys;
    }

    /** The sealed rows of a table, by place. */
    NavigableMap<byte[], byte[]> sealed(Table table) {
        byte[] to = {(byte) (table.number() + 1)};
        return map.subMap(TableKeys.number(table).toArray(), true, to, false);
    }

    /** The sealed rows from a place on, before another. */
    NavigableMap<byte[], byte[]> sealed(Bytes from, Bytes to) {
        return map.subMap(from.toArray(), true, to.toArray(), false);
    }

    /** The sealed rows whose places begin with a prefix of a table. */
    NavigableMap<byte[], byte[]> beginningWith(Bytes prefix) {
        byte[] longer = new byte[prefix.size() + TableKeys.HIDDEN_ID_BYTES + 1];
        Arrays.fill(longer, (byte) 0xff);
        System.arraycopy(prefix.toArray(), 0, longer, 0, prefix.size());
        return map.subMap(prefix.toArray(), true, longer, false);
    }

    TableKeys.Row open(Table table, Map.Entry<byte[], byte[]> entry) {
        byte[] stored = entry.getValue();
        AeadKey key = key(table, TableKeys.Head.of(stored).cell());
        return TableKeys.open(table, key, Bytes.copyOf(entry.getKey()), Bytes.copyOf(stored));
    }

    Optional<TableKeys.Row> find(Table table, Bytes place) {
        return Optional.ofNullable(map.get(place.toArray()))
                .map(stored -> open(table, Map.entry(place.toArray(), stored)));
    }

    /** The cell that the row at a place names, or nothing where there is no row. */
    Optional<Integer> cellAt(Bytes place) {
        return Optional.ofNullable(map.get(place.toArray()))
                .map(stored -> TableKeys.Head.of(stored).cell());
    }

    /** Writes a row of a table whose rows have their keys, or have none. */
    void put(Table table, TableKeys.Row row) {
        Bytes place = keys.place(table, row.id());
        if (table.erasure() == Table.Erasure.EACH_REVISION) {
            release(place);
            put(table, place, row, erasable.take());
        } else {
            put(table, place, row, TableKeys.Head.NO_CELL);
        }
    }

    /** Writes a row under the key of this cell. */
    void put(Table table, Bytes place, TableKeys.Row row, int cell) {
        byte[] before = map.get(place.toArray());
        long revision = before == null ? 1 : TableKeys.Head.of(before).revision() + 1;
        TableKeys.Head head = new TableKeys.Head(revision, cell);
        map.put(
                place.toArray(),
                TableKeys.seal(key(table, cell), place, head, row, random).toArray());
    }

    /** Removes a row of a table whose rows have their keys, or have none. */
    void remove(Table table, Bytes id) {
        Bytes place = keys.place(table, id);
        if (table.erasure() == Table.Erasure.EACH_REVISION) {
            release(place);
        }
        map.remove(place.toArray());
    }

    /** Removes a row whose key somebody else looks after. */
    void drop(Bytes place) {
        map.remove(place.toArray());
    }

    private void release(Bytes place) {
        cellAt(place).ifPresent(erasable::release);
    }

    private AeadKey key(Table table, int cell) {
        if (table.erasure() == Table.Erasure.NONE) {
            return keys.lasting(table);
        }
        Secret erasableKey = erasable.key(cell);
        return keys.erasable(table, erasableKey);
    }

    /**
     * The cells that rows name. Opens every row that names one of its own, so that a file that does not fit the others
     * is found out before anything is overwritten.
     */
    BitSet cellsInUse() {
        BitSet used = new BitSet();
        for (Table table : Table.values()) {
            if (table.erasure() != Table.Erasure.EACH_REVISION) {
                continue;
            }
            for (Map.Entry<byte[], byte[]> entry : sealed(table).entrySet()) {
                open(table, entry);
                int cell = TableKeys.Head.of(entry.getValue()).cell();
                if (used.get(cell)) {
                    throw new VaultException("Two rows of the vault name one key: its files are of different moments."
                            + " Nothing was changed. Put the whole folder back from one copy.");
                }
                used.set(cell);
            }
        }
        return used;
    }
}
