package messenger.transport;

import java.security.PublicKey;
import java.util.Base64;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;

/**
 * What clients pin of a server (PROTOCOL 1.16.4).
 *
 * @param value SHA-256 of the key's SubjectPublicKeyInfo, 32 bytes
 */
public record ServerKeyHash(Bytes value) {
    private static final String PREFIX = "SHA256:";
    /** 32 bytes in base64 without padding. */
    private static final int BASE64_CHARS = 43;

    public ServerKeyHash {
        value.requireSize(Sha256.BYTES, "a server key hash");
    }

    /** Of a public key that has an X.509 encoding, as every key of a certificate has. */
    public static ServerKeyHash of(PublicKey key) {
        return new ServerKeyHash(Sha256.of(Bytes.copyOf(key.getEncoded())));
    }

    /**
     * Reads what {@link #toString} printed.
     *
     * @throws MalformedException for anything else, also for another spelling of the same bytes
     */
    public static ServerKeyHash parse(String printed) throws MalformedException {
        if (!printed.startsWith(PREFIX) || printed.length() != PREFIX.length() + BASE64_CHARS) {
            throw new MalformedException(
                    "a fingerprint is " + PREFIX + " and " + BASE64_CHARS + " characters of base64");
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(printed.substring(PREFIX.length()));
            ServerKeyHash hash = new ServerKeyHash(Bytes.copyOf(decoded));
            if (!hash.toString().equals(printed)) {
                throw new MalformedException("the last character of the fingerprint is wrong");
            }
            return hash;
        } catch (IllegalArgumentException e) {
            throw new MalformedException("a fingerprint is base64 after " + PREFIX, e);
        }
    }

    /** {@code SHA256:} and base64 without padding, as SSH prints it. */
    @Override
    public String toString() {
        return PREFIX + Base64.getEncoder().withoutPadding().encodeToString(value.toArray());
    }
}
