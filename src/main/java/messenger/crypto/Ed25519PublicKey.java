package messenger.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A public key of Ed25519 (RFC 8032): canonical, on the curve and of full order, or it does not come into being. */
public final class Ed25519PublicKey {
    public static final int BYTES = KeyType.ED25519.keyBytes();

    private final Bytes raw;

    private Ed25519PublicKey(Bytes raw) {
        this.raw = raw;
    }

    /**
     * The key of these bytes, strictly checked.
     *
     * @throws RejectedKeyException unless they are the canonical encoding of a point of prime order
     */
    public static Ed25519PublicKey of(Bytes raw) throws RejectedKeyException {
        if (raw.size() != BYTES || !Ed25519.validatePublicKeyFull(raw.toArray(), 0)) {
            throw new RejectedKeyException("not an Ed25519 key");
        }
        return new Ed25519PublicKey(raw);
    }

    /** The key that belongs to a secret of ours; no need to look at it twice. */
    static Ed25519PublicKey trusted(Bytes raw) {
        return new Ed25519PublicKey(raw.requireSize(BYTES, "an Ed25519 key"));
    }

    /** Reads a key with its type byte. */
    public static Ed25519PublicKey read(CanonicalReader reader) throws MalformedException, RejectedKeyException {
        return of(KeyType.ED25519.read(reader));
    }

    /**
     * Checks a signature over the message.
     *
     * @throws AuthenticationFailedException where it was not made by this key over these bytes
     */
    public void verify(Bytes message, Signature signature) throws AuthenticationFailedException {
        byte[] signed = message.toArray();
        if (!Ed25519.verify(signature.value().toArray(), 0, raw.toArray(), 0, signed, 0, signed.length)) {
            throw new AuthenticationFailedException();
        }
    }

    /** The key without type byte. */
    public Bytes raw() {
        return raw;
    }

    /** Type byte and key. */
    public Bytes encoded() {
        return KeyType.ED25519.encode(raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519PublicKey that && raw.equals(that.raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    @Override
    public String toString() {
        return "Ed25519PublicKey(" + raw.toHex() + ")";
    }
}
