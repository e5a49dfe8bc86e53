package messenger.server.store;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import messenger.storage.JournaledStore;
import org.mapdb.Serializer;

/** A hash map in a journaled file. */
final class MapDbTable implements Table {
    private final Map<byte[], byte[]> map;

    private MapDbTable(Map<byte[], byte[]> map) {
        this.map = map;
    }

    static MapDbTable in(JournaledStore store, String name) {
        return new MapDbTable(store.db()
                .hashMap(name, Serializer.BYTE_ARRAY, Serializer.BYTE_ARRAY)
                .createOrOpen());
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        return Optional.ofNullable(map.get(key));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        map.put(key, value);
    }

    @Override
    public Optional<byte[]> remove(byte[] key) {
        return Optional.ofNullable(map.remove(key));
    }

    @Override
    public void forEach(BiConsumer<byte[], byte[]> visitor) {
        map.forEach(visitor);
    }

    @Override
    public void removeAsKept(byte[] kept) {
        map.remove(kept);
    }
}
