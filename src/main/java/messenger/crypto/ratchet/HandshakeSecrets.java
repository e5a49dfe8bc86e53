package messenger.crypto.ratchet;

import messenger.crypto.AeadKey;
import messenger.crypto.Bytes;
import messenger.crypto.Hkdf;
import messenger.crypto.Label;
import messenger.crypto.Secret;

/** {@code DH2 || DH3 || [DH4] || ss}: what both sides know before the responder knows the initiator (PROTOCOL 1.3). */
record HandshakeSecrets(Secret value) {
    private static final Label SEAL_LABEL = new Label("hs-seal");
    private static final Label ROOT_LABEL = new Label("hs-root");

    /** K1, which hides the initiator's identity; it seals once. */
    AeadKey identityKey(Bytes publicHash) {
        return AeadKey.of(Hkdf.derive(Hkdf.NO_SALT, value, SEAL_LABEL.with(publicHash), AeadKey.BYTES));
    }

    /** RK0, HKa and NHKb; {@code dh1} brings in the initiator's device key. */
    RootKeys rootKeys(Secret dh1, Bytes transcript) {
        Secret derived = Hkdf.derive(
                Hkdf.NO_SALT,
                Secret.concat(dh1, value),
                ROOT_LABEL.with(transcript),
                RootKey.BYTES + 2 * HeaderKey.BYTES);
        return new RootKeys(
                new RootKey(derived.slice(0, RootKey.BYTES)),
                new HeaderKey(derived.slice(RootKey.BYTES, HeaderKey.BYTES)),
                new HeaderKey(derived.slice(RootKey.BYTES + HeaderKey.BYTES, HeaderKey.BYTES)));
    }

    /** Where a ratchet starts. */
    record RootKeys(RootKey root, HeaderKey initiatorHeader, HeaderKey responderHeader) {}
}
