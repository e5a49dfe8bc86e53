package messenger.crypto.opaque;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;

/**
 * What the server keeps of a client (RFC 9807 5.1). It opens nothing by itself, but whoever has it and the server's
 * keys can try passwords, each at the cost of the {@link PasswordStretching}; and it must reach the server over a
 * confidential channel, for the masking key is in it (RFC 9807 10.10).
 */
public final class RegistrationRecord {
    private final Element clientKey;
    private final Bytes maskingKey;
    private final Bytes envelope;

    private RegistrationRecord(Element clientKey, Bytes maskingKey, Bytes envelope) {
        this.clientKey = clientKey;
        this.maskingKey = maskingKey;
        this.envelope = envelope;
    }

    static RegistrationRecord of(Element clientKey, Bytes maskingKey, Bytes envelope) {
        return new RegistrationRecord(
                clientKey,
                maskingKey.requireSize(OpaqueSizes.MASKING_KEY, "a masking key"),
                envelope.requireSize(OpaqueSizes.ENVELOPE, "an envelope"));
    }

    /**
     * Reads what a client sent or the server kept.
     *
     * @param encoded {@link OpaqueSizes#RECORD} bytes
     * @throws MalformedException for another size
     * @throws RejectedKeyException where the client's public key is none
     */
    public static RegistrationRecord decode(Bytes encoded) throws MalformedException, RejectedKeyException {
        CanonicalReader reader = new CanonicalReader(encoded);
        Bytes clientKey = reader.bytes(OpaqueSizes.KEY);
        Bytes maskingKey = reader.bytes(OpaqueSizes.MASKING_KEY);
        Bytes envelope = reader.bytes(OpaqueSizes.ENVELOPE);
        reader.end();
        return of(Element.decode(clientKey), maskingKey, envelope);
    }

    /** {@link OpaqueSizes#RECORD} bytes; confidential, although they are no key. */
    public Bytes encoded() {
        return Bytes.concat(clientKey.encoded(), maskingKey, envelope);
    }

    Element clientKey() {
        return clientKey;
    }

    /** "masked_response" of RFC 9807 6.3.2.2: hides from others whether and when somebody registered. */
    Bytes masked(Bytes nonce, Bytes serverKey) {
        return Masking.apply(Secret.copyOf(maskingKey.toArray()), nonce, Bytes.concat(serverKey, envelope));
    }

    @Override
    public String toString() {
        return "RegistrationRecord";
    }
}
