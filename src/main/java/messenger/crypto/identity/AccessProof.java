package messenger.crypto.identity;

import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Hmac;
import messenger.crypto.Label;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;

/**
 * How a newcomer proves to know a server's access password: a code over this connection's nonce and the account that
 * registers, so that it is good for nothing else. The server keeps the key and not the password.
 *
 * @param nonce {@value LoginProof#NONCE_BYTES} bytes of the server
 */
public record AccessProof(Bytes nonce, AccountId account) {
    public static final int KEY_BYTES = 32;
    private static final Label SALT_LABEL = new Label("access-salt");
    private static final Label LABEL = new Label("access");

    public AccessProof {
        nonce.requireSize(LoginProof.NONCE_BYTES, "a login nonce");
    }

    /**
     * The key of an access password, {@value #KEY_BYTES} bytes. Salted by the server, so that no table of guesses
     * serves for two.
     *
     * @param accessPassword in UTF-8; the caller erases it
     * @param serverKeyHash SHA-256 of the server's SubjectPublicKeyInfo, 32 bytes
     */
    public static Secret key(Secret accessPassword, Bytes serverKeyHash, Argon2id.Cost cost) {
        serverKeyHash.requireSize(Sha256.BYTES, "a server key hash");
        Bytes salt = Sha256.of(SALT_LABEL.with(serverKeyHash)).slice(0, Argon2id.SALT_BYTES);
        return Argon2id.derive(accessPassword, salt, cost, KEY_BYTES);
    }

    /** What the newcomer sends, {@value Hmac#BYTES} bytes. */
    public Bytes by(Secret key) {
        return Bytes.copyOf(Hmac.sha256(key, LABEL.with(nonce, account.value())).expose());
    }

    /** Whether this is what {@link #by} makes of the key; takes the same time wherever they differ. */
    public boolean verifies(Secret key, Bytes proof) {
        return by(key).equalsConstantTime(proof);
    }
}
