package messenger.server.store;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import messenger.storage.JournaledStore;
import org.mapdb.Serializer;

/**
 * A hash map in a journaled file, from keys to records. Values are not kept in the map itself: it moves them about, and
 * leaves copies in the file that nobody can find to overwrite.
 */
final class MapDbTable implements Table {
    private final Map<byte[], Long> ids;
    private final MapDbRecords values;

    private MapDbTable(Map<byte[], Long> ids, MapDbRecords values) {
        this.ids = ids;
        this.values = values;
    }

    static MapDbTable in(JournaledStore store, String name) {
        return new MapDbTable(
                store.db().hashMap(name, Serializer.BYTE_ARRAY, Serializer.LONG).createOrOpen(),
                new MapDbRecords(store));
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        return Optional.ofNullable(ids.get(key)).map(values::get);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        Optional<Long> id = Optional.ofNullable(ids.get(key));
        if (id.isPresent()) {
            values.replace(id.get(), value);
        } else {
            ids.put(key, values.put(value));
        }
    }

    @Override
    public Optional<byte[]> remove(byte[] key) {
        Optional<Long> id = Optional.ofNullable(ids.remove(key));
        Optional<byte[]> value = id.map(values::get);
        id.ifPresent(values::erase);
        return value;
    }

    @Override
    public void forEach(BiConsumer<byte[], byte[]> visitor) {
        ids.forEach((key, id) -> visitor.accept(key, values.get(id)));
    }

    @Override
    public void removeAsKept(byte[] kept) {
        remove(kept);
    }
}
