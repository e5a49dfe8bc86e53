package messenger.client.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.client.VaultRows;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Secret;
import messenger.protocol.content.ConversationId;
import messenger.storage.JournaledStore;
import messenger.storage.StorageException;
import messenger.storage.StorageLimits;
import messenger.storage.StoreLockedException;
import org.mapdb.Serializer;

/**
 * Everything the client keeps. Guarantee: what {@link #commit} returned from is there after {@code kill -9}, all of it
 * or none of a commit. One thread, the client's. Locked by one process at a time.
 */
public final class Vault implements Closeable, VaultRows {
    private static final String STORE = "vault";

    private final JournaledStore store;
    private final NavigableMap<byte[], byte[]> rows;
    private final TableKeys keys;
    private final SecureRandom random;

    private Vault(JournaledStore store, TableKeys keys, SecureRandom random) {
        this.store = store;
        this.rows = store.db()
                .treeMap("rows", Serializer.BYTE_ARRAY, Serializer.BYTE_ARRAY)
                .valuesOutsideNodesEnable()
                .createOrOpen();
        this.keys = keys;
        this.random = random;
    }

    /** Whether there is a vault in this directory, openable or not. */
    public static boolean exists(Path directory) {
        return Files.exists(directory.resolve(VaultKeyFile.NAME));
    }

    /**
     * Makes a vault with its first rows; it comes into being whole, or not at all.
     *
     * @param password in UTF-8; the caller erases it
     */
    public static Vault create(
            Path directory, Secret password, Argon2id.Cost cost, List<VaultChange> first, SecureRandom random) {
        try {
            PrivateFiles.createDirectory(directory);
            if (exists(directory)) {
                throw new VaultException("There is a vault in " + directory + " already.");
            }
            JournaledStore store = openStore(directory, random);
            try {
                Secret masterKey = Secret.random(VaultKeyFile.MASTER_KEY_BYTES, random);
                Vault vault = new Vault(store, new TableKeys(masterKey), random);
                // A store of the first rows without a key file is what a creation left that did not finish: nobody can
                // read them. The key file comes last, since it is what makes this a vault.
                if (exists(directory) || vault.rows.size() > first.size()) {
                    throw new VaultException("There is a vault in " + directory + " whose file " + VaultKeyFile.NAME
                            + " is missing. Restore that file from a copy, or name another folder with --data.");
                }
                vault.rows.clear();
                vault.commit(first);
                VaultKeyFile.write(directory, masterKey, password, cost, random);
                return vault;
            } catch (IOException | RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (IOException e) {
            throw new VaultException("The vault in " + directory + " cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * Opens the vault of a directory.
     *
     * @param password in UTF-8; the caller erases it
     * @throws WrongPasswordException where only the password is wrong
     * @throws VaultException for anything else that is wrong with it
     */
    public static Vault open(Path directory, Secret password, SecureRandom random) {
        try {
            Secret masterKey = VaultKeyFile.open(directory, password);
            JournaledStore store = openStore(directory, random);
            try {
                return new Vault(store, new TableKeys(masterKey), random);
            } catch (RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (IOException e) {
            throw new VaultException("The vault in " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static JournaledStore openStore(Path directory, SecureRandom random) {
        try {
            return JournaledStore.open(directory, STORE, StorageLimits.CLIENT, random);
        } catch (StoreLockedException e) {
            throw new VaultException(
                    "The vault in " + directory + " is in use by another client. Close that one, or name another folder"
                            + " with --data.",
                    e);
        } catch (StorageException e) {
            throw new VaultException(e.getMessage(), e);
        }
    }

    @Override
    public Map<Bytes, Bytes> all(Table table) {
        Map<Bytes, Bytes> found = new LinkedHashMap<>();
        byte[] from = TableKeys.number(table).toArray();
        byte[] to = {(byte) (table.number() + 1)};
        for (Map.Entry<byte[], byte[]> entry :
                rows.subMap(from, true, to, false).entrySet()) {
            TableKeys.Row row = open(table, entry);
            found.put(row.id(), row.value());
        }
        return found;
    }

    /**
     * Messages of a conversation, oldest first: those of the highest positions under {@code before}.
     *
     * @param before a position, not included; {@link Long#MAX_VALUE} for the newest
     * @param countMax how many at most
     */
    public List<StoredMessage> history(ConversationId conversation, long before, int countMax) {
        Bytes prefix = keys.prefix(Table.MESSAGE, conversation.value());
        byte[] from = at(prefix, 0);
        byte[] to = at(prefix, before);
        List<StoredMessage> page = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> entry :
                rows.subMap(from, true, to, false).descendingMap().entrySet()) {
            if (page.size() == countMax) {
                break;
            }
            page.add(0, StoredMessage.decode(open(Table.MESSAGE, entry).value()));
        }
        return page;
    }

    private static byte[] at(Bytes prefix, long position) {
        return Bytes.concat(prefix, new CanonicalWriter().u63(position).toBytes())
                .toArray();
    }

    private TableKeys.Row open(Table table, Map.Entry<byte[], byte[]> entry) {
        return keys.open(table, Bytes.copyOf(entry.getKey()), Bytes.copyOf(entry.getValue()));
    }

    /** One row, to change it. */
    public List<Bytes> find(Table table, Bytes id) {
        Bytes place = keys.place(table, id);
        byte[] stored = rows.get(place.toArray());
        return stored == null
                ? List.of()
                : List.of(keys.open(table, place, Bytes.copyOf(stored)).value());
    }

    /** Makes the changes durable, all or none. */
    public void commit(List<VaultChange> changes) {
        try {
            for (VaultChange change : changes) {
                Bytes place = keys.place(change.table(), change.id());
                if (change instanceof VaultChange.Put put) {
                    write(put, place);
                } else {
                    rows.remove(place.toArray());
                }
            }
            store.commit();
        } catch (StorageException e) {
            throw new VaultException(e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            throw store.abandon(e);
        }
    }

    private void write(VaultChange.Put put, Bytes place) {
        byte[] key = place.toArray();
        byte[] before = rows.get(key);
        long revision = before == null ? 1 : TableKeys.revision(Bytes.copyOf(before)) + 1;
        TableKeys.Row row = new TableKeys.Row(put.id(), put.value());
        rows.put(key, keys.seal(put.table(), place, revision, row, random).toArray());
    }

    @Override
    public void close() {
        store.close();
    }
}
