package messenger.client;

/** How far a message is known to have come; never more than is known. In the order in which they may follow. */
public enum MessageState {
    /** Somebody else's, here. */
    RECEIVED(0),
    /** Ours, safe in the outbox. */
    PENDING(1),
    /** The server has made it durable. */
    STORED(2),
    /** No device of theirs fetched it in time, and the server has deleted it, as far as we know. */
    EXPIRED(8),
    /** A device of theirs has it safe. */
    DELIVERED(3),
    /** The recipient's mailbox has no room. */
    FAILED_FULL(4),
    /** The recipient is gone. */
    FAILED_GONE(5),
    /** No message: something of the other side that should stand here has not arrived. */
    MISSING(6),
    /** No message: something of the other side that should stand here will not come any more. */
    LOST(7);

    private final int code;

    MessageState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static MessageState of(int code) {
        for (MessageState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no message state has the code " + code);
    }

    /** Whether this device's user wrote it. */
    public boolean isOwn() {
        return this != RECEIVED && !isGap();
    }

    /** Whether it is a line about what is not here. */
    public boolean isGap() {
        return this == MISSING || this == LOST;
    }

    /** Whether it did not come there, as far as we know. */
    public boolean isFailed() {
        return this == FAILED_FULL || this == FAILED_GONE || this == EXPIRED;
    }

    /** Whether nothing more will happen to it; one that expired here may have come there, and its receipt be late. */
    public boolean isFinal() {
        return this == DELIVERED || (isFailed() && this != EXPIRED);
    }
}
