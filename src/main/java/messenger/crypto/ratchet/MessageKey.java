package messenger.crypto.ratchet;

import messenger.crypto.AeadKey;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.Hkdf;
import messenger.crypto.Label;
import messenger.crypto.MalformedException;
import messenger.crypto.Nonce;
import messenger.crypto.Secret;

/** mk: seals one message (PROTOCOL 1.4); key and nonce come from it, so that neither can meet the other twice. */
record MessageKey(Secret value) {
    static final int BYTES = 32;
    private static final Bytes LABEL = new Label("msg").bytes();

    MessageKey {
        value.requireSize(BYTES, "a message key");
    }

    static MessageKey read(CanonicalReader reader) throws MalformedException {
        return new MessageKey(reader.secret(BYTES));
    }

    Bytes seal(AssociatedData ad, Bytes plaintext) {
        Secret derived = derived();
        return key(derived).seal(nonce(derived), ad, plaintext);
    }

    Bytes open(AssociatedData ad, Bytes sealed) throws AuthenticationFailedException {
        Secret derived = derived();
        return key(derived).open(nonce(derived), ad, sealed);
    }

    private Secret derived() {
        return Hkdf.derive(Hkdf.NO_SALT, value, LABEL, AeadKey.BYTES + Nonce.BYTES);
    }

    private static AeadKey key(Secret derived) {
        return AeadKey.of(derived.slice(0, AeadKey.BYTES));
    }

    private static Nonce nonce(Secret derived) {
        return new Nonce(Bytes.copyOf(derived.slice(AeadKey.BYTES, Nonce.BYTES).expose()));
    }
}
