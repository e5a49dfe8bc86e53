package messenger.client.ui;

/** Names one conversation; whatever the client core uses to tell conversations apart, opaque to the screen. */
public record ConversationId(String value) {
    public ConversationId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a conversation id is never empty");
        }
    }
}
