package messenger.crypto.identity;

import java.security.SecureRandom;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.MlKem;
import messenger.crypto.MlKemKeyPair;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.X25519KeyPair;

/** A prekey with its secret side, as the device that made it keeps it. */
public record PrekeyPair(Prekey prekey, X25519KeyPair curve, MlKemKeyPair kem) {
    public PrekeyPair {
        if (!prekey.curveKey().equals(curve.publicKey()) || !prekey.kemKey().equals(kem.publicKey())) {
            throw new IllegalArgumentException("prekey " + prekey.id() + " has other public keys than its secrets");
        }
    }

    /**
     * A fresh prekey, signed by the device.
     *
     * @param today epoch day; it may be used up to and including {@code today + validDays}
     */
    public static PrekeyPair generate(
            PrekeyKind kind,
            AccountId account,
            DeviceKeys device,
            long id,
            int today,
            int validDays,
            SecureRandom random) {
        X25519KeyPair curve = X25519KeyPair.generate(random);
        MlKemKeyPair kem = MlKemKeyPair.generate(MlKem.ML_KEM_1024, random);
        int expiryDay = Math.addExact(today, validDays);
        var statement =
                Prekey.statement(kind, account, device.id(), id, today, expiryDay, curve.publicKey(), kem.publicKey());
        Prekey prekey = new Prekey(
                kind,
                id,
                today,
                expiryDay,
                curve.publicKey(),
                kem.publicKey(),
                device.signing().sign(statement));
        return new PrekeyPair(prekey, curve, kem);
    }

    /** Both sides, for the vault. */
    public Bytes encoded() {
        return new CanonicalWriter()
                .prefixed(prekey.encoded())
                .secret(curve.secret())
                .secret(kem.seed())
                .toBytes();
    }

    /** Reads what {@link #encoded} wrote. */
    public static PrekeyPair decode(Bytes encoded) throws MalformedException, RejectedKeyException {
        CanonicalReader reader = new CanonicalReader(encoded);
        Prekey prekey = Prekey.decode(reader.prefixed(Prekey.ENCODED_BYTES));
        X25519KeyPair curve = X25519KeyPair.of(reader.secret(X25519KeyPair.SECRET_BYTES));
        MlKemKeyPair kem = MlKemKeyPair.of(MlKem.ML_KEM_1024, reader.secret(MlKemKeyPair.SEED_BYTES));
        reader.end();
        if (!prekey.curveKey().equals(curve.publicKey()) || !prekey.kemKey().equals(kem.publicKey())) {
            throw new MalformedException("a prekey with other secrets");
        }
        return new PrekeyPair(prekey, curve, kem);
    }

    public long id() {
        return prekey.id();
    }
}
