package messenger.crypto.identity;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.Ed25519PublicKey;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;

/** An account as others see it: its identity key (AIK), of which its id is a hash (PROTOCOL 1.1). */
public record AccountPublic(Ed25519PublicKey identityKey) {
    /** The size of an encoded account: the key with its type byte. */
    public static final int ENCODED_BYTES = 1 + Ed25519PublicKey.BYTES;

    /** Whose list this is. */
    public static AccountPublic of(SignedDeviceList list) {
        return new AccountPublic(list.identityKey());
    }

    public static AccountPublic read(CanonicalReader reader) throws MalformedException, RejectedKeyException {
        return new AccountPublic(Ed25519PublicKey.read(reader));
    }

    public AccountId id() {
        return AccountId.of(identityKey);
    }

    public SafetyFingerprint fingerprint() {
        return SafetyFingerprint.of(identityKey);
    }

    /** The key with its type byte. */
    public Bytes encoded() {
        return identityKey.encoded();
    }

    @Override
    public String toString() {
        return "AccountPublic(" + id() + ")";
    }
}
