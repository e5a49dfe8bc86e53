package messenger.client;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.protocol.UserName;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;

/** The conversations, and where in them the messages lie whose fate is still open. */
final class Conversations {
    private final AccountId self;
    private final Contacts contacts;
    private final Map<ConversationId, Conversation> byId = new HashMap<>();
    private final Map<MessageId, StoredMessage> unconfirmed = new HashMap<>();
    private final Expiry expiry;

    private Conversations(AccountId self, Contacts contacts, Expiry expiry) {
        this.self = self;
        this.contacts = contacts;
        this.expiry = expiry;
    }

    static Conversations load(AccountId self, Contacts contacts, VaultRows rows) {
        Conversations conversations = new Conversations(self, contacts, Expiry.load(rows));
        try {
            for (Bytes row : rows.all(Table.CONVERSATION).values()) {
                Conversation conversation = Conversation.decode(row);
                conversations.byId.put(conversation.id(), conversation);
            }
            for (Bytes row : rows.all(Table.SENT).values()) {
                StoredMessage message = StoredMessage.decode(row);
                conversations.unconfirmed.put(message.id(), message);
            }
        } catch (MalformedException e) {
            throw new DamagedVaultException(Table.CONVERSATION, e);
        }
        return conversations;
    }

    /** All but the one with our own devices, in which nobody says anything to anybody. */
    Collection<Conversation> all() {
        return byId.values().stream()
                .filter(conversation -> !conversation.peer().equals(self))
                .toList();
    }

    Optional<Conversation> find(ConversationId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The conversation with an account, begun if need be. */
    Conversation with(AccountId peer, Step step) {
        ConversationId id = ConversationId.direct(self, peer);
        Conversation known = byId.get(id);
        return known == null ? keep(Conversation.begin(self, peer), step) : known;
    }

    /** Erases what somebody wrote who was not let in. */
    void erase(AccountId peer, Step step) {
        find(ConversationId.direct(self, peer)).ifPresent(conversation -> {
            step.change(VaultChange.Shred.all(conversation.id()));
            byId.remove(conversation.id());
            step.delete(Table.CONVERSATION, conversation.id().value());
        });
    }

    Conversation keep(Conversation next, Step step) {
        byId.put(next.id(), next);
        step.change(next.put());
        return next;
    }

    UserName nameOf(Conversation conversation) {
        return contacts.of(conversation.peer())
                .orElseThrow(() -> new IllegalStateException("a conversation with nobody"))
                .name();
    }

    /** Whether anything may be sent to an account: not before it is accepted, and not once its identity changed. */
    boolean mayAnswer(AccountId peer) {
        return contacts.of(peer).filter(Contact::maySend).isPresent();
    }

    /** Whether somebody has yet to decide about an account. */
    boolean isUndecided(AccountId peer) {
        return contacts.of(peer)
                .filter(contact -> contact.standing() == Contact.Standing.REQUESTED)
                .isPresent();
    }

    /** Adds a message of ours to the history; it is pending. */
    StoredMessage addOwn(Conversation conversation, MessageId id, String text, Step step) {
        return addOwn(conversation, id, step.now(), MessageState.PENDING, text, step);
    }

    /** Adds what another device of ours sent; its copy comes by way of the server, so that has it. */
    void addCopy(Conversation conversation, MessageId id, Instant sent, String text, Step step) {
        addOwn(conversation, id, sent, MessageState.STORED, text, step);
        expiry.stored(id, step);
    }

    private StoredMessage addOwn(
            Conversation conversation, MessageId id, Instant sent, MessageState state, String text, Step step) {
        Conversation next = keep(conversation.withMessage(true, step.now()), step);
        StoredMessage message = new StoredMessage(next.id(), next.lastPosition(), id, sent, step.now(), state, text);
        unconfirmed.put(id, message);
        put(message, step);
        tell(next, message, step);
        return message;
    }

    /** Adds a message of the other side to the history. */
    void addReceived(Conversation conversation, MessageId id, Instant sent, String text, Step step) {
        Conversation next = keep(conversation.withMessage(false, step.now()), step);
        StoredMessage message =
                new StoredMessage(next.id(), next.lastPosition(), id, sent, step.now(), MessageState.RECEIVED, text);
        step.change(message.put());
        tell(next, message, step);
    }

    /** Marks a message of ours as further on its way; never back, and nothing for one that is confirmed or unknown. */
    void advance(MessageId id, MessageState state, Step step) {
        StoredMessage known = unconfirmed.get(id);
        if (known != null && state == MessageState.STORED) {
            expiry.stored(id, step);
        }
        if (known == null || known.state().compareTo(state) >= 0) {
            return;
        }
        StoredMessage next = known.with(state);
        if (state.isFinal()) {
            step.change(next.put());
            settle(id, step);
        } else {
            unconfirmed.put(id, next);
            put(next, step);
        }
        find(next.conversation())
                .ifPresent(conversation -> step.tell(new Notice.MessageChanged(nameOf(conversation), next)));
    }

    private void settle(MessageId id, Step step) {
        unconfirmed.remove(id);
        step.delete(Table.SENT, id.value());
        expiry.settled(id, step);
    }

    /** Says of what nobody fetched in time that it expired. */
    void expire(Step step) {
        expiry.expired(unconfirmed.values(), step.now()).forEach(id -> advance(id, MessageState.EXPIRED, step));
        expiry.forgotten(unconfirmed.values(), step.now()).forEach(id -> settle(id, step));
    }

    /** What the server has taken and nobody is known to have, in the order in which it was written. */
    List<StoredMessage> stored() {
        return unconfirmed.values().stream()
                .filter(message -> message.state() == MessageState.STORED)
                .sorted(Comparator.comparing(StoredMessage::received).thenComparingLong(StoredMessage::position))
                .toList();
    }

    /** Whether a message of ours went to this account, and its delivery is still open. */
    boolean wentTo(MessageId id, AccountId account) {
        StoredMessage known = unconfirmed.get(id);
        return known != null && known.conversation().equals(ConversationId.direct(self, account));
    }

    private static void put(StoredMessage message, Step step) {
        VaultChange.Put row = message.put();
        step.change(row);
        step.put(Table.SENT, message.id().value(), row.value());
    }

    private void tell(Conversation conversation, StoredMessage message, Step step) {
        step.tell(new Notice.MessageChanged(nameOf(conversation), message));
        step.tell(new Notice.ConversationChanged(nameOf(conversation), conversation));
    }

    /** Some devices of the other side had no room for a message that others of them have. */
    void tellFull(ConversationId id, int devices, Step step) {
        find(id).ifPresent(conversation -> step.tell(new Notice.DevicesFull(nameOf(conversation), devices)));
    }

    /** Everything up to a position was on the screen. */
    void read(ConversationId id, long upTo, Step step) {
        find(id).ifPresent(conversation -> {
            long position = Math.min(upTo, conversation.lastPosition());
            if (position > conversation.readPosition()) {
                long after = conversation.lastPosition() - position;
                int unread = (int) Math.min(conversation.unread(), after);
                Conversation next = keep(conversation.withRead(position, unread), step);
                step.tell(new Notice.ConversationChanged(nameOf(next), next));
            }
        });
    }
}
