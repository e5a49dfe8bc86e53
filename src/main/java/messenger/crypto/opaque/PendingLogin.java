package messenger.crypto.opaque;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;

/** A login at the server between KE2 and KE3, good for one KE3. One thread owns it. */
public final class PendingLogin {
    private final Bytes ke2;
    private final KeyExchange keys;
    private boolean finished;

    PendingLogin(Bytes answer, KeyExchange keys) {
        this.ke2 = Bytes.concat(answer, Bytes.copyOf(keys.serverMac().expose()));
        this.keys = keys;
    }

    /** {@link OpaqueSizes#KE2} bytes for the client. */
    public Bytes ke2() {
        return ke2;
    }

    /**
     * The session key, if the client proves that it knows the password. There is no second try, whatever the outcome.
     *
     * @param ke3 {@link OpaqueSizes#KE3} bytes
     * @throws MalformedException for another size
     * @throws AuthenticationFailedException for a wrong code, and from the second call on
     */
    public Secret finish(Bytes ke3) throws MalformedException, AuthenticationFailedException {
        if (finished) {
            throw new AuthenticationFailedException();
        }
        finished = true;
        try {
            if (ke3.size() != OpaqueSizes.KE3) {
                throw new MalformedException("a KE3 of " + ke3.size() + " bytes");
            }
            if (!keys.clientMac().equals(Secret.copyOf(ke3.toArray()))) {
                throw new AuthenticationFailedException();
            }
            return Secret.copyOf(keys.sessionKey().expose());
        } finally {
            keys.erase();
        }
    }

    @Override
    public String toString() {
        return "PendingLogin";
    }
}
