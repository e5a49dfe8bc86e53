package messenger.crypto;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id version 1.3 (RFC 9106). */
public final class Argon2id {
    public static final int SALT_BYTES = 16;

    private Argon2id() {}

    /**
     * A key from a password.
     *
     * @param password in UTF-8; the caller erases it
     * @param salt {@value #SALT_BYTES} bytes
     * @param size of the key in bytes
     */
    public static Secret derive(Secret password, Bytes salt, Cost cost, int size) {
        byte[] secret = password.expose();
        byte[] key = new byte[size];
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt.requireSize(SALT_BYTES, "an Argon2id salt").toArray())
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .build());
        generator.generateBytes(secret, key);
        java.util.Arrays.fill(secret, (byte) 0);
        return Secret.copyOf(key);
    }

    /**
     * What a guess costs. Bounded on both sides, because it is read from files: too little would give the password
     * away, too much would stop the program (the class of CVE-2026-15055).
     */
    public record Cost(int memoryKib, int passes, int lanes) {
        public static final int MEMORY_KIB_MIN = 8;
        public static final int MEMORY_KIB_MAX = 1 << 20;
        public static final int PASSES_MAX = 16;

        /** PROTOCOL 1.15: 64 MiB, three passes, one lane; 135 ms measured. */
        public static final Cost STANDARD = new Cost(64 * 1024, 3, 1);

        public Cost {
            if (memoryKib < MEMORY_KIB_MIN || memoryKib > MEMORY_KIB_MAX) {
                throw new IllegalArgumentException("Argon2id memory of " + memoryKib + " KiB is out of bounds");
            }
            if (passes < 1 || passes > PASSES_MAX) {
                throw new IllegalArgumentException("Argon2id with " + passes + " passes is out of bounds");
            }
            if (lanes != 1) {
                throw new IllegalArgumentException("Argon2id runs with one lane here, not " + lanes);
            }
        }
    }
}
