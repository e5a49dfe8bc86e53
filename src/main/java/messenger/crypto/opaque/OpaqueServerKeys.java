package messenger.crypto.opaque;

import java.security.SecureRandom;
import messenger.crypto.Bytes;
import messenger.crypto.Hkdf;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;

/**
 * What a server needs to know of every password: the seed of all OPRF keys and its key pair. Losing them loses every
 * registration; a thief who also has the records can try passwords without asking the server.
 */
public final class OpaqueServerKeys {
    /** The seed and the private key. */
    public static final int ENCODED_BYTES = OpaqueSizes.SEED + Scalar.BYTES;

    private static final Bytes OPRF_KEY = Bytes.utf8("OprfKey");
    private static final Bytes OPRF_KEY_PAIR = Bytes.utf8("OPAQUE-DeriveKeyPair");
    private static final Bytes FAKE_MASKING_KEY = Bytes.utf8("messenger/1 opaque fake masking key");
    private static final Bytes FAKE_CLIENT_KEY = Bytes.utf8("messenger/1 opaque fake client key");

    private final Secret oprfSeed;
    private final Scalar privateKey;
    private final Element publicKey;
    private final Element fakeClientKey;

    private OpaqueServerKeys(Secret oprfSeed, Scalar privateKey, Element publicKey, Element fakeClientKey) {
        this.oprfSeed = oprfSeed;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.fakeClientKey = fakeClientKey;
    }

    private static OpaqueServerKeys of(Secret oprfSeed, Scalar privateKey) {
        Scalar fakeClient = KeyExchange.privateKey(Hkdf.expand(oprfSeed, FAKE_CLIENT_KEY, OpaqueSizes.SEED));
        return new OpaqueServerKeys(oprfSeed, privateKey, Element.publicKey(privateKey), Element.publicKey(fakeClient));
    }

    public static OpaqueServerKeys generate(SecureRandom random) {
        return of(Secret.random(OpaqueSizes.SEED, random), Scalar.random(random));
    }

    /**
     * Reads {@link #encoded()}.
     *
     * @throws MalformedException for another size than {@value #ENCODED_BYTES}, or a private key out of range
     */
    public static OpaqueServerKeys decode(Secret encoded) throws MalformedException {
        if (encoded.size() != ENCODED_BYTES) {
            throw new MalformedException("OPAQUE server keys of " + encoded.size() + " bytes");
        }
        return of(encoded.slice(0, OpaqueSizes.SEED), Scalar.decode(encoded.slice(OpaqueSizes.SEED, Scalar.BYTES)));
    }

    /** {@value #ENCODED_BYTES} bytes, to be kept apart from the records. */
    public Secret encoded() {
        return Secret.concat(oprfSeed, privateKey.encoded());
    }

    /** The OPRF key of a credential (RFC 9807 5.2.2). */
    Scalar oprfKey(CredentialId id) {
        Secret seed = Hkdf.expand(oprfSeed, Bytes.concat(id.value(), OPRF_KEY), Scalar.BYTES);
        Scalar key = Scalar.derive(seed, OPRF_KEY_PAIR);
        seed.erase();
        return key;
    }

    /**
     * The record of nobody (RFC 9807 6.3.2.2), the same each time for the same name. The labels end otherwise than that
     * of the OPRF key, so no name makes one the other.
     */
    RegistrationRecord fakeRecord(CredentialId id) {
        Secret maskingKey = Hkdf.expand(oprfSeed, Bytes.concat(id.value(), FAKE_MASKING_KEY), OpaqueSizes.MASKING_KEY);
        return RegistrationRecord.of(
                fakeClientKey, Bytes.copyOf(maskingKey.expose()), Bytes.copyOf(new byte[OpaqueSizes.ENVELOPE]));
    }

    Scalar privateKey() {
        return privateKey;
    }

    Element publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return "OpaqueServerKeys";
    }
}
