package messenger.attack;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MlKem;
import messenger.crypto.MlKemKeyPair;
import messenger.crypto.Secret;
import messenger.crypto.X25519KeyPair;

/** What an attacker was told: the secret side of X25519 and ML-KEM-768 keys, each kind as long as its tap is open. */
final class Leak {
    private final Map<Bytes, Secret> curveSecrets = new HashMap<>();
    private final Map<Bytes, MlKemKeyPair> kemPairs = new HashMap<>();
    boolean curveIsOpen = true;
    boolean kemIsOpen = true;

    /** Takes every draw of a random source for the secret that its size can be. */
    void drawn(Secret secret) {
        if (secret.size() == X25519KeyPair.SECRET_BYTES && curveIsOpen) {
            add(X25519KeyPair.of(secret));
        } else if (secret.size() == MlKemKeyPair.SEED_BYTES && kemIsOpen) {
            MlKemKeyPair pair = MlKemKeyPair.of(MlKem.ML_KEM_768, secret);
            kemPairs.put(pair.publicKey().raw(), pair);
        }
    }

    void add(X25519KeyPair pair) {
        curveSecrets.put(pair.publicKey().raw(), pair.secret());
    }

    Optional<Secret> curve(Bytes publicKey) {
        return Optional.ofNullable(curveSecrets.get(publicKey));
    }

    Optional<MlKemKeyPair> kem(Bytes publicKey) {
        return Optional.ofNullable(kemPairs.get(publicKey));
    }
}
