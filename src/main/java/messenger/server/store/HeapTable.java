package messenger.server.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A table that ends with the process. */
final class HeapTable implements Table {
    private final Map<byte[], byte[]> values = new TreeMap<>(Arrays::compareUnsigned);

    @Override
    public Optional<byte[]> get(byte[] key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        values.put(key, value);
    }

    @Override
    public Optional<byte[]> remove(byte[] key) {
        return Optional.ofNullable(values.remove(key));
    }

    @Override
    public void forEach(BiConsumer<byte[], byte[]> visitor) {
        values.forEach(visitor);
    }

    @Override
    public void removeAsKept(byte[] kept) {
        values.remove(kept);
    }
}
