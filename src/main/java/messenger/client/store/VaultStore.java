package messenger.client.store;

import java.io.Closeable;
import java.security.SecureRandom;
import java.util.List;
import java.util.NavigableMap;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.storage.CellFile;
import messenger.storage.JournaledStore;
import org.mapdb.Serializer;

/**
 * The rows and their erasable keys, and the order in which both reach the disk:
 *
 * <ol>
 *   <li>The keys that new rows take are durable long before: they were written when their cells became free.
 *   <li>The store's commit. It alone decides whether the rows are the old or the new ones.
 *   <li>The cells of replaced and deleted rows are overwritten and forced. Then the commit returns.
 * </ol>
 *
 * <p>Cut off before the second step, nobody names the cells of the new rows; after it, nobody those of the old ones:
 * opening overwrites what nobody names. So there is never a row without its key, and never a key left for long.
 */
final class VaultStore implements Closeable {
    /** Under it lies what says that a store belongs to a master key. No table has the number 0. */
    private static final byte[] MARK_PLACE = {0};

    private final JournaledStore store;
    private final ErasableKeys erasable;
    private final SealedRows rows;
    private final History history;

    private VaultStore(JournaledStore store, TableKeys keys, ErasableKeys erasable, SecureRandom random) {
        this.store = store;
        this.erasable = erasable;
        this.rows = new SealedRows(map(store), keys, erasable, random);
        this.history = new History(rows, erasable);
    }

    private static NavigableMap<byte[], byte[]> map(JournaledStore store) {
        return store.db()
                .treeMap("rows", Serializer.BYTE_ARRAY, Serializer.BYTE_ARRAY)
                .valuesOutsideNodesEnable()
                .createOrOpen();
    }

    /** How many rows a store holds, of whatever vault. */
    static int rowCount(JournaledStore store) {
        NavigableMap<byte[], byte[]> map = map(store);
        return map.size() - (map.containsKey(MARK_PLACE) ? 1 : 0);
    }

    /** Drops what the store holds, and writes the first rows. Closes the cells where it fails, but never the store. */
    static VaultStore create(
            JournaledStore store, CellFile cells, Secret masterKey, List<VaultChange> first, SecureRandom random) {
        try {
            NavigableMap<byte[], byte[]> map = map(store);
            map.clear();
            map.put(MARK_PLACE, TableKeys.mark(masterKey).toArray());
            ErasableKeys erasable = ErasableKeys.create(cells, masterKey, random);
            VaultStore created = new VaultStore(store, new TableKeys(masterKey), erasable, random);
            created.commit(first);
            return created;
        } catch (RuntimeException | Error e) {
            cells.close();
            throw e;
        }
    }

    /** Closes the cells where it fails, but never the store. */
    static VaultStore open(JournaledStore store, CellFile cells, Secret masterKey, SecureRandom random) {
        try {
            byte[] mark = map(store).get(MARK_PLACE);
            if (mark == null || !TableKeys.mark(masterKey).equals(Bytes.copyOf(mark))) {
                throw new VaultException("The vault's file " + store.file() + " is empty or belongs to another "
                        + VaultKeyFile.NAME + ". Nothing was changed. Put the whole folder back from one copy.");
            }
            ErasableKeys erasable = ErasableKeys.open(cells, masterKey, random);
            VaultStore opened = new VaultStore(store, new TableKeys(masterKey), erasable, random);
            erasable.recover(opened.rows.cellsInUse());
            return opened;
        } catch (RuntimeException | Error e) {
            cells.close();
            throw e;
        }
    }

    SealedRows rows() {
        return rows;
    }

    History history() {
        return history;
    }

    /** Makes the changes durable, then destroys what they replaced. */
    void commit(List<VaultChange> changes) {
        try {
            for (VaultChange change : changes) {
                if (change instanceof VaultChange.Shred shred) {
                    history.prepare(shred, this::commitAndErase);
                }
            }
            changes.forEach(this::apply);
            history.finish();
            commitAndErase();
        } catch (RuntimeException | Error e) {
            throw store.abandon(e);
        }
    }

    private void apply(VaultChange change) {
        boolean isMessage = change.table() == Table.MESSAGE;
        if (change instanceof VaultChange.Shred shred) {
            history.shred(shred);
        } else if (change instanceof VaultChange.Put put) {
            if (isMessage) {
                history.put(put);
            } else {
                rows.put(put.table(), new TableKeys.Row(put.id(), put.value()));
            }
        } else if (change instanceof VaultChange.Delete delete) {
            if (isMessage) {
                history.delete(delete.id());
            } else {
                rows.remove(delete.table(), delete.id());
            }
        } else {
            throw new AssertionError("no handling of " + change.getClass());
        }
    }

    private void commitAndErase() {
        store.commit();
        erasable.erase();
    }

    /** The store last: with it goes the lock. */
    @Override
    public void close() {
        try {
            erasable.close();
        } finally {
            store.close();
        }
    }
}
