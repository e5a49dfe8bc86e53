package messenger.server.store;

import java.util.Optional;
import java.util.function.BiConsumer;
import kotlin.collections.LongIterator;
import messenger.storage.JournaledStore;
import org.mapdb.CC;
import org.mapdb.DBException;
import org.mapdb.Serializer;

/** Records in a journaled file that holds nothing else. */
final class MapDbRecords implements Records {
    private final JournaledStore store;

    MapDbRecords(JournaledStore store) {
        this.store = store;
    }

    @Override
    public long put(byte[] record) {
        return store.records().put(record, Serializer.BYTE_ARRAY_NOSIZE);
    }

    @Override
    public void replace(long id, byte[] record) {
        if (get(id).length != record.length) {
            overwrite(id);
        }
        store.records().update(id, record, Serializer.BYTE_ARRAY_NOSIZE);
    }

    @Override
    public void delete(long id) {
        store.records().delete(id, Serializer.BYTE_ARRAY_NOSIZE);
    }

    @Override
    public void erase(long id) {
        overwrite(id);
        delete(id);
    }

    /** MapDB leaves what is freed as it was. A record of the same size is written where the old one is. */
    private void overwrite(long id) {
        store.records().update(id, new byte[get(id).length], Serializer.BYTE_ARRAY_NOSIZE);
    }

    @Override
    public byte[] get(long id) {
        return find(id).orElseThrow(() -> new IllegalStateException("record " + id + " is not there"));
    }

    private Optional<byte[]> find(long id) {
        try {
            return Optional.ofNullable(store.records().get(id, Serializer.BYTE_ARRAY_NOSIZE));
        } catch (DBException.GetVoid deleted) {
            return Optional.empty();
        }
    }

    @Override
    public void forEach(BiConsumer<Long, byte[]> visitor) {
        LongIterator ids = store.records().getAllRecids();
        while (ids.hasNext()) {
            long id = ids.nextLong();
            // The first ids are MapDB's own. Ids of deleted records are listed, too.
            if (id > CC.RECID_MAX_RESERVED) {
                find(id).ifPresent(record -> visitor.accept(id, record));
            }
        }
        // Listing swallows what goes wrong; a damaged page has poisoned the store, and that shows here.
        store.commit();
    }
}
