package messenger.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import messenger.client.OutboxRow;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.client.VaultRows;
import messenger.crypto.Bytes;
import messenger.crypto.identity.Days;

/** The vault's contract on the heap: what was committed survives a crash, and nothing else does. */
final class SimVault implements VaultRows {
    /** What is planted in it. */
    Planted planted = Planted.NOTHING;

    private final Map<Table, Map<Bytes, Bytes>> tables = new EnumMap<>(Table.class);
    private final List<Consumer<List<VaultChange>>> mirrors = new ArrayList<>();
    private List<VaultChange> late = List.of();
    private List<VaultChange> undo = List.of();

    @Override
    public Map<Bytes, Bytes> all(Table table) {
        return new LinkedHashMap<>(rows(table));
    }

    private Map<Bytes, Bytes> rows(Table table) {
        return tables.computeIfAbsent(table, key -> new TreeMap<>(SimVault::compare));
    }

    private static int compare(Bytes left, Bytes right) {
        int size = Math.min(left.size(), right.size());
        for (int i = 0; i < size; i++) {
            if (left.at(i) != right.at(i)) {
                return left.at(i) - right.at(i);
            }
        }
        return left.size() - right.size();
    }

    boolean has(Table table, Bytes id) {
        return rows(table).containsKey(id);
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

    /** Gives what is durable now. */
    List<VaultChange> commit(List<VaultChange> wanted) {
        List<VaultChange> changes = planted == Planted.NOTHING ? wanted : spoiled(wanted);
        mirrors.forEach(mirror -> mirror.accept(changes));
        if (planted == Planted.LOSES_THE_LAST_COMMIT_IN_A_CRASH) {
            undo = changes.stream().map(this::inverse).toList();
        }
        changes.forEach(this::apply);
        return changes;
    }

    private void apply(VaultChange change) {
        if (change instanceof VaultChange.Put put) {
            rows(put.table()).put(put.id(), put.value());
        } else if (change instanceof VaultChange.Shred shred) {
            rows(Table.MESSAGE).values().removeIf(row -> shred(shred, StoredMessage.decode(row)));
        } else {
            rows(change.table()).remove(change.id());
        }
    }

    private static boolean shred(VaultChange.Shred shred, StoredMessage message) {
        return message.conversation().equals(shred.conversation()) && Days.of(message.received()) < shred.beforeDay();
    }

    /** Every message, conversation by conversation, in order of position. */
    List<StoredMessage> messages() {
        return rows(Table.MESSAGE).values().stream().map(StoredMessage::decode).toList();
    }

    private VaultChange inverse(VaultChange change) {
        return Optional.ofNullable(rows(change.table()).get(change.id()))
                .<VaultChange>map(value -> new VaultChange.Put(change.table(), change.id(), value))
                .orElse(new VaultChange.Delete(change.table(), change.id()));
    }

    private List<VaultChange> spoiled(List<VaultChange> wanted) {
        if (planted == Planted.KEEPS_HISTORY_ONE_COMMIT_LATER) {
            List<VaultChange> now = new ArrayList<>(late);
            late = wanted.stream()
                    .filter(change -> change.table() == Table.MESSAGE)
                    .toList();
            wanted.stream().filter(change -> change.table() != Table.MESSAGE).forEach(now::add);
            return now;
        }
        Optional<Table> forgotten = forgotten();
        return wanted.stream()
                .filter(change -> !forgotten.equals(Optional.of(change.table())))
                .toList();
    }

    private Optional<Table> forgotten() {
        return Optional.ofNullable(
                switch (planted) {
                    case FORGETS_SEEN -> Table.SEEN;
                    case FORGETS_OUTBOX -> Table.OUTBOX;
                    case FORGETS_SESSIONS -> Table.SESSION;
                    case FORGETS_RECEIPTS -> Table.RECEIPT;
                    case FORGETS_SENT -> Table.SENT;
                    default -> null;
                });
    }

    /** The process died; what is planted may spoil more than that. */
    void crashed() {
        List<VaultChange> changes = List.of();
        if (planted == Planted.LOSES_THE_LAST_COMMIT_IN_A_CRASH) {
            changes = undo;
            undo = List.of();
        } else if (planted == Planted.UNSEALS_THE_OUTBOX_IN_A_CRASH) {
            changes = rows(Table.OUTBOX).entrySet().stream()
                    .<VaultChange>map(
                            row -> new VaultChange.Put(Table.OUTBOX, row.getKey(), OutboxRow.unsealed(row.getValue())))
                    .toList();
        }
        late = List.of();
        changes.forEach(this::apply);
    }
}
