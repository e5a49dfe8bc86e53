package messenger.protocol;

import java.security.SecureRandom;
import messenger.crypto.Bytes;

/**
 * One life of a server's store. It begins with the store, and anew wherever the store is restored from a backup: a
 * client that finds another one than before knows that the server may have forgotten what it had accepted. Random.
 */
public record Incarnation(Bytes value) {
    public static final int BYTES = 16;

    /** That of a store that ends with its process: with it end the accounts, so nobody can miss anything. */
    public static final Incarnation NONE = new Incarnation(Bytes.copyOf(new byte[BYTES]));

    public Incarnation {
        value.requireSize(BYTES, "an incarnation");
    }

    public static Incarnation random(SecureRandom random) {
        return new Incarnation(Bytes.random(BYTES, random));
    }
}
