package messenger.client.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import messenger.client.Table;
import messenger.crypto.AeadKey;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;
import messenger.crypto.Nonce;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import messenger.storage.CellFile;

/**
 * Somebody with a copy of the vault's folder and its password who, to be on the safe side, also has every sealed row
 * that ever was in it: more than any search of old pages and logs could give. What he has not is what the cells held
 * before, unless a test gives him that, too.
 */
public final class VaultThief {
    private static final String STORE = "vault";

    private final Path folder;
    private final Map<Bytes, Sealed> rows = new LinkedHashMap<>();
    private final Set<Bytes> oldCells = new HashSet<>();

    /** A sealed row as it once was, and where. */
    private record Sealed(Table table, Bytes place, Bytes stored) {
        Bytes nonce() {
            return stored.slice(TableKeys.Head.BYTES, Nonce.BYTES);
        }
    }

    /** A row that opened: which table it was in, which revision it is, and what it holds. */
    public record Loot(Table table, Bytes nonce, Bytes id, Bytes value) {}

    public VaultThief(Path folder) {
        this.folder = folder;
    }

    /** Copies every row as it is now, and keeps what the cells hold for {@link #loot} with {@link Cells#ALL_TIMES}. */
    public void copy(Vault vault) {
        copy(vault.rows());
        oldCells.add(cells());
    }

    void copy(SealedRows sealed) {
        current(sealed).forEach(row -> rows.put(row.nonce(), row));
    }

    private static List<Sealed> current(SealedRows sealed) {
        List<Sealed> found = new ArrayList<>();
        for (Table table : Table.values()) {
            sealed.sealed(table)
                    .forEach(
                            (place, stored) -> found.add(new Sealed(table, Bytes.copyOf(place), Bytes.copyOf(stored))));
        }
        return found;
    }

    /** What tells the rows of a vault as they are now from all older ones. */
    public static Set<Bytes> living(Vault vault) {
        return living(vault.rows());
    }

    static Set<Bytes> living(SealedRows sealed) {
        Set<Bytes> nonces = new HashSet<>();
        current(sealed).forEach(row -> nonces.add(row.nonce()));
        return nonces;
    }

    /** Whether the rows of a table can be opened by nobody once they are replaced. */
    public static boolean isErasable(Table table) {
        return table.erasure() == Table.Erasure.EACH_REVISION;
    }

    /** Which contents of the cells a thief has. */
    public enum Cells {
        /** Those that are in the folder now. */
        NOW,
        /** Also those that were overwritten: as if nothing ever were. */
        ALL_TIMES
    }

    public int rowCount() {
        return rows.size();
    }

    /** Everything that opens, with all keys of all cells tried on all rows of all times. */
    public List<Loot> loot(Secret password, Cells which) {
        try {
            Secret masterKey = VaultKeyFile.open(VaultKeyFile.file(folder), password);
            return loot(masterKey, keys(masterKey, which));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Loot> loot(Secret masterKey, Set<Bytes> erasableKeys) {
        TableKeys tables = new TableKeys(masterKey);
        Map<Table, List<AeadKey>> byTable = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            List<AeadKey> keys = new ArrayList<>();
            keys.add(tables.lasting(table));
            erasableKeys.forEach(key -> keys.add(tables.erasable(table, Secret.copyOf(key.toArray()))));
            byTable.put(table, keys);
        }
        List<Loot> loot = new ArrayList<>();
        rows.values()
                .forEach(row -> byTable.getOrDefault(row.table(), List.of()).forEach(key -> open(row, key, loot)));
        return loot;
    }

    /** What opens with the one key that it can have been sealed under: that of the cell which it names. */
    List<Loot> lootOfOwnCells(Secret masterKey, CellFile cells) {
        TableKeys tables = new TableKeys(masterKey);
        ErasableKeys erasable = ErasableKeys.open(cells, masterKey, new SeededRandom(0));
        List<Loot> loot = new ArrayList<>();
        for (Sealed row : rows.values()) {
            int cell = TableKeys.Head.of(row.stored().toArray()).cell();
            open(row, tables.erasable(row.table(), erasable.key(cell)), loot);
        }
        return loot;
    }

    private static void open(Sealed row, AeadKey key, List<Loot> loot) {
        try {
            int sealedAt = TableKeys.Head.BYTES + Nonce.BYTES;
            Bytes plaintext = key.open(
                    new Nonce(row.nonce()),
                    AssociatedData.of(row.place(), row.stored().slice(0, TableKeys.Head.BYTES)),
                    row.stored().slice(sealedAt, row.stored().size() - sealedAt));
            CanonicalReader reader = new CanonicalReader(plaintext);
            loot.add(new Loot(row.table(), row.nonce(), reader.prefixed(plaintext.size()), reader.rest()));
        } catch (AuthenticationFailedException e) {
            // Not this key.
        } catch (MalformedException e) {
            throw new AssertionError("a row that we did not write", e);
        }
    }

    private Set<Bytes> keys(Secret masterKey, Cells which) throws IOException {
        Set<Bytes> keys = new HashSet<>(keys(masterKey, cells()));
        if (which == Cells.ALL_TIMES) {
            for (Bytes old : oldCells) {
                keys.addAll(keys(masterKey, old));
            }
        }
        return keys;
    }

    private static Set<Bytes> keys(Secret masterKey, Bytes content) throws IOException {
        Path copy = Files.createTempDirectory("thief");
        Path file = CellFile.path(copy, STORE);
        try {
            Files.write(file, content.toArray());
            try (CellFile cells = CellFile.open(copy, STORE)) {
                return keys(masterKey, cells);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(copy);
        }
    }

    static Set<Bytes> keys(Secret masterKey, CellFile cells) {
        ErasableKeys erasable = ErasableKeys.open(cells, masterKey, new SeededRandom(0));
        Set<Bytes> keys = new HashSet<>();
        for (int cell = 0; cell < cells.count(); cell++) {
            keys.add(Bytes.copyOf(erasable.key(cell).expose()));
        }
        return keys;
    }

    private Bytes cells() {
        try {
            return Bytes.copyOf(Files.readAllBytes(CellFile.path(folder, STORE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many of the rows that are no longer there still lie in the raw bytes of the folder's files. */
    public int leftInFiles(Set<Bytes> living) throws IOException {
        Set<Bytes> dead = new HashSet<>(rows.keySet());
        dead.removeAll(living);
        Map<Long, Bytes> starts = new java.util.HashMap<>();
        dead.forEach(nonce -> starts.put(start(nonce.toArray(), 0), nonce));
        Set<Bytes> found = new HashSet<>();
        for (String name : List.of("vault.db", "vault.log")) {
            byte[] raw = Files.readAllBytes(folder.resolve(name));
            for (int at = 0; at + Nonce.BYTES <= raw.length; at++) {
                Bytes nonce = starts.get(start(raw, at));
                if (nonce != null && nonce.equals(Bytes.copyOf(raw, at, Nonce.BYTES))) {
                    found.add(nonce);
                }
            }
        }
        return found.size();
    }

    private static long start(byte[] bytes, int at) {
        return java.nio.ByteBuffer.wrap(bytes).getLong(at);
    }
}
