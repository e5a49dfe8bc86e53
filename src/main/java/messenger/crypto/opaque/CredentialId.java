package messenger.crypto.opaque;

import messenger.crypto.Bytes;

/**
 * What the server calls a credential ("credential_identifier" of RFC 9807 5): the same at registration and at every
 * login, and known for names that nobody has, so it comes from the user name and not from an account.
 */
public record CredentialId(Bytes value) {
    /** Own limit: a user name or a hash of one, with room. */
    public static final int BYTES_MAX = 255;

    public CredentialId {
        if (value.size() == 0 || value.size() > BYTES_MAX) {
            throw new IllegalArgumentException("a credential id of " + value.size() + " bytes");
        }
    }
}
