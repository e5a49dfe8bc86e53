package messenger.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key for AES-256-GCM with a 128-bit tag (SP 800-38D). Every key meets a nonce once: single-use keys take {@link
 * Nonce#ZERO}, longer-lived ones random nonces, and no key of ours seals more than 2^32 times (PROTOCOL 1.0).
 */
public final class AeadKey {
    public static final int BYTES = 32;
    public static final int TAG_BYTES = 16;

    private final Secret key;

    private AeadKey(Secret key) {
        this.key = key;
    }

    /** A key of {@value #BYTES} bytes. */
    public static AeadKey of(Secret key) {
        return new AeadKey(key.requireSize(BYTES, "an AES-256-GCM key"));
    }

    /** The ciphertext and its tag, {@value #TAG_BYTES} bytes longer than the plaintext. */
    public Bytes seal(Nonce nonce, AssociatedData ad, Bytes plaintext) {
        try {
            return Bytes.copyOf(cipher(Cipher.ENCRYPT_MODE, nonce, ad).doFinal(plaintext.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM refused to seal", e);
        }
    }

    /**
     * The plaintext of what {@link #seal} made with the same key, nonce and associated data.
     *
     * @throws AuthenticationFailedException for anything else, also for fewer than {@value #TAG_BYTES} bytes
     */
    public Bytes open(Nonce nonce, AssociatedData ad, Bytes sealed) throws AuthenticationFailedException {
        if (sealed.size() < TAG_BYTES) {
            throw new AuthenticationFailedException();
        }
        try {
            return Bytes.copyOf(cipher(Cipher.DECRYPT_MODE, nonce, ad).doFinal(sealed.toArray()));
        } catch (AEADBadTagException e) {
            throw new AuthenticationFailedException();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM refused to open", e);
        }
    }

    private Cipher cipher(int mode, Nonce nonce, AssociatedData ad) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(key.expose(), "AES"),
                new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce.value().toArray()));
        cipher.updateAAD(ad.value().toArray());
        return cipher;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AeadKey that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "AeadKey";
    }
}
