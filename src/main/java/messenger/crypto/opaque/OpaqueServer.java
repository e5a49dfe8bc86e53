package messenger.crypto.opaque;

import java.security.SecureRandom;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;

/**
 * The server's side (RFC 9807 5.2.2, 6.2.2); it keeps nothing and any thread may call it.
 *
 * <p>Every answer, to a registration as to a login, evaluates the OPRF once, and that is all a guess at the password
 * needs: the client knows from KE2 alone whether it was right. So the caller counts a failed try <em>before</em> it
 * sends an answer and takes it back when KE3 was accepted (RFC 9807 9.2), and gives no registration response for a
 * credential that exists, unless to its owner.
 */
public final class OpaqueServer {
    private final OpaqueServerKeys keys;

    public OpaqueServer(OpaqueServerKeys keys) {
        this.keys = keys;
    }

    /**
     * Answers a registration request; the record comes with the client's next message, for {@link
     * RegistrationRecord#decode}.
     *
     * @param request {@link OpaqueSizes#REGISTRATION_REQUEST} bytes
     * @return {@link OpaqueSizes#REGISTRATION_RESPONSE} bytes
     * @throws MalformedException for another size
     * @throws RejectedKeyException where it is no point
     */
    public Bytes registrationResponse(Bytes request, CredentialId id) throws MalformedException, RejectedKeyException {
        if (request.size() != OpaqueSizes.REGISTRATION_REQUEST) {
            throw new MalformedException("a registration request of " + request.size() + " bytes");
        }
        Element evaluated = Oprf.evaluate(keys.oprfKey(id), Element.decode(request));
        return Bytes.concat(evaluated.encoded(), keys.publicKey().encoded());
    }

    /**
     * Answers KE1 of somebody who is registered.
     *
     * @param ke1 {@link OpaqueSizes#KE1} bytes
     * @throws MalformedException for another size
     * @throws RejectedKeyException where one of its points is none
     */
    public PendingLogin loginResponse(
            RegistrationRecord record, Bytes ke1, CredentialId id, LoginBinding binding, SecureRandom random)
            throws MalformedException, RejectedKeyException {
        // Dropped: the work for a name that nobody has.
        keys.fakeRecord(id);
        return answer(record, ke1, id, binding, random);
    }

    /**
     * Answers KE1 of somebody who is not registered so that nobody sees it (RFC 9807 10.9): same size, same work, same
     * errors, the same secret record behind every answer for the same name; no KE3 is right for it.
     */
    public PendingLogin loginResponseWithoutRecord(
            Bytes ke1, CredentialId id, LoginBinding binding, SecureRandom random)
            throws MalformedException, RejectedKeyException {
        // Decoded again: the work for a record that was read.
        RegistrationRecord fake = RegistrationRecord.decode(keys.fakeRecord(id).encoded());
        return answer(fake, ke1, id, binding, random);
    }

    private PendingLogin answer(
            RegistrationRecord record, Bytes encoded, CredentialId id, LoginBinding binding, SecureRandom random)
            throws MalformedException, RejectedKeyException {
        Ke1 ke1 = Ke1.decode(encoded);
        Bytes serverKey = keys.publicKey().encoded();
        Bytes maskingNonce = Bytes.random(OpaqueSizes.NONCE, random);
        Bytes serverNonce = Bytes.random(OpaqueSizes.NONCE, random);
        Secret seed = Secret.random(OpaqueSizes.SEED, random);
        Scalar keyShare = KeyExchange.privateKey(seed);
        seed.erase();
        Bytes answer = Bytes.concat(
                Oprf.evaluate(keys.oprfKey(id), ke1.blinded()).encoded(),
                maskingNonce,
                record.masked(maskingNonce, serverKey),
                serverNonce,
                Element.publicKey(keyShare).encoded());
        Secret products = Secret.concat(
                ke1.keyShare().agree(keyShare),
                ke1.keyShare().agree(keys.privateKey()),
                record.clientKey().agree(keyShare));
        Identities named = binding.identities().orKeys(record.clientKey().encoded(), serverKey);
        return new PendingLogin(answer, KeyExchange.of(products, binding.context(), named, encoded, answer));
    }
}
