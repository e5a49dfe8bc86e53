package messenger.server.store;

import java.util.function.BiConsumer;

/** Single records under ids that the engine chooses; changes last from the next commit on. */
interface Records {
    long put(byte[] record);

    void replace(long id, byte[] record);

    void delete(long id);

    byte[] get(long id);

    /** Gives every record, in no order; only right after opening. */
    void forEach(BiConsumer<Long, byte[]> visitor);
}
