package messenger.server.store;

import java.util.function.BiConsumer;

/** Single records under ids that the engine chooses; changes last from the next commit on. */
interface Records {
    long put(byte[] record);

    void replace(long id, byte[] record);

    /** Quick; the bytes may stay in the file until something else is written there. */
    void delete(long id);

    /** Deletes a record whose bytes must not stay in the file. */
    void erase(long id);

    byte[] get(long id);

    /** Gives every record, in no order; only right after opening. */
    void forEach(BiConsumer<Long, byte[]> visitor);
}
