package messenger.crypto;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A signing key of Ed25519 (RFC 8032), made of a 32-byte seed. */
public final class Ed25519KeyPair {
    public static final int SEED_BYTES = 32;

    private final Secret seed;
    private final Ed25519PublicKey publicKey;

    private Ed25519KeyPair(Secret seed, Ed25519PublicKey publicKey) {
        this.seed = seed;
        this.publicKey = publicKey;
    }

    public static Ed25519KeyPair generate(SecureRandom random) {
        return of(Secret.random(SEED_BYTES, random));
    }

    /** The pair of a seed of {@value #SEED_BYTES} bytes. */
    public static Ed25519KeyPair of(Secret seed) {
        byte[] key = new byte[Ed25519PublicKey.BYTES];
        Ed25519.generatePublicKey(
                seed.requireSize(SEED_BYTES, "an Ed25519 seed").expose(), 0, key, 0);
        return new Ed25519KeyPair(seed, Ed25519PublicKey.trusted(Bytes.copyOf(key)));
    }

    public Ed25519PublicKey publicKey() {
        return publicKey;
    }

    public Secret seed() {
        return seed;
    }

    public Signature sign(Bytes message) {
        byte[] signature = new byte[Signature.BYTES];
        byte[] signed = message.toArray();
        Ed25519.sign(seed.expose(), 0, publicKey.raw().toArray(), 0, signed, 0, signed.length, signature, 0);
        return new Signature(Bytes.copyOf(signature));
    }

    @Override
    public String toString() {
        return "Ed25519KeyPair(" + publicKey.raw().toHex() + ")";
    }
}
