package messenger.transport;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Reads the group of the key exchange out of the server's first flight, which TLS 1.3 sends in the clear (RFC 8446
 * 4.1.3), because Bouncy Castle does not tell it. What is read here is covered by the handshake's transcript, so it
 * is true once the handshake is through. Owned by one event loop.
 */
final class ServerHello {
    /** Until the hello is seen, or when the bytes are not TLS. */
    static final String UNKNOWN = "unknown";

    static final int NO_ALERT = -1;

    /** A retry request, change-cipher-spec and a hello with a hybrid key share are 1.4 KB; beyond this, give up. */
    static final int SEEN_BYTES_MAX = 4096;

    private static final int RECORD_HEADER_BYTES = 5;
    private static final int RECORD_ALERT = 21;
    private static final int RECORD_HANDSHAKE = 22;
    private static final int RECORD_CHANGE_CIPHER_SPEC = 20;
    private static final int SERVER_HELLO = 2;
    private static final int EXTENSION_KEY_SHARE = 51;
    /** Handshake type and length, legacy version. */
    private static final int RANDOM_AT = 6;

    private static final int RANDOM_BYTES = 32;
    /** The random of a HelloRetryRequest: SHA-256 of that word (RFC 8446 4.1.3). */
    private static final byte[] RETRY_RANDOM =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private byte[] seen = new byte[0];
    private boolean done;
    private String group = UNKNOWN;
    private int alert = NO_ALERT;

    /** The group's name, {@link #UNKNOWN} while there was no hello. */
    String group() {
        return group;
    }

    /** What the server said instead of a hello (RFC 8446 6), {@link #NO_ALERT} while it did not. */
    int alert() {
        return alert;
    }

    boolean isDone() {
        return done;
    }

    /** Looks at bytes on their way without taking them. */
    void look(ByteBuf bytes) {
        if (done) {
            return;
        }
        int from = seen.length;
        int more = Math.min(bytes.readableBytes(), SEEN_BYTES_MAX - from);
        seen = Arrays.copyOf(seen, from + more);
        bytes.getBytes(bytes.readerIndex(), seen, from, more);
        readRecords();
        if (done || seen.length == SEEN_BYTES_MAX) {
            done = true;
            seen = new byte[0];
        }
    }

    private void readRecords() {
        int at = 0;
        while (!done && at + RECORD_HEADER_BYTES <= seen.length) {
            int type = u8(at);
            int length = u16(at + 3);
            if (type != RECORD_HANDSHAKE && type != RECORD_CHANGE_CIPHER_SPEC && type != RECORD_ALERT) {
                done = true;
                return;
            }
            int body = at + RECORD_HEADER_BYTES;
            if (body + length > seen.length) {
                return;
            }
            if (type == RECORD_ALERT) {
                // Level and description.
                alert = length == 2 ? u8(body + 1) : NO_ALERT;
                done = true;
                return;
            }
            if (type == RECORD_HANDSHAKE) {
                readHello(body, body + length);
            }
            at = body + length;
        }
    }

    private void readHello(int from, int end) {
        int sessionId = from + RANDOM_AT + RANDOM_BYTES;
        if (sessionId >= end || u8(from) != SERVER_HELLO) {
            done = true;
            return;
        }
        boolean retry =
                Arrays.equals(seen, from + RANDOM_AT, from + RANDOM_AT + RANDOM_BYTES, RETRY_RANDOM, 0, RANDOM_BYTES);
        done = !retry;
        // Session id, cipher suite (2), compression (1), length of the extensions (2).
        int at = sessionId + 1 + u8(sessionId) + 5;
        while (at + 4 <= end) {
            int size = u16(at + 2);
            if (u16(at) == EXTENSION_KEY_SHARE && size >= 2 && at + 4 + size <= end) {
                group = name(u16(at + 4));
                return;
            }
            at += 4 + size;
        }
    }

    private static String name(int code) {
        return switch (code) {
            case 0x11ec -> TlsSession.POST_QUANTUM_GROUP;
            case 0x001d -> "x25519";
            case 0x0017 -> "secp256r1";
            case 0x0018 -> "secp384r1";
            default -> String.format(Locale.ROOT, "0x%04x", code);
        };
    }

    private int u8(int at) {
        return seen[at] & 0xff;
    }

    private int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }
}
