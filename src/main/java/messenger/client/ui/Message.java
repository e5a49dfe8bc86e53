package messenger.client.ui;

import java.time.Instant;

/**
 * One message as a row of the conversation.
 *
 * @param sender the name to show; for our own messages our own name
 * @param sent when its sender says it was sent
 * @param received when this device got it; equal to {@code sent} for our own
 * @param text may contain {@code \n} as a line break, and is filtered again before it is drawn
 */
public record Message(
        ConversationId conversation,
        MessageId id,
        String sender,
        Instant sent,
        Instant received,
        String text,
        Delivery delivery) {
    /** Whether this device's user wrote it, or this program. */
    public boolean own() {
        return !(delivery instanceof Delivery.Received);
    }

    /** Whether it is a line of this program, which the core does not know. */
    boolean isRemark() {
        return delivery instanceof Delivery.Remark;
    }

    /** The same message, further on its way. */
    public Message with(Delivery next) {
        return new Message(conversation, id, sender, sent, received, text, next);
    }
}
