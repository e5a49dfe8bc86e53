package messenger.crypto;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104, FIPS 198-1). */
public final class Hmac {
    public static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /** The 32-byte code of the message under the key; a key of any size from 1. */
    public static Secret sha256(Secret key, Bytes message) {
        return Secret.copyOf(keyed(key.expose()).doFinal(message.toArray()));
    }

    /** A code ready to take bytes; an empty key stands for one zero byte, as HMAC pads keys with zeros anyway. */
    static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
