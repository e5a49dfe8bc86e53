package messenger.server;

import java.security.SecureRandom;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Sha256;
import messenger.crypto.opaque.CredentialId;
import messenger.crypto.opaque.Identities;
import messenger.crypto.opaque.LoginBinding;
import messenger.crypto.opaque.OpaqueServer;
import messenger.crypto.opaque.OpaqueServerKeys;
import messenger.crypto.opaque.PendingLogin;
import messenger.crypto.opaque.RegistrationRecord;
import messenger.protocol.UserName;

/**
 * OPAQUE as this server speaks it (PROTOCOL 1.16.2): a credential is known by the user's name, and a login is bound to
 * the key in the server's certificate.
 */
final class PasswordCheck {
    private final OpaqueServer opaque;
    private final LoginBinding binding;
    private final SecureRandom random;

    /**
     * Of the server with these keys.
     *
     * @param serverKeyHash SHA-256 of the server's SubjectPublicKeyInfo, 32 bytes
     */
    PasswordCheck(OpaqueServerKeys keys, Bytes serverKeyHash, SecureRandom random) {
        this.opaque = new OpaqueServer(keys);
        this.binding =
                new LoginBinding(serverKeyHash.requireSize(Sha256.BYTES, "a server key hash"), Identities.PUBLIC_KEYS);
        this.random = random;
    }

    /** The answer to a new password, the same work whoever has the name. */
    Bytes evaluate(UserName name, Bytes blinded) throws MalformedException, RejectedKeyException {
        return opaque.registrationResponse(blinded, credential(name));
    }

    /** The answer to the first message of a login, for a name that nobody has as for one that somebody has. */
    PendingLogin challenge(UserName name, Optional<Bytes> record, Bytes ke1)
            throws MalformedException, RejectedKeyException {
        if (record.isPresent()) {
            return opaque.loginResponse(trusted(record.get()), ke1, credential(name), binding, random);
        }
        return opaque.loginResponseWithoutRecord(ke1, credential(name), binding, random);
    }

    /** Whether this is a record that a later login can be checked by. */
    static boolean isRecord(Bytes encoded) {
        try {
            RegistrationRecord.decode(encoded);
            return true;
        } catch (MalformedException | RejectedKeyException e) {
            return false;
        }
    }

    private static CredentialId credential(UserName name) {
        return new CredentialId(Bytes.utf8(name.value()));
    }

    /** A record that was checked before it was stored. */
    private static RegistrationRecord trusted(Bytes encoded) {
        try {
            return RegistrationRecord.decode(encoded);
        } catch (MalformedException | RejectedKeyException e) {
            throw new IllegalStateException("the store holds a password record that is none", e);
        }
    }
}
