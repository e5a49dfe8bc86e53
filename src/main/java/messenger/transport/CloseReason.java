package messenger.transport;

/** Why a connection is gone. */
public enum CloseReason {
    /** The other end closed it, or the network cut it; during the handshake, too. */
    BY_PEER,
    /** This end closed it on purpose. */
    BY_US,
    /** TLS did not come up in time, or not at all: no TLS, another version, a broken record. */
    TLS_FAILED,
    /** The key exchange would not have been post-quantum, and the server insists on that. */
    NOT_POST_QUANTUM,
    /** The other end did not log in in time. */
    NOT_ADMITTED,
    /** Not one byte for as long as {@link ChannelLimits#silenceMax} allows: the other end is gone without a word. */
    SILENT,
    /**
     * The other end took nothing for as long as {@link ChannelLimits#writeStallMax} allows, though something was
     * waiting.
     */
    STALLED,
    /** More was to be sent than {@link ChannelLimits#sendQueueBytesMax} allows. */
    SEND_QUEUE_FULL,
    /** This program failed while it handled the connection; the log has more. */
    OUR_FAULT
}
