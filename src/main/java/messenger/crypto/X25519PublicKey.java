package messenger.crypto;

import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * A public key of X25519 (RFC 7748). Any 32 bytes are one; those of low order are refused when they are used, and other
 * encodings of a point differ in the transcript, which holds the raw bytes.
 */
public final class X25519PublicKey {
    public static final int BYTES = KeyType.X25519.keyBytes();

    private final Bytes raw;

    private X25519PublicKey(Bytes raw) {
        this.raw = raw;
    }

    /** The key of these {@value X25519KeyPair#SECRET_BYTES} bytes. */
    public static X25519PublicKey of(Bytes raw) {
        return new X25519PublicKey(raw.requireSize(BYTES, "an X25519 key"));
    }

    /** Reads a key with its type byte. */
    public static X25519PublicKey read(CanonicalReader reader) throws MalformedException {
        return of(KeyType.X25519.read(reader));
    }

    /** The key without type byte. */
    public Bytes raw() {
        return raw;
    }

    /** Type byte and key. */
    public Bytes encoded() {
        return KeyType.X25519.encode(raw);
    }

    X25519PublicKeyParameters parameters() {
        return new X25519PublicKeyParameters(raw.toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof X25519PublicKey that && raw.equals(that.raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    @Override
    public String toString() {
        return "X25519PublicKey(" + raw.toHex() + ")";
    }
}
