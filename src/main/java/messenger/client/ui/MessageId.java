package messenger.client.ui;

/** Names one message within the client, opaque to the screen. */
public record MessageId(String value) {
    public MessageId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a message id is never empty");
        }
    }
}
