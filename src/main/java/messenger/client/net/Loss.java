package messenger.client.net;

import messenger.transport.CloseReason;

/** Why there is no connection; the screen makes the sentence. */
public enum Loss {
    /** Nobody answers at that address and port. */
    UNREACHABLE,
    /** Somebody answers, but not with TLS 1.3. */
    NO_TLS,
    /** The server insists on a post-quantum key exchange, and this connection would have had none. */
    NOT_POST_QUANTUM,
    /** The server closed the connection, or the network cut it. */
    LOST,
    /** Nothing came for a minute, though we asked. */
    SILENT,
    /** The server does not take what we send. */
    STALLED,
    /** What came is no frame: another protocol version, or something that only looks like a server. */
    GARBLED;

    static Loss of(CloseReason reason) {
        return switch (reason) {
            case TLS_FAILED -> NO_TLS;
            case NOT_POST_QUANTUM -> NOT_POST_QUANTUM;
            case SILENT -> SILENT;
            case STALLED, SEND_QUEUE_FULL -> STALLED;
            case BY_PEER, BY_US, NOT_ADMITTED, OUR_FAULT -> LOST;
        };
    }
}
