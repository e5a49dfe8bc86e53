package messenger.crypto.identity;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Label;
import messenger.crypto.MalformedException;
import messenger.crypto.MlKem;
import messenger.crypto.MlKemPublicKey;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Signature;
import messenger.crypto.Suite;
import messenger.crypto.X25519PublicKey;

/**
 * The public side of a prekey: an X25519 and an ML-KEM-1024 key under one id and one signature of the device (PROTOCOL
 * 1.2).
 *
 * @param id u32, unique per device
 * @param expiryDay the last epoch day on which it may be used
 */
public record Prekey(
        PrekeyKind kind,
        long id,
        int createdDay,
        int expiryDay,
        X25519PublicKey curveKey,
        MlKemPublicKey kemKey,
        Signature signature) {
    /** The size of an encoded prekey. */
    public static final int ENCODED_BYTES = 1 + 4 + 4 + 4 + 33 + 1569 + 64;

    public static final long ID_MAX = 0xffff_ffffL;
    private static final Label LABEL = new Label("prekey");

    public Prekey {
        if (id < 1 || id > ID_MAX || createdDay < 0 || expiryDay < createdDay) {
            throw new IllegalArgumentException("prekey " + id + " of days " + createdDay + " to " + expiryDay);
        }
        if (kemKey.set() != MlKem.ML_KEM_1024) {
            throw new IllegalArgumentException("a prekey holds an ML-KEM-1024 key, not " + kemKey.set());
        }
    }

    /**
     * Checks that this device of this account made the key and that it is still valid.
     *
     * @param today epoch day
     * @throws AuthenticationFailedException for another signer, account, device or content, or after the expiry day
     */
    public void verify(AccountId account, Device device, int today) throws AuthenticationFailedException {
        if (today > expiryDay) {
            throw new AuthenticationFailedException();
        }
        device.signingKey()
                .verify(statement(kind, account, device.id(), id, createdDay, expiryDay, curveKey, kemKey), signature);
    }

    static Bytes statement(
            PrekeyKind kind,
            AccountId account,
            DeviceId device,
            long id,
            int createdDay,
            int expiryDay,
            X25519PublicKey curveKey,
            MlKemPublicKey kemKey) {
        return new CanonicalWriter()
                .bytes(LABEL.bytes())
                .bytes(Suite.ID)
                .u8(kind.code())
                .bytes(account.value())
                .u8(device.value())
                .u32(id)
                .u32(createdDay)
                .u32(expiryDay)
                .prefixed(curveKey.encoded())
                .prefixed(kemKey.encoded())
                .toBytes();
    }

    public Bytes encoded() {
        return new CanonicalWriter()
                .u8(kind.code())
                .u32(id)
                .u32(createdDay)
                .u32(expiryDay)
                .bytes(curveKey.encoded())
                .bytes(kemKey.encoded())
                .bytes(signature.value())
                .toBytes();
    }

    /** Reads a prekey; whose it is shows only {@link #verify}. */
    public static Prekey decode(Bytes encoded) throws MalformedException, RejectedKeyException {
        CanonicalReader reader = new CanonicalReader(encoded);
        PrekeyKind kind = PrekeyKind.read(reader);
        long id = reader.u32();
        int createdDay = Days.read(reader);
        int expiryDay = Days.read(reader);
        X25519PublicKey curveKey = X25519PublicKey.read(reader);
        MlKemPublicKey kemKey = MlKemPublicKey.read(MlKem.ML_KEM_1024, reader);
        Signature signature = Signature.read(reader);
        reader.end();
        if (id == 0 || expiryDay < createdDay) {
            throw new MalformedException("prekey " + id + " of days " + createdDay + " to " + expiryDay);
        }
        return new Prekey(kind, id, createdDay, expiryDay, curveKey, kemKey, signature);
    }
}
