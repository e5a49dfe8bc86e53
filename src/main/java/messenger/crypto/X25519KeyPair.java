package messenger.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * A key pair of X25519 (RFC 7748). The public key is computed once: deriving it per message costs five times the
 * message.
 */
public final class X25519KeyPair {
    public static final int SECRET_BYTES = 32;

    private final Secret secret;
    private final X25519PublicKey publicKey;

    private X25519KeyPair(Secret secret, X25519PublicKey publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    public static X25519KeyPair generate(SecureRandom random) {
        return of(Secret.random(SECRET_BYTES, random));
    }

    /** The pair of a secret scalar of {@value #SECRET_BYTES} bytes, clamped as RFC 7748 5 says when it is used. */
    public static X25519KeyPair of(Secret secret) {
        var parameters = new X25519PrivateKeyParameters(
                secret.requireSize(SECRET_BYTES, "an X25519 secret").expose());
        return new X25519KeyPair(
                secret,
                X25519PublicKey.of(Bytes.copyOf(parameters.generatePublicKey().getEncoded())));
    }

    public X25519PublicKey publicKey() {
        return publicKey;
    }

    public Secret secret() {
        return secret;
    }

    /**
     * The shared secret of RFC 7748 6.1, 32 bytes.
     *
     * @throws RejectedKeyException where the other key is of low order, so that the result would be all zero
     */
    public Secret agree(X25519PublicKey other) throws RejectedKeyException {
        byte[] shared = new byte[SECRET_BYTES];
        try {
            new X25519PrivateKeyParameters(secret.expose()).generateSecret(other.parameters(), shared, 0);
        } catch (IllegalStateException e) {
            throw new RejectedKeyException("an X25519 key of low order", e);
        }
        return Secret.copyOf(shared);
    }

    @Override
    public String toString() {
        return "X25519KeyPair(" + publicKey.raw().toHex() + ")";
    }
}
