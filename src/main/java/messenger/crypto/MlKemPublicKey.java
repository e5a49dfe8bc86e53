package messenger.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** An encapsulation key of ML-KEM (FIPS 203) whose size and modulus were checked (FIPS 203 7.2). */
public final class MlKemPublicKey {
    private final MlKem set;
    private final Bytes raw;

    private MlKemPublicKey(MlKem set, Bytes raw) {
        this.set = set;
        this.raw = raw;
    }

    /**
     * The key of these bytes.
     *
     * @throws RejectedKeyException for a wrong size or a coefficient that is not reduced
     */
    public static MlKemPublicKey of(MlKem set, Bytes raw) throws RejectedKeyException {
        if (raw.size() != set.publicKeyBytes()) {
            throw new RejectedKeyException(set + " keys have " + set.publicKeyBytes() + " bytes, not " + raw.size());
        }
        try {
            new MLKEMPublicKeyParameters(set.parameters(), raw.toArray());
        } catch (IllegalArgumentException e) {
            throw new RejectedKeyException("not a key of " + set, e);
        }
        return new MlKemPublicKey(set, raw);
    }

    /** The key that belongs to a seed of ours; no need to look at it twice. */
    static MlKemPublicKey trusted(MlKem set, Bytes raw) {
        return new MlKemPublicKey(set, raw.requireSize(set.publicKeyBytes(), "an ML-KEM key"));
    }

    /** Reads a key of this parameter set with its type byte. */
    public static MlKemPublicKey read(MlKem set, CanonicalReader reader)
            throws MalformedException, RejectedKeyException {
        return of(set, set.keyType().read(reader));
    }

    /** A fresh shared secret and the ciphertext that carries it (FIPS 203 7.2). */
    public Encapsulation encapsulate(SecureRandom random) {
        var made = new MLKEMGenerator(random)
                .generateEncapsulated(new MLKEMPublicKeyParameters(set.parameters(), raw.toArray()));
        return new Encapsulation(Bytes.copyOf(made.getEncapsulation()), Secret.copyOf(made.getSecret()));
    }

    public MlKem set() {
        return set;
    }

    /** The key without type byte. */
    public Bytes raw() {
        return raw;
    }

    /** Type byte and key. */
    public Bytes encoded() {
        return set.keyType().encode(raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MlKemPublicKey that && set == that.set && raw.equals(that.raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    @Override
    public String toString() {
        return "MlKemPublicKey(" + set + ")";
    }

    /** What encapsulation gives: the ciphertext for the other side, and the shared secret of 32 bytes. */
    public record Encapsulation(Bytes ciphertext, Secret shared) {}
}
