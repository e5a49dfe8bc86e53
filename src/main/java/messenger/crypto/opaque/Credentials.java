package messenger.crypto.opaque;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Hkdf;
import messenger.crypto.Hmac;
import messenger.crypto.Secret;

/**
 * What the password opens: the client's private key and what it is for (RFC 9807 4.1). The envelope holds no key; the
 * keys are derived from the password and the envelope's nonce, and its code proves that both are the right ones.
 */
final class Credentials {
    private static final Bytes MASKING_KEY = Bytes.utf8("MaskingKey");
    private static final Bytes AUTH_KEY = Bytes.utf8("AuthKey");
    private static final Bytes EXPORT_KEY = Bytes.utf8("ExportKey");
    private static final Bytes PRIVATE_KEY = Bytes.utf8("PrivateKey");

    private final Scalar privateKey;
    private final Element publicKey;
    private final Bytes envelope;
    private final Secret exportKey;

    private Credentials(Scalar privateKey, Element publicKey, Bytes envelope, Secret exportKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.envelope = envelope;
        this.exportKey = exportKey;
    }

    static Secret maskingKey(Secret randomizedPassword) {
        return Hkdf.expand(randomizedPassword, MASKING_KEY, OpaqueSizes.MASKING_KEY);
    }

    /** Store (RFC 9807 4.1.2), with a fresh nonce. */
    static Credentials create(Secret randomizedPassword, Bytes nonce, Bytes serverKey, Identities identities) {
        Secret seed = Hkdf.expand(randomizedPassword, Bytes.concat(nonce, PRIVATE_KEY), OpaqueSizes.SEED);
        Scalar privateKey = KeyExchange.privateKey(seed);
        seed.erase();
        Element publicKey = Element.publicKey(privateKey);
        Identities named = identities.orKeys(publicKey.encoded(), serverKey);
        Bytes cleartext =
                Bytes.concat(serverKey, Oprf.lengthAndValue(named.server()), Oprf.lengthAndValue(named.client()));
        Secret authKey = Hkdf.expand(randomizedPassword, Bytes.concat(nonce, AUTH_KEY), OpaqueSizes.MAC);
        Secret tag = Hmac.sha256(authKey, Bytes.concat(nonce, cleartext));
        authKey.erase();
        Secret exportKey = Hkdf.expand(randomizedPassword, Bytes.concat(nonce, EXPORT_KEY), OpaqueSizes.EXPORT_KEY);
        return new Credentials(privateKey, publicKey, Bytes.concat(nonce, Bytes.copyOf(tag.expose())), exportKey);
    }

    /**
     * Recover (RFC 9807 4.1.3) from the unmasked response.
     *
     * @throws AuthenticationFailedException where the password, the server's key, an identity or the envelope is
     *     another one
     */
    static Credentials open(Secret randomizedPassword, Bytes serverKey, Bytes envelope, Identities identities)
            throws AuthenticationFailedException {
        Credentials same = create(randomizedPassword, envelope.slice(0, OpaqueSizes.NONCE), serverKey, identities);
        if (!same.envelope.equalsConstantTime(envelope)) {
            same.exportKey.erase();
            throw new AuthenticationFailedException();
        }
        return same;
    }

    Scalar privateKey() {
        return privateKey;
    }

    Element publicKey() {
        return publicKey;
    }

    Bytes envelope() {
        return envelope;
    }

    Secret exportKey() {
        return exportKey;
    }

    @Override
    public String toString() {
        return "Credentials";
    }
}
