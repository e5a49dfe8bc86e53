package messenger.crypto;

import java.util.Arrays;
import javax.crypto.Mac;

/** HKDF-SHA-256 (RFC 5869). */
public final class Hkdf {
    /** RFC 5869 2.3: at most 255 blocks. */
    public static final int OUTPUT_BYTES_MAX = 255 * Hmac.BYTES;

    private Hkdf() {}

    /**
     * Extract, then expand.
     *
     * @param salt any size; protocol texts write {@code 0^32} for {@link #NO_SALT}
     * @param input the key material
     * @param context the label and what it binds ("info" in the RFC)
     * @param size of the result in bytes, 1 to {@link #OUTPUT_BYTES_MAX}
     */
    public static Secret derive(Secret salt, Secret input, Bytes context, int size) {
        return expand(extract(salt, input), context, size);
    }

    /** RFC 5869 2.2 alone, 32 bytes, where more than one key is expanded from the same input. */
    public static Secret extract(Secret salt, Secret input) {
        return Secret.copyOf(Hmac.keyed(salt.expose()).doFinal(input.expose()));
    }

    /** RFC 5869 2.3 alone, for input that already is a uniform key. */
    public static Secret expand(Secret key, Bytes context, int size) {
        if (size < 1 || size > OUTPUT_BYTES_MAX) {
            throw new IllegalArgumentException("HKDF gives 1 to " + OUTPUT_BYTES_MAX + " bytes, not " + size);
        }
        Mac mac = Hmac.keyed(key.expose());
        byte[] info = context.toArray();
        byte[] output = new byte[size];
        byte[] block = new byte[0];
        for (int at = 0, counter = 1; at < size; at += Hmac.BYTES, counter++) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) counter);
            block = mac.doFinal();
            System.arraycopy(block, 0, output, at, Math.min(Hmac.BYTES, size - at));
        }
        Secret derived = Secret.copyOf(output);
        Arrays.fill(output, (byte) 0);
        return derived;
    }

    /** 32 zero bytes (RFC 5869 2.2, "if not provided"). */
    public static final Secret NO_SALT = Secret.copyOf(new byte[Hmac.BYTES]);
}
