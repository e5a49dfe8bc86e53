package messenger.crypto.opaque;

import messenger.crypto.Bytes;

/**
 * What both sides must agree on for a login to succeed.
 *
 * @param context what the connection is, such as the SHA-256 of the key in the server's certificate: a login relayed
 *     through another server's connection fails (RFC 9807 6.4.2)
 * @param identities as at registration
 */
public record LoginBinding(Bytes context, Identities identities) {
    /** Own limit, far under the 2^16 - 1 that the encoding allows: a hash, with room. */
    public static final int CONTEXT_BYTES_MAX = 255;

    public LoginBinding {
        if (context.size() > CONTEXT_BYTES_MAX) {
            throw new IllegalArgumentException("a context of " + context.size() + " bytes");
        }
    }
}
