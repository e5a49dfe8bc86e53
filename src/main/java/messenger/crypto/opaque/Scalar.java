package messenger.crypto.opaque;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.hash2curve.OPRFHashToScalar;
import org.bouncycastle.util.BigIntegers;

/** A secret number from 1 to the order of P-256 less one: a private key or a blind. */
final class Scalar {
    static final int BYTES = 32;

    /** RFC 9497 4.3: the security level of P-256, which makes HashToScalar reduce 48 bytes. */
    private static final int SECURITY_BITS = 128;

    /** RFC 9497 3.2.1: the counter is one byte. */
    private static final int DERIVE_TRIES_MAX = 256;

    /** One draw fails once in 2^32; a source that fails this often gives no random bytes. */
    private static final int DRAWS_MAX = 16;

    private static final BigInteger ORDER = Element.CURVE.getOrder();

    private final BigInteger value;

    private Scalar(BigInteger value) {
        this.value = value;
    }

    /** A uniform scalar by rejection (RFC 9497 4.7.1): 32 bytes a draw. */
    static Scalar random(SecureRandom random) {
        byte[] drawn = new byte[BYTES];
        try {
            for (int i = 0; i < DRAWS_MAX; i++) {
                random.nextBytes(drawn);
                BigInteger value = new BigInteger(1, drawn);
                if (isInRange(value)) {
                    return new Scalar(value);
                }
            }
        } finally {
            Arrays.fill(drawn, (byte) 0);
        }
        throw new IllegalStateException(DRAWS_MAX + " draws gave no scalar: the random source is broken");
    }

    /** DeriveKeyPair's private key (RFC 9497 3.2.1) from a seed of 32 bytes. */
    static Scalar derive(Secret seed, Bytes info) {
        byte[] input = Secret.concat(
                        seed, Secret.copyOf(Oprf.lengthAndValue(info).toArray()), Secret.copyOf(new byte[1]))
                .expose();
        byte[] tag = Bytes.utf8(Oprf.DERIVE_KEY_PAIR_TAG).toArray();
        try {
            for (int counter = 0; counter < DERIVE_TRIES_MAX; counter++) {
                input[input.length - 1] = (byte) counter;
                BigInteger value =
                        new OPRFHashToScalar(Element.CURVE, new SHA256Digest(), SECURITY_BITS).process(input, tag);
                if (isInRange(value)) {
                    return new Scalar(value);
                }
            }
        } finally {
            Arrays.fill(input, (byte) 0);
        }
        throw new IllegalStateException("SHA-256 gave zero " + DERIVE_TRIES_MAX + " times");
    }

    /** Reads {@link #encoded()}; {@value #BYTES} bytes, big-endian. */
    static Scalar decode(Secret encoded) throws MalformedException {
        byte[] bytes = encoded.requireSize(BYTES, "a scalar").expose();
        BigInteger value = new BigInteger(1, bytes);
        Arrays.fill(bytes, (byte) 0);
        if (!isInRange(value)) {
            throw new MalformedException("a scalar out of range");
        }
        return new Scalar(value);
    }

    private static boolean isInRange(BigInteger value) {
        return value.signum() > 0 && value.compareTo(ORDER) < 0;
    }

    Secret encoded() {
        byte[] bytes = BigIntegers.asUnsignedByteArray(BYTES, value);
        Secret encoded = Secret.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return encoded;
    }

    /** The inverse modulo the order, by Bouncy Castle's constant-time algorithm rather than {@code modInverse}. */
    Scalar inverse() {
        return new Scalar(BigIntegers.modOddInverse(ORDER, value));
    }

    BigInteger value() {
        return value;
    }

    @Override
    public String toString() {
        return "Scalar";
    }
}
