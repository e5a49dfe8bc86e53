package messenger.crypto;

import org.bouncycastle.crypto.params.MLKEMParameters;

/** The two parameter sets of ML-KEM (FIPS 203) in use: 768 inside the ratchet, 1024 in the handshake. */
public enum MlKem {
    ML_KEM_768(KeyType.ML_KEM_768, 1088),
    ML_KEM_1024(KeyType.ML_KEM_1024, 1568);

    private final KeyType keyType;
    private final int ciphertextBytes;

    MlKem(KeyType keyType, int ciphertextBytes) {
        this.keyType = keyType;
        this.ciphertextBytes = ciphertextBytes;
    }

    public KeyType keyType() {
        return keyType;
    }

    /** Size of a public key, without type byte. */
    public int publicKeyBytes() {
        return keyType.keyBytes();
    }

    /** Size of a ciphertext (FIPS 203 table 3). */
    public int ciphertextBytes() {
        return ciphertextBytes;
    }

    MLKEMParameters parameters() {
        return this == ML_KEM_768 ? MLKEMParameters.ml_kem_768 : MLKEMParameters.ml_kem_1024;
    }
}
