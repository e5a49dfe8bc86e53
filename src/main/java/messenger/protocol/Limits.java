package messenger.protocol;

import java.time.Duration;
import messenger.crypto.AeadKey;
import messenger.crypto.Padding;

/** How much of everything may cross the wire. */
public final class Limits {
    /** The version of the frames; a server refuses another one with {@link Refusal#VERSION}. */
    public static final int PROTOCOL_VERSION = 1;

    /** A frame before login: a registration is under 1 KiB, so a stranger cannot make the server hold more (T2). */
    public static final int FRAME_BYTES_MAX_STRANGER = 16 * 1024;

    /**
     * A frame of a connection that hands in mail without login: the largest content to 128 devices of established
     * sessions, or to fewer with handshakes. Who it is nobody knows, so it gets less than a member.
     */
    public static final int FRAME_BYTES_MAX_HAND_IN = 256 * 1024;

    /** A frame after login: a message to 256 devices is under 1 MiB. */
    public static final int FRAME_BYTES_MAX = 1024 * 1024;

    /** Sealed content: the largest padding bucket and its tag (PROTOCOL 1.11). */
    public static final int CONTENT_BYTES_MAX = Padding.BUCKET_BYTES_MAX + AeadKey.TAG_BYTES;

    /** A ratchet message with handshake and KEM part is about 3.1 KB (PROTOCOL 1.3, 1.4). */
    public static final int RATCHET_BYTES_MAX = 4096;

    /** Devices that one submission may go to (PROTOCOL 1.7). */
    public static final int RECIPIENTS_MAX = 256;

    /** One-time pairs that one frame may carry, and that a device may have published (PROTOCOL 1.2: 50). */
    public static final int ONE_TIME_PREKEYS_MAX = 50;

    /** An encoded prekey is 1,679 bytes (PROTOCOL 1.2). */
    public static final int PREKEY_BYTES_MAX = 2048;

    /**
     * OPAQUE with P-256 and SHA-256 (RFC 9807): a point is 33 bytes, keys of MACs, nonces and tags are 32.
     */
    public static final int PASSWORD_REQUEST_BYTES = 33;

    public static final int PASSWORD_RESPONSE_BYTES = 33 + 33;
    public static final int PASSWORD_RECORD_BYTES = 33 + 32 + 32 + 32;
    public static final int PASSWORD_KE1_BYTES = 33 + 32 + 33;
    public static final int PASSWORD_KE2_BYTES = 33 + 32 + (33 + 32 + 32) + 32 + 33 + 32;
    public static final int PASSWORD_KE3_BYTES = 32;

    /** An invitation's secret. */
    public static final int INVITE_BYTES = 16;

    /** What a new device and the one that links it meet by. */
    public static final int RENDEZVOUS_BYTES = 16;

    /** A message between them: the largest names an account with its device list. */
    public static final int LINK_BYTES_MAX = 8 * 1024;

    /** Device lists in one answer, and old ones that a server keeps of an account. */
    public static final int DEVICE_LISTS_MAX = 64;

    /** Sequence numbers in one acknowledgement. */
    public static final int ACKNOWLEDGED_MAX = 1024;

    /** Deliveries that may be under way to a device unacknowledged; it can hold so many while it asks who sent them. */
    public static final int UNDER_WAY_MAX = 256;

    /**
     * How long mail waits for its recipient; then the server deletes it. Prekeys and what recognises a message that
     * came before live as long, or longer (PROTOCOL 1.2).
     */
    public static final Duration MAIL_KEPT = Duration.ofDays(30);

    /** Users on one page of the list. */
    public static final int USERS_PAGE_MAX = 256;

    /** A program's name and version. */
    public static final int SOFTWARE_CHARS_MAX = 64;

    private Limits() {}

    static int require(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " must be " + min + " to " + max + ", not " + value);
        }
        return value;
    }

    static int requireEither(String what, int value, int one, int other) {
        if (value != one && value != other) {
            throw new IllegalArgumentException(what + " must be " + one + " or " + other + ", not " + value);
        }
        return value;
    }

    static long requireNotNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " must not be negative: " + value);
        }
        return value;
    }
}
