package messenger.app;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import messenger.client.Contact;
import messenger.client.MessageState;
import messenger.client.StoredMessage;
import messenger.client.ui.Conversation;
import messenger.client.ui.ConversationId;
import messenger.client.ui.Delivery;
import messenger.client.ui.Message;
import messenger.client.ui.MessageId;
import messenger.client.ui.Person;
import messenger.client.ui.Printable;
import messenger.crypto.Bytes;
import messenger.protocol.Limits;
import messenger.protocol.UserName;

/** The core's words in the screen's: ids become text, and everything remote passes the printable filter. */
final class ScreenNews {
    private ScreenNews() {}

    static ConversationId id(messenger.protocol.content.ConversationId id) {
        return new ConversationId(id.toString());
    }

    static messenger.protocol.content.ConversationId id(ConversationId id) {
        return new messenger.protocol.content.ConversationId(Bytes.hex(id.value()));
    }

    static MessageId id(messenger.protocol.content.ConversationId conversation, long position) {
        return new MessageId(conversation + ":" + position);
    }

    /** The position that {@link #id(messenger.protocol.content.ConversationId, long)} wrote. */
    static long position(MessageId id) {
        return Long.parseLong(id.value().substring(id.value().indexOf(':') + 1));
    }

    static Conversation conversation(UserName with, messenger.client.Conversation conversation) {
        return new Conversation(
                id(conversation.id()),
                with.value(),
                Conversation.Kind.DIRECT,
                conversation.unread(),
                0,
                conversation.lastActivity(),
                conversation.draft());
    }

    static Message message(UserName self, UserName with, StoredMessage message) {
        boolean gap = message.state().isGap();
        EnumSet<Message.Note> notes = EnumSet.noneOf(Message.Note.class);
        if (message.late()) {
            notes.add(Message.Note.LATE);
        }
        if (message.isReceived() && message.times().isClockWrong()) {
            notes.add(Message.Note.CLOCK);
        }
        return new Message(
                id(message.conversation()),
                id(message.conversation(), message.position()),
                message.isOwn() ? self.value() : with.value(),
                message.isReceived() ? message.times().shown() : message.sent(),
                message.received(),
                gap ? Sentences.gap(with, message) : Printable.text(message.text()),
                delivery(message.state()),
                message.position(),
                notes);
    }

    private static Delivery delivery(MessageState state) {
        return switch (state) {
            case RECEIVED -> new Delivery.Received();
            case PENDING -> new Delivery.Pending();
            case STORED -> new Delivery.Stored();
            case EXPIRED ->
                new Delivery.Failed("Expired: nobody fetched it for " + Limits.MAIL_KEPT.toDays()
                        + " days, and the server deleted it. Send it again.");
            case DELIVERED -> new Delivery.Delivered();
            case FAILED_FULL -> new Delivery.Failed("Their mailbox is full; send it again later.");
            case MISSING -> new Delivery.Missing();
            case LOST -> new Delivery.Lost();
            case FAILED_GONE -> new Delivery.Failed("The account is gone.");
        };
    }

    /** Somebody whose place was taken by another account under the same name is not shown any more. */
    static Optional<messenger.client.ui.Contact> contact(Contact contact) {
        if (contact.standing() == Contact.Standing.REPLACED) {
            return Optional.empty();
        }
        return Optional.of(new messenger.client.ui.Contact(
                contact.name().value(),
                contact.fingerprint().toString(),
                messenger.client.ui.Contact.Standing.valueOf(contact.standing().name()),
                Person.Trust.valueOf(contact.trust().name()),
                contact.verified()));
    }

    static Person person(UserName name, boolean online, Instant lastSeen, Contact.Trust trust) {
        Person.Presence presence = online ? new Person.Presence.Online() : new Person.Presence.LastSeen(lastSeen);
        return new Person(name.value(), presence, Person.Trust.valueOf(trust.name()));
    }
}
