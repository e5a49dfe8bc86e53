package messenger.crypto.ratchet;

import java.security.SecureRandom;
import messenger.crypto.AeadKey;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Hkdf;
import messenger.crypto.Label;
import messenger.crypto.MalformedException;
import messenger.crypto.Nonce;
import messenger.crypto.Padding;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;

/**
 * A content, padded and sealed once under a key of its own, and the {@link Wrap} that every recipient device gets
 * through its session (PROTOCOL 1.5).
 *
 * @param ciphertext C, the same for all recipients: a padding bucket and 16 bytes
 */
public record Envelope(Wrap wrap, Bytes ciphertext) {
    public static final int CIPHERTEXT_BYTES_MIN = Padding.BUCKET_BYTES_MIN + AeadKey.TAG_BYTES;
    public static final int CIPHERTEXT_BYTES_MAX = Padding.BUCKET_BYTES_MAX + AeadKey.TAG_BYTES;

    private static final Bytes LABEL = new Label("content").bytes();
    private static final AssociatedData AD = new AssociatedData(LABEL);

    /** Seals a content of at most {@value Padding#CONTENT_BYTES_MAX} bytes under a fresh key. */
    public static Envelope seal(Bytes content, SecureRandom random) {
        Secret contentKey = Secret.random(Wrap.KEY_BYTES, random);
        Bytes ciphertext = aead(contentKey).seal(Nonce.ZERO, AD, Padding.pad(content));
        return new Envelope(new Wrap(contentKey, Sha256.of(ciphertext)), ciphertext);
    }

    /** An empty content, sent only to let the ratchet turn; from outside it looks like any other short message. */
    public static Envelope heartbeat(SecureRandom random) {
        return seal(Bytes.EMPTY, random);
    }

    /**
     * The content; empty for a heartbeat. The hash is checked before anything is decrypted.
     *
     * @throws AuthenticationFailedException where the ciphertext is not the one the wrap was made for
     */
    public static Bytes open(Wrap wrap, Bytes ciphertext) throws AuthenticationFailedException {
        if (!Sha256.of(ciphertext).equalsConstantTime(wrap.ciphertextHash())) {
            throw new AuthenticationFailedException();
        }
        Bytes padded = aead(wrap.contentKey()).open(Nonce.ZERO, AD, ciphertext);
        try {
            return Padding.unpad(padded);
        } catch (MalformedException e) {
            throw new AuthenticationFailedException();
        }
    }

    private static AeadKey aead(Secret contentKey) {
        return AeadKey.of(Hkdf.derive(Hkdf.NO_SALT, contentKey, LABEL, AeadKey.BYTES));
    }

    @Override
    public String toString() {
        return "Envelope(" + ciphertext.size() + " bytes)";
    }
}
