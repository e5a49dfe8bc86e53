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

/**
 * mk: seals one message (PROTOCOL 1.4). Key and nonce come from it and from the header's random nonce: a vault that was
 * rolled back or cloned may seal another message with the same mk, and even then no (key, nonce) is used twice.
 */
record MessageKey(Secret value) {
    static final int BYTES = 32;
    private static final Bytes LABEL = new Label("msg").bytes();

    MessageKey {
        value.requireSize(BYTES, "a message key");
    }

    static MessageKey read(CanonicalReader reader) throws MalformedException {
        return new MessageKey(reader.secret(BYTES));
    }

    /**
     * Seals the body behind a header.
     *
     * @param header the nonce that the header was sealed with
     */
    Bytes seal(Nonce header, AssociatedData ad, Bytes plaintext) {
        Secret derived = derived(header);
        return key(derived).seal(nonce(derived), ad, plaintext);
    }

    Bytes open(Nonce header, AssociatedData ad, Bytes sealed) throws AuthenticationFailedException {
        Secret derived = derived(header);
        return key(derived).open(nonce(derived), ad, sealed);
    }

    private Secret derived(Nonce header) {
        return Hkdf.derive(Secret.copyOf(header.value().toArray()), value, LABEL, AeadKey.BYTES + Nonce.BYTES);
    }

    private static AeadKey key(Secret derived) {
        return AeadKey.of(derived.slice(0, AeadKey.BYTES));
    }

    private static Nonce nonce(Secret derived) {
        return new Nonce(Bytes.copyOf(derived.slice(AeadKey.BYTES, Nonce.BYTES).expose()));
    }
}
