package messenger.crypto.identity;

import java.security.SecureRandom;
import messenger.crypto.Bytes;
import messenger.crypto.Ed25519KeyPair;
import messenger.crypto.Ed25519PublicKey;
import messenger.crypto.Secret;
import messenger.crypto.Signature;

/** An account's identity key (AIK): it signs device lists and nothing else. */
public final class AccountKey {
    private final Ed25519KeyPair pair;

    private AccountKey(Ed25519KeyPair pair) {
        this.pair = pair;
    }

    public static AccountKey generate(SecureRandom random) {
        return new AccountKey(Ed25519KeyPair.generate(random));
    }

    /** The key of a seed of {@value Ed25519KeyPair#SEED_BYTES} bytes. */
    public static AccountKey of(Secret seed) {
        return new AccountKey(Ed25519KeyPair.of(seed));
    }

    public AccountId id() {
        return AccountId.of(pair.publicKey());
    }

    public Ed25519PublicKey publicKey() {
        return pair.publicKey();
    }

    public Secret seed() {
        return pair.seed();
    }

    /** Signs the list for this account. */
    public SignedDeviceList sign(DeviceList list) {
        return SignedDeviceList.sign(this, list);
    }

    Signature sign(Bytes statement) {
        return pair.sign(statement);
    }

    @Override
    public String toString() {
        return "AccountKey(" + id() + ")";
    }
}
