package messenger.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). */
public final class Sha256 {
    public static final int BYTES = 32;

    private Sha256() {}

    /** The 32-byte hash of the parts, one after the other. */
    public static Bytes of(Bytes... parts) {
        MessageDigest digest = digest("SHA-256");
        for (Bytes part : parts) {
            digest.update(part.toArray());
        }
        return Bytes.copyOf(digest.digest());
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
