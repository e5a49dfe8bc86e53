package messenger.client.ui;

import java.time.Instant;

/**
 * One conversation as a row of the list.
 *
 * @param title the other person's name, or the room's name without {@code #}
 * @param unread messages not yet seen, 0 or more
 * @param mentions how many of these name us
 * @param lastActivity when something last happened in it; {@link Instant#EPOCH} if nothing ever did
 * @param draft typed and unsent text kept from an earlier run, or empty
 */
public record Conversation(
        ConversationId id, String title, Kind kind, int unread, int mentions, Instant lastActivity, String draft) {
    /** Between two people, or many. */
    public enum Kind {
        DIRECT,
        ROOM
    }

    /** The same conversation under another title. */
    public Conversation titled(String next) {
        return new Conversation(id, next, kind, unread, mentions, lastActivity, draft);
    }

    /** The same conversation with nothing unread. */
    public Conversation read() {
        return new Conversation(id, title, kind, 0, 0, lastActivity, draft);
    }
}
