package messenger.server;

import java.util.Optional;
import messenger.crypto.Secret;
import messenger.crypto.identity.AccessProof;
import messenger.crypto.opaque.OpaqueServerKeys;

/** What a server keeps secret, as far as it decides anything by it. */
public final class ServerSecrets {
    private final OpaqueServerKeys passwords;
    private final Optional<Secret> access;

    private ServerSecrets(OpaqueServerKeys passwords, Optional<Secret> access) {
        this.passwords = passwords;
        this.access = access;
    }

    /** Those of a server where newcomers need no access password. */
    public static ServerSecrets of(OpaqueServerKeys passwords) {
        return new ServerSecrets(passwords, Optional.empty());
    }

    /**
     * The same, of a server where newcomers must prove to know the access password.
     *
     * @param key of {@link AccessProof#key}
     */
    public ServerSecrets withAccessKey(Secret key) {
        return new ServerSecrets(passwords, Optional.of(key.requireSize(AccessProof.KEY_BYTES, "an access key")));
    }

    OpaqueServerKeys passwords() {
        return passwords;
    }

    Optional<Secret> access() {
        return access;
    }
}
