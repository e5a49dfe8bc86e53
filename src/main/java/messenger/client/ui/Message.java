package messenger.client.ui;

import java.time.Instant;
import java.util.Set;

/**
 * One message as a row of the conversation.
 *
 * @param sender the name to show; for our own messages our own name
 * @param sent when its sender says it was sent
 * @param received when this device got it; equal to {@code sent} for our own
 * @param order of the messages of a conversation, ascending; equal where it is not known
 * @param notes what else is to be known of it
 * @param text may contain {@code \n} as a line break, and is filtered again before it is drawn
 */
public record Message(
        ConversationId conversation,
        MessageId id,
        String sender,
        Instant sent,
        Instant received,
        String text,
        Delivery delivery,
        long order,
        Set<Note> notes) {
    /** What a mark beside a message says. */
    public enum Note {
        /** It came after what follows it. */
        LATE,
        /** Its sender's clock was wrong: the time shown is the server's. */
        CLOCK
    }

    public Message {
        notes = Set.copyOf(notes);
    }

    /** Without anything special, at the end. */
    public Message(
            ConversationId conversation,
            MessageId id,
            String sender,
            Instant sent,
            Instant received,
            String text,
            Delivery delivery) {
        this(conversation, id, sender, sent, received, text, delivery, 0, Set.of());
    }

    /** Whether this device's user wrote it, or this program. */
    public boolean own() {
        return !(delivery instanceof Delivery.Received);
    }

    /** Whether it is a line about what is not here. */
    boolean isGap() {
        return delivery instanceof Delivery.Missing || delivery instanceof Delivery.Lost;
    }

    /** Whether it is a line of this program, which the core does not know. */
    boolean isRemark() {
        return delivery instanceof Delivery.Remark;
    }

    /** The same message, further on its way. */
    public Message with(Delivery next) {
        return new Message(conversation, id, sender, sent, received, text, next, order, notes);
    }
}
