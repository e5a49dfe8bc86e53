package messenger.crypto.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import messenger.crypto.Bytes;
import messenger.crypto.Ed25519PublicKey;

/**
 * The half of a safety number that stands for one account: thirty digits, or the 32 bytes behind them (PROTOCOL 1.14).
 */
public record SafetyFingerprint(Bytes value) {
    public static final int BYTES = 32;
    public static final int DIGITS = 30;
    private static final int ITERATIONS = 5200;
    private static final int GROUP_DIGITS = 5;
    private static final int GROUP_MODULUS = 100_000;
    private static final byte VERSION = 1;

    public SafetyFingerprint {
        value.requireSize(BYTES, "a safety fingerprint");
    }

    /** SHA-512 iterated {@value #ITERATIONS} times over version, identity key and account id. */
    public static SafetyFingerprint of(Ed25519PublicKey identityKey) {
        MessageDigest digest = sha512();
        byte[] key = identityKey.encoded().toArray();
        byte[] account = AccountId.of(identityKey).value().toArray();
        digest.update(VERSION);
        digest.update(key);
        digest.update(account);
        byte[] hash = digest.digest();
        for (int i = 1; i < ITERATIONS; i++) {
            digest.update(hash);
            digest.update(key);
            hash = digest.digest();
        }
        return new SafetyFingerprint(Bytes.copyOf(hash, 0, BYTES));
    }

    /** {@value #DIGITS} digits: six times five bytes of the value, modulo 100,000. */
    public String digits() {
        StringBuilder digits = new StringBuilder(DIGITS);
        for (int at = 0; digits.length() < DIGITS; at += GROUP_DIGITS) {
            long number = 0;
            for (int i = at; i < at + GROUP_DIGITS; i++) {
                number = number << Byte.SIZE | value.at(i);
            }
            digits.append(String.format("%05d", number % GROUP_MODULUS));
        }
        return digits.toString();
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }

    /** Six groups of five digits, as people read them aloud. */
    @Override
    public String toString() {
        return digits().replaceAll("(.{5})(?!$)", "$1 ");
    }
}
