package messenger.crypto.ratchet;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.Hmac;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;

/** CK: gives one message key and then the next chain key, and cannot be turned back (Double Ratchet 5.2, KDF_CK). */
record ChainKey(Secret value) {
    static final int BYTES = 32;
    private static final Bytes MESSAGE = Bytes.hex("01");
    private static final Bytes CHAIN = Bytes.hex("02");

    ChainKey {
        value.requireSize(BYTES, "a chain key");
    }

    static ChainKey read(CanonicalReader reader) throws MalformedException {
        return new ChainKey(reader.secret(BYTES));
    }

    MessageKey messageKey() {
        return new MessageKey(Hmac.sha256(value, MESSAGE));
    }

    ChainKey next() {
        return new ChainKey(Hmac.sha256(value, CHAIN));
    }
}
