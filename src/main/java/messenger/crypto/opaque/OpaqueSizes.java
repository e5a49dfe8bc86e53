package messenger.crypto.opaque;

import messenger.crypto.Hmac;
import messenger.crypto.Sha256;

/** Sizes of every message in bytes, for P256-SHA256 (RFC 9807 5.1, 6.1, 6.3); none varies. */
public final class OpaqueSizes {
    /** Own limit, far under the 2^16 - 1 of RFC 9497 1.2: what a person types. */
    public static final int PASSWORD_BYTES_MAX = 1024;

    static final int NONCE = 32;
    static final int SEED = 32;
    static final int KEY = Element.BYTES;
    static final int MAC = Hmac.BYTES;
    static final int MASKING_KEY = Sha256.BYTES;
    static final int ENVELOPE = NONCE + MAC;
    static final int MASKED_RESPONSE = KEY + ENVELOPE;
    static final int CREDENTIAL_RESPONSE = KEY + NONCE + MASKED_RESPONSE;

    /** The blinded password. */
    public static final int REGISTRATION_REQUEST = KEY;

    /** The evaluated password and the server's public key. */
    public static final int REGISTRATION_RESPONSE = 2 * KEY;

    /** The client's public key, the masking key and the envelope: what the server keeps. */
    public static final int RECORD = KEY + MASKING_KEY + ENVELOPE;

    /** The blinded password, a nonce and a key share. */
    public static final int KE1 = KEY + NONCE + KEY;

    /** The credential response, a nonce, a key share and the server's code. */
    public static final int KE2 = CREDENTIAL_RESPONSE + NONCE + KEY + MAC;

    /** The client's code. */
    public static final int KE3 = MAC;

    /** What both sides share after a login. */
    public static final int SESSION_KEY = Sha256.BYTES;

    /** What only the client can make, the same at every login. */
    public static final int EXPORT_KEY = Sha256.BYTES;

    private OpaqueSizes() {}
}
