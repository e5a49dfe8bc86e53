package messenger.crypto.verify;

import messenger.crypto.Ed25519KeyPair;
import messenger.crypto.Secret;
import messenger.crypto.identity.AccountKey;

/**
 * An account's identity key as a text to write down and lock away (PROTOCOL 1.1): whoever has it is the account.
 *
 * @param seed of the account key, {@value Ed25519KeyPair#SEED_BYTES} bytes
 */
public record RecoveryCode(Secret seed) {
    public RecoveryCode {
        seed.requireSize(Ed25519KeyPair.SEED_BYTES, "an account's seed");
    }

    public static RecoveryCode of(AccountKey account) {
        return new RecoveryCode(account.seed());
    }

    /**
     * Reads what {@link #text} wrote, as {@link TypedCode#read} does.
     *
     * @throws CodeRefusedException for anything else
     */
    public static RecoveryCode parse(String text) throws CodeRefusedException {
        Secret seed = TypedCode.read(CodeKind.RECOVERY, text).payload();
        if (seed.size() != Ed25519KeyPair.SEED_BYTES) {
            throw CodeRefusedException.mistyped();
        }
        return new RecoveryCode(seed);
    }

    /** The text to show once: {@code recovery-} and 56 letters and digits in groups of five. */
    public String text() {
        return new TypedCode(CodeKind.RECOVERY, seed).text();
    }

    /** The account key that the seed makes. */
    public AccountKey accountKey() {
        return AccountKey.of(seed);
    }

    /** Nothing of the seed. */
    @Override
    public String toString() {
        return "RecoveryCode";
    }
}
