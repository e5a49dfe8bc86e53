package messenger.client;

/** How far a message is known to have come; never more than is known. */
public enum MessageState {
    /** Somebody else's, here. */
    RECEIVED(0),
    /** Ours, safe in the outbox. */
    PENDING(1),
    /** The server has made it durable. */
    STORED(2),
    /** A device of theirs has it safe. */
    DELIVERED(3),
    /** The recipient's mailbox has no room. */
    FAILED_FULL(4),
    /** The recipient is gone. */
    FAILED_GONE(5);

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

    /** Whether nothing more will happen to it. */
    public boolean isFailed() {
        return this == FAILED_FULL || this == FAILED_GONE;
    }
}
