package messenger.client;

import java.util.Map;
import messenger.crypto.Bytes;

/** The vault as the core reads it when it starts. */
@FunctionalInterface
public interface VaultRows {
    /** All rows of a table, in order of their ids where those are readable. */
    Map<Bytes, Bytes> all(Table table);
}
