package messenger.crypto.ratchet;

import messenger.crypto.AeadKey;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.Hkdf;
import messenger.crypto.Label;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;

/** HK: hides the headers of one chain under random nonces (Double Ratchet 4; PROTOCOL 1.4). */
record HeaderKey(Secret value) {
    static final int BYTES = 32;
    private static final Bytes KEM_LABEL = new Label("hk-kem").bytes();

    HeaderKey {
        value.requireSize(BYTES, "a header key");
    }

    static HeaderKey read(CanonicalReader reader) throws MalformedException {
        return new HeaderKey(reader.secret(BYTES));
    }

    /** The key of the core: number, length of the chain before, ratchet key. */
    AeadKey core() {
        return AeadKey.of(value);
    }

    /** The key of the KEM part, another one, because it shares the core's nonce. */
    AeadKey kem() {
        return AeadKey.of(Hkdf.derive(Hkdf.NO_SALT, value, KEM_LABEL, AeadKey.BYTES));
    }
}
