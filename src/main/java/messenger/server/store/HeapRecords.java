package messenger.server.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Records that end with the process. */
final class HeapRecords implements Records {
    private final Map<Long, byte[]> records = new HashMap<>();
    private long last;

    @Override
    public long put(byte[] record) {
        last++;
        records.put(last, record);
        return last;
    }

    @Override
    public void replace(long id, byte[] record) {
        records.put(id, record);
    }

    @Override
    public void delete(long id) {
        records.remove(id);
    }

    @Override
    public void erase(long id) {
        records.remove(id);
    }

    @Override
    public byte[] get(long id) {
        return Optional.ofNullable(records.get(id)).orElseThrow();
    }

    @Override
    public void forEach(BiConsumer<Long, byte[]> visitor) {
        records.forEach(visitor);
    }
}
