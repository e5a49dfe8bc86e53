package messenger.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;

/** A key pair of ML-KEM (FIPS 203), kept as its 64-byte seed {@code d || z}. */
public final class MlKemKeyPair {
    public static final int SEED_BYTES = 64;

    private final MlKem set;
    private final Secret seed;
    private final MlKemPublicKey publicKey;

    private MlKemKeyPair(MlKem set, Secret seed, MlKemPublicKey publicKey) {
        this.set = set;
        this.seed = seed;
        this.publicKey = publicKey;
    }

    public static MlKemKeyPair generate(MlKem set, SecureRandom random) {
        return of(set, Secret.random(SEED_BYTES, random));
    }

    /** The pair of a seed of {@value #SEED_BYTES} bytes (FIPS 203 7.1, ML-KEM.KeyGen_internal). */
    public static MlKemKeyPair of(MlKem set, Secret seed) {
        var parameters = new MLKEMPrivateKeyParameters(
                set.parameters(), seed.requireSize(SEED_BYTES, "an ML-KEM seed").expose());
        return new MlKemKeyPair(set, seed, MlKemPublicKey.trusted(set, Bytes.copyOf(parameters.getPublicKey())));
    }

    /**
     * The shared secret of a ciphertext, 32 bytes. One that was not made for this key gives a secret that nobody knows
     * (implicit rejection, FIPS 203 6.3): the AEAD that follows fails.
     *
     * @throws MalformedException for a wrong size
     */
    public Secret decapsulate(Bytes ciphertext) throws MalformedException {
        if (ciphertext.size() != set.ciphertextBytes()) {
            throw new MalformedException(
                    set + " ciphertexts have " + set.ciphertextBytes() + " bytes, not " + ciphertext.size());
        }
        var parameters = new MLKEMPrivateKeyParameters(set.parameters(), seed.expose());
        return Secret.copyOf(new MLKEMExtractor(parameters).extractSecret(ciphertext.toArray()));
    }

    public MlKemPublicKey publicKey() {
        return publicKey;
    }

    public Secret seed() {
        return seed;
    }

    @Override
    public String toString() {
        return "MlKemKeyPair(" + set + ")";
    }
}
