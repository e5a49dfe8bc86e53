package messenger.crypto.opaque;

import java.security.SecureRandom;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;

/** A login at the client (RFC 9807 6), good for one answer of the server. One thread owns it. */
public final class OpaqueLogin {
    private final BlindedPassword password;
    private final Scalar keyShare;
    private final Bytes ke1;

    private OpaqueLogin(BlindedPassword password, Scalar keyShare, Bytes ke1) {
        this.password = password;
        this.keyShare = keyShare;
        this.ke1 = ke1;
    }

    /**
     * Blinds a password and makes a key share.
     *
     * @param password as for {@link OpaqueRegistration#start}
     */
    public static OpaqueLogin start(Secret password, SecureRandom random) {
        BlindedPassword blinded = BlindedPassword.of(password, random);
        Bytes nonce = Bytes.random(OpaqueSizes.NONCE, random);
        Secret seed = Secret.random(OpaqueSizes.SEED, random);
        Scalar keyShare = KeyExchange.privateKey(seed);
        seed.erase();
        Bytes ke1 = Bytes.concat(
                blinded.element(), nonce, Element.publicKey(keyShare).encoded());
        return new OpaqueLogin(blinded, keyShare, ke1);
    }

    /** {@link OpaqueSizes#KE1} bytes for the server, which say nothing about the password. */
    public Bytes ke1() {
        return ke1;
    }

    /**
     * Opens the credentials, checks the server and answers it; forgets the password, whatever the outcome.
     *
     * @param ke2 {@link OpaqueSizes#KE2} bytes from the server
     * @throws AuthenticationFailedException where the password is wrong, the name is unknown, or the server, the
     *     context or an identity is another one; which of them cannot be told
     * @throws MalformedException for another size
     * @throws RejectedKeyException where one of its points is none
     */
    public LoggedIn finish(Bytes ke2, LoginBinding binding, PasswordStretching stretching)
            throws AuthenticationFailedException, MalformedException, RejectedKeyException {
        password.requireUnused();
        try {
            return answer(Ke2.decode(ke2), binding, stretching);
        } finally {
            password.erase();
        }
    }

    private LoggedIn answer(Ke2 ke2, LoginBinding binding, PasswordStretching stretching)
            throws AuthenticationFailedException, RejectedKeyException {
        Secret randomized = password.randomized(ke2.evaluated(), stretching);
        Secret maskingKey = Credentials.maskingKey(randomized);
        Bytes response = Masking.apply(maskingKey, ke2.maskingNonce(), ke2.maskedResponse());
        maskingKey.erase();
        Bytes serverKeyBytes = response.slice(0, OpaqueSizes.KEY);
        Bytes envelope = response.slice(OpaqueSizes.KEY, OpaqueSizes.ENVELOPE);
        Credentials credentials;
        try {
            credentials = Credentials.open(randomized, serverKeyBytes, envelope, binding.identities());
        } finally {
            randomized.erase();
        }
        // Only now: with a wrong password these bytes are noise, which must not look like a bad server.
        Element serverKey = Element.decode(serverKeyBytes);
        Secret products = Secret.concat(
                ke2.keyShare().agree(keyShare),
                serverKey.agree(keyShare),
                ke2.keyShare().agree(credentials.privateKey()));
        Identities named = binding.identities().orKeys(credentials.publicKey().encoded(), serverKeyBytes);
        KeyExchange keys = KeyExchange.of(products, binding.context(), named, ke1, ke2.answer());
        if (!keys.serverMac().equals(Secret.copyOf(ke2.serverMac().toArray()))) {
            keys.erase();
            credentials.exportKey().erase();
            throw new AuthenticationFailedException();
        }
        return new LoggedIn(Bytes.copyOf(keys.clientMac().expose()), keys.sessionKey(), credentials.exportKey());
    }

    @Override
    public String toString() {
        return "OpaqueLogin";
    }
}
