package messenger.server.store;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Values under keys, both compared by their bytes; changes last from the next commit on. */
interface Table {
    Optional<byte[]> get(byte[] key);

    void put(byte[] key, byte[] value);

    /** Gives what was there. */
    Optional<byte[]> remove(byte[] key);

    /** Gives every key as it is kept, and its value, in no order. */
    void forEach(BiConsumer<byte[], byte[]> visitor);

    /** Removes what {@link #forEach} gave under this key. */
    void removeAsKept(byte[] kept);
}
