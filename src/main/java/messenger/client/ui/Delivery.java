package messenger.client.ui;

/**
 * How far a message of ours is known to have come; never more than is known. A received message is {@link Received}.
 */
public sealed interface Delivery {
    /** Somebody else's message, shown to us. */
    record Received() implements Delivery {}

    /** Kept in the outbox, not yet at the server. */
    record Pending() implements Delivery {}

    /** The server has made it durable. */
    record Stored() implements Delivery {}

    /** A device of theirs has it. */
    record Delivered() implements Delivery {}

    /** They have seen it. */
    record Read() implements Delivery {}

    /** Nobody's message: a line of this program in the conversation, for instance about somebody's devices. */
    record Remark() implements Delivery {}

    /** Nobody's message: something of the other side is not here yet. */
    record Missing() implements Delivery {}

    /** Nobody's message: something of the other side will not come any more. */
    record Lost() implements Delivery {}

    /** It will not be sent; the reason is a sentence for people. */
    record Failed(String reason) implements Delivery {}
}
