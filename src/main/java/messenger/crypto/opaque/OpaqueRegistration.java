package messenger.crypto.opaque;

import java.security.SecureRandom;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;

/** A registration at the client (RFC 9807 5), good for one answer of the server. One thread owns it. */
public final class OpaqueRegistration {
    private final BlindedPassword password;

    private OpaqueRegistration(BlindedPassword password) {
        this.password = password;
    }

    /**
     * Blinds a password.
     *
     * @param password in UTF-8, 1 to {@link OpaqueSizes#PASSWORD_BYTES_MAX} bytes; copied, the caller erases its own
     */
    public static OpaqueRegistration start(Secret password, SecureRandom random) {
        return new OpaqueRegistration(BlindedPassword.of(password, random));
    }

    /** {@link OpaqueSizes#REGISTRATION_REQUEST} bytes for the server, which say nothing about the password. */
    public Bytes request() {
        return password.element();
    }

    /**
     * Makes the record, and forgets the password, whatever the outcome.
     *
     * @param response {@link OpaqueSizes#REGISTRATION_RESPONSE} bytes from the server, over a channel that
     *     authenticates it: nothing here would notice another server (RFC 9807 3.2)
     * @throws MalformedException for another size
     * @throws RejectedKeyException where one of its points is none
     */
    public Registered finish(Bytes response, Identities identities, PasswordStretching stretching, SecureRandom random)
            throws MalformedException, RejectedKeyException {
        password.requireUnused();
        try {
            CanonicalReader reader = new CanonicalReader(response);
            Bytes evaluated = reader.bytes(OpaqueSizes.KEY);
            Bytes serverKey = reader.bytes(OpaqueSizes.KEY);
            reader.end();
            Element evaluatedElement = Element.decode(evaluated);
            Element.decode(serverKey);
            Secret randomized = password.randomized(evaluatedElement, stretching);
            Credentials credentials =
                    Credentials.create(randomized, Bytes.random(OpaqueSizes.NONCE, random), serverKey, identities);
            Secret maskingKey = Credentials.maskingKey(randomized);
            randomized.erase();
            return new Registered(
                    RegistrationRecord.of(
                            credentials.publicKey(), Bytes.copyOf(maskingKey.expose()), credentials.envelope()),
                    credentials.exportKey());
        } finally {
            password.erase();
        }
    }

    @Override
    public String toString() {
        return "OpaqueRegistration";
    }
}
