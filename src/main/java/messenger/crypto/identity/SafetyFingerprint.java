package messenger.crypto.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import messenger.crypto.Ed25519PublicKey;

/** The half of a safety number that stands for one account: thirty digits (PROTOCOL 1.14). */
public record SafetyFingerprint(String digits) {
    public static final int DIGITS = 30;
    private static final int ITERATIONS = 5200;
    private static final int GROUP_DIGITS = 5;
    private static final int GROUP_MODULUS = 100_000;
    private static final byte VERSION = 1;

    public SafetyFingerprint {
        if (!digits.matches("[0-9]{" + DIGITS + "}")) {
            throw new IllegalArgumentException("a safety fingerprint has " + DIGITS + " digits");
        }
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
        StringBuilder digits = new StringBuilder(DIGITS);
        for (int at = 0; digits.length() < DIGITS; at += GROUP_DIGITS) {
            long number = 0;
            for (int i = at; i < at + GROUP_DIGITS; i++) {
                number = number << Byte.SIZE | (hash[i] & 0xff);
            }
            digits.append(String.format("%05d", number % GROUP_MODULUS));
        }
        return new SafetyFingerprint(digits.toString());
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
        return digits.replaceAll("(.{5})(?!$)", "$1 ");
    }
}
