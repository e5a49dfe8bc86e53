package messenger.crypto.identity;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.Ed25519PublicKey;
import messenger.crypto.Label;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;

/** An account: a hash of its identity key, so that nobody can present another key for it (PROTOCOL 1.1). */
public record AccountId(Bytes value) {
    public static final int BYTES = 16;
    private static final Label LABEL = new Label("account");

    public AccountId {
        value.requireSize(BYTES, "an account id");
    }

    /** The account that this identity key is. */
    public static AccountId of(Ed25519PublicKey identityKey) {
        return new AccountId(Sha256.of(LABEL.with(identityKey.encoded())).slice(0, BYTES));
    }

    public static AccountId read(CanonicalReader reader) throws MalformedException {
        return new AccountId(reader.bytes(BYTES));
    }

    @Override
    public String toString() {
        return value.toHex();
    }
}
