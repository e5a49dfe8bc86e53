package messenger.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.client.VaultRows;
import messenger.crypto.Bytes;
import messenger.crypto.identity.Days;

/** The vault's contract on the heap: what was committed survives a crash, and nothing else does. */
final class SimVault implements VaultRows {
    private final Map<Table, TreeMap<Bytes, Bytes>> tables = new EnumMap<>(Table.class);
    private final List<Consumer<List<VaultChange>>> mirrors = new ArrayList<>();

    @Override
    public Map<Bytes, Bytes> all(Table table) {
        return new java.util.LinkedHashMap<>(rows(table));
    }

    private Map<Bytes, Bytes> rows(Table table) {
        return tables.computeIfAbsent(table, key -> new TreeMap<>(Comparator.comparing(Bytes::toHex)));
    }

    SimVault copy() {
        SimVault copy = new SimVault();
        copy.become(this);
        return copy;
    }

    void become(SimVault other) {
        tables.clear();
        other.tables.forEach((table, rows) -> rows(table).putAll(rows));
    }

    /** Passes on what is there, and then every commit. */
    void mirrorTo(Consumer<List<VaultChange>> other) {
        List<VaultChange> there = new ArrayList<>();
        tables.forEach((table, rows) -> rows.forEach((id, value) -> there.add(new VaultChange.Put(table, id, value))));
        other.accept(there);
        mirrors.add(other);
    }

    void commit(List<VaultChange> changes) {
        mirrors.forEach(mirror -> mirror.accept(changes));
        for (VaultChange change : changes) {
            if (change instanceof VaultChange.Put put) {
                rows(put.table()).put(put.id(), put.value());
            } else if (change instanceof VaultChange.Shred shred) {
                rows(Table.MESSAGE).values().removeIf(row -> shred(shred, StoredMessage.decode(row)));
            } else {
                rows(change.table()).remove(change.id());
            }
        }
    }

    private static boolean shred(VaultChange.Shred shred, StoredMessage message) {
        return message.conversation().equals(shred.conversation()) && Days.of(message.received()) < shred.beforeDay();
    }

    /** Every message, conversation by conversation, in order of position. */
    List<StoredMessage> messages() {
        return rows(Table.MESSAGE).values().stream().map(StoredMessage::decode).toList();
    }
}
