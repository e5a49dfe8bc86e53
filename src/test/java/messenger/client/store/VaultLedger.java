package messenger.client.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.storage.CellFile;
import messenger.storage.JournaledStore;
import messenger.storage.StorageLimits;

/** A vault's workload whose n-th commit is known in advance; the process that {@link VaultKillTest} kills writes it. */
final class VaultLedger {
    /** Small, so checkpoints are frequent. */
    private static final StorageLimits LIMITS = new StorageLimits(64 << 10, 8 << 20, 64 << 20);

    private static final String NAME = "vault";
    private static final Secret MASTER_KEY = Secret.copyOf(new byte[32]);
    private static final int COUNT = 0xffff;

    private final long seed;

    VaultLedger(long seed) {
        this.seed = seed;
    }

    /** Takes the directory, the seed, and after how many commits it opens the vault again; commits until it dies. */
    public static void main(String[] args) {
        VaultLedger ledger = new VaultLedger(Long.parseLong(args[1]));
        while (true) {
            try (VaultStore vault = ledger.open(Path.of(args[0]))) {
                for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                    System.out.println(ledger.next(vault));
                }
            }
        }
    }

    /** Opens the vault, or makes it where none was made to its end. */
    VaultStore open(Path directory) {
        JournaledStore store = JournaledStore.open(directory, NAME, LIMITS, new SecureRandom());
        try {
            return Files.exists(CellFile.path(directory, NAME)) && VaultStore.rowCount(store) > 0
                    ? VaultStore.open(store, CellFile.open(directory, NAME), MASTER_KEY, new SecureRandom())
                    : VaultStore.create(
                            store, CellFile.create(directory, NAME), MASTER_KEY, List.of(count(0)), new SecureRandom());
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /** Makes the next commit; gives its number. */
    private long next(VaultStore vault) {
        long commit = count(vault) + 1;
        vault.commit(changes(commit));
        return commit;
    }

    /** How many commits the vault shows. */
    long count(VaultStore vault) {
        return Long.parseLong(rows(vault)
                .getOrDefault(name(Table.CONTACT, id(COUNT)), Bytes.utf8("0"))
                .toText());
    }

    private List<VaultChange> changes(long commit) {
        Random choice = new Random(seed * 1_000_003 + commit);
        List<VaultChange> changes = new ArrayList<>();
        for (int i = choice.nextInt(4); i >= 0; i--) {
            changes.add(put(Table.PREKEY, choice.nextInt(40), commit));
        }
        changes.add(put(Table.SESSION, choice.nextInt(5), commit));
        changes.add(put(Table.OUTBOX, choice.nextInt(5), commit));
        changes.add(new VaultChange.Delete(Table.PREKEY, id(choice.nextInt(40))));
        changes.add(count(commit));
        return changes;
    }

    private static VaultChange count(long commit) {
        return new VaultChange.Put(Table.CONTACT, id(COUNT), Bytes.utf8("" + commit));
    }

    private static VaultChange put(Table table, int number, long commit) {
        String value = table + " " + number + " of commit " + commit + " ".repeat((int) (commit % 700));
        return new VaultChange.Put(table, id(number), Bytes.utf8(value));
    }

    private static Bytes id(int number) {
        return Bytes.hex("%08x".formatted(number));
    }

    /** What the vault must hold after so many commits. */
    Map<String, Bytes> after(long commits) {
        Map<String, Bytes> rows = new TreeMap<>();
        apply(count(0), rows);
        for (long commit = 1; commit <= commits; commit++) {
            changes(commit).forEach(change -> apply(change, rows));
        }
        return rows;
    }

    private static void apply(VaultChange change, Map<String, Bytes> rows) {
        if (change instanceof VaultChange.Put put) {
            rows.put(name(put.table(), put.id()), put.value());
        } else {
            rows.remove(name(change.table(), change.id()));
        }
    }

    Map<String, Bytes> rows(VaultStore vault) {
        Map<String, Bytes> found = new TreeMap<>();
        for (Table table : Table.values()) {
            if (table != Table.HISTORY) {
                vault.rows().sealed(table).entrySet().forEach(entry -> {
                    TableKeys.Row row = vault.rows().open(table, entry);
                    found.put(name(table, row.id()), row.value());
                });
            }
        }
        return found;
    }

    private static String name(Table table, Bytes id) {
        return table + " " + id.toHex();
    }
}
