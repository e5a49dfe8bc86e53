package messenger.crypto.ratchet;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;

/**
 * What a session carries: the key of one content and the hash of its ciphertext, always {@value #BYTES} bytes (PROTOCOL
 * 1.5). The hash is there because AES-GCM does not commit to its key: without it, an insider could show two people
 * different texts.
 *
 * @param contentKey Kc, 32 bytes, used once
 * @param ciphertextHash SHA-256 of C, 32 bytes
 */
public record Wrap(Secret contentKey, Bytes ciphertextHash) {
    public static final int KEY_BYTES = 32;
    public static final int BYTES = KEY_BYTES + Sha256.BYTES;

    public Wrap {
        contentKey.requireSize(KEY_BYTES, "a content key");
        ciphertextHash.requireSize(Sha256.BYTES, "a ciphertext hash");
    }

    Bytes encoded() {
        return Bytes.concat(Bytes.copyOf(contentKey.expose()), ciphertextHash);
    }

    static Wrap decode(Bytes plaintext) throws AuthenticationFailedException {
        if (plaintext.size() != BYTES) {
            throw new AuthenticationFailedException();
        }
        return new Wrap(
                Secret.copyOf(plaintext.slice(0, KEY_BYTES).toArray()), plaintext.slice(KEY_BYTES, Sha256.BYTES));
    }

    @Override
    public String toString() {
        return "Wrap";
    }
}
