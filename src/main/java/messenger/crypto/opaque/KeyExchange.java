package messenger.crypto.opaque;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Hkdf;
import messenger.crypto.Hmac;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;

/** What both sides of a login compute: 3DH's key schedule (RFC 9807 6.4.2) and the two codes. */
final class KeyExchange {
    private static final Bytes PREAMBLE = Bytes.utf8("OPAQUEv1-");
    private static final Bytes KEY_PAIR = Bytes.utf8("OPAQUE-DeriveDiffieHellmanKeyPair");

    private final Secret sessionKey;
    private final Secret serverMac;
    private final Secret clientMac;

    private KeyExchange(Secret sessionKey, Secret serverMac, Secret clientMac) {
        this.sessionKey = sessionKey;
        this.serverMac = serverMac;
        this.clientMac = clientMac;
    }

    /** DeriveDiffieHellmanKeyPair (RFC 9807 6.4.1.2). */
    static Scalar privateKey(Secret seed) {
        return Scalar.derive(seed, KEY_PAIR);
    }

    /**
     * Keys and codes; erases the products.
     *
     * @param identities never empty here
     * @param answer KE2 without its code
     */
    static KeyExchange of(Secret products, Bytes context, Identities identities, Bytes ke1, Bytes answer) {
        Bytes preamble = Bytes.concat(
                PREAMBLE,
                Oprf.lengthAndValue(context),
                Oprf.lengthAndValue(identities.client()),
                ke1,
                Oprf.lengthAndValue(identities.server()),
                answer);
        Bytes transcript = Sha256.of(preamble);
        Secret root = Hkdf.extract(Hkdf.NO_SALT, products);
        products.erase();
        Secret handshake = derive(root, "HandshakeSecret", transcript);
        Secret sessionKey = derive(root, "SessionKey", transcript);
        root.erase();
        Secret serverKey = derive(handshake, "ServerMAC", Bytes.EMPTY);
        Secret clientKey = derive(handshake, "ClientMAC", Bytes.EMPTY);
        handshake.erase();
        Secret serverMac = Hmac.sha256(serverKey, transcript);
        Secret clientMac = Hmac.sha256(clientKey, Sha256.of(preamble, Bytes.copyOf(serverMac.expose())));
        serverKey.erase();
        clientKey.erase();
        return new KeyExchange(sessionKey, serverMac, clientMac);
    }

    /** Derive-Secret (RFC 9807 6.4.2.1). */
    private static Secret derive(Secret key, String label, Bytes transcript) {
        Bytes name = Bytes.utf8("OPAQUE-" + label);
        Bytes info = new CanonicalWriter()
                .u16(Hmac.BYTES)
                .u8(name.size())
                .bytes(name)
                .u8(transcript.size())
                .bytes(transcript)
                .toBytes();
        return Hkdf.expand(key, info, Hmac.BYTES);
    }

    Secret sessionKey() {
        return sessionKey;
    }

    Secret serverMac() {
        return serverMac;
    }

    Secret clientMac() {
        return clientMac;
    }

    void erase() {
        sessionKey.erase();
        serverMac.erase();
        clientMac.erase();
    }

    @Override
    public String toString() {
        return "KeyExchange";
    }
}
