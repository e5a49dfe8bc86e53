package messenger.crypto;

import java.security.SecureRandom;

/** The 96-bit nonce of AES-GCM (SP 800-38D 8.2). */
public record Nonce(Bytes value) {
    public static final int BYTES = 12;

    /** For keys that seal exactly once (PROTOCOL 1.0). */
    public static final Nonce ZERO = new Nonce(Bytes.copyOf(new byte[BYTES]));

    public Nonce {
        value.requireSize(BYTES, "a nonce");
    }

    public static Nonce random(SecureRandom random) {
        return new Nonce(Bytes.random(BYTES, random));
    }
}
