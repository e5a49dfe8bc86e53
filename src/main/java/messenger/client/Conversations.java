package messenger.client;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.client.StoredMessage.Times;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountId;
import messenger.protocol.UserName;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;

/** The conversations, and where in them the messages lie whose fate is still open. */
final class Conversations {
    private final AccountId self;
    private final Contacts contacts;
    private final SentContents sent;
    private final Map<ConversationId, Conversation> byId = new HashMap<>();
    private final Map<ConversationId, Order> orders = new HashMap<>();
    private final Map<MessageId, StoredMessage> unconfirmed = new HashMap<>();
    private final Expiry expiry;

    private Conversations(AccountId self, Contacts contacts, SentContents sent, Expiry expiry) {
        this.self = self;
        this.contacts = contacts;
        this.sent = sent;
        this.expiry = expiry;
    }

    static Conversations load(AccountId self, Contacts contacts, SentContents sent, VaultRows rows) {
        Conversations conversations = new Conversations(self, contacts, sent, Expiry.load(rows));
        try {
            for (Bytes row : rows.all(Table.CONVERSATION).values()) {
                Conversation conversation = Conversation.decode(row);
                conversations.byId.put(conversation.id(), conversation);
            }
            for (Bytes row : rows.all(Table.ORDER).values()) {
                Order order = Order.decode(row);
                conversations.orders.put(order.conversation(), order);
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
            sent.forget(conversation.id(), step);
            byId.remove(conversation.id());
            orders.remove(conversation.id());
            step.delete(Table.ORDER, conversation.id().value());
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

    /** What of a conversation is the newest here: the parents of what is written now. */
    List<Bytes> heads(Conversation conversation) {
        return order(conversation).heads();
    }

    private Order order(Conversation conversation) {
        return orders.getOrDefault(conversation.id(), Order.none(conversation.id()));
    }

    private void keep(Order next, Step step) {
        orders.put(next.conversation(), next);
        step.change(next.put());
    }

    /** Adds a message of ours to the history; it is pending. */
    StoredMessage addOwn(Conversation conversation, MessageId id, String text, Step step) {
        long position = conversation.lastPosition() + 1;
        keep(order(conversation).written(Content.prefix(id), position), step);
        return addOwn(
                new StoredMessage(
                        conversation.id(), position, id, Times.own(step.now()), MessageState.PENDING, false, 0, text),
                conversation,
                step);
    }

    /** Adds what another device of ours sent; its copy comes by way of the server, so that has it. */
    void addCopy(Conversation conversation, Heard said, String text, Step step) {
        addOwn(placed(conversation, said, MessageState.STORED, text, step), conversation, step);
        expiry.stored(said.content().id(), step);
    }

    private StoredMessage addOwn(StoredMessage message, Conversation conversation, Step step) {
        Conversation next = keep(conversation.withOwn(message.position(), step.now()), step);
        unconfirmed.put(message.id(), message);
        put(message, step);
        tell(next, message, step);
        return message;
    }

    /** Adds a message of the other side to the history. */
    void addReceived(Conversation conversation, Heard said, String text, Step step) {
        StoredMessage message = placed(conversation, said, MessageState.RECEIVED, text, step);
        Conversation next = keep(conversation.withReceived(message.position(), step.now()), step);
        step.change(message.put());
        tell(next, message, step);
    }

    /** A message that came, where it belongs; at the end where it cannot stand there. */
    private StoredMessage placed(Conversation conversation, Heard said, MessageState state, String text, Step step) {
        MessageId id = said.content().id();
        Bytes prefix = Content.prefix(id);
        List<Bytes> parents = said.content().parents();
        long last = conversation.lastPosition();
        Order before = order(conversation);
        Order.Placed placed = said.place().isEnd()
                ? before.arrived(prefix, parents, last)
                : new Order.Placed(
                        before.at(prefix, parents, said.place().position()),
                        said.place().position(),
                        true);
        boolean read = state == MessageState.RECEIVED && placed.position() <= conversation.readPosition();
        if (read && !conversation.hasRoomForLate()) {
            placed = new Order.Placed(before.at(prefix, parents, last + 1), last + 1, true);
        }
        keep(placed.next(), step);
        return new StoredMessage(
                conversation.id(), placed.position(), id, said.times(step.now()), state, placed.late(), 0, text);
    }

    /** Adds the line that says that something is missing, and leaves room for it; gives its position. */
    long addGap(Conversation conversation, Gap gap, Step step) {
        long position = conversation.lastPosition() + gap.size() + 1;
        Conversation next = keep(conversation.withOwn(position, conversation.lastActivity()), step);
        StoredMessage line = line(next.id(), gap.at(position), MessageState.MISSING, gap.size());
        step.change(line.put());
        tell(next, line, step);
        return position;
    }

    /** Nothing of it is missing any more: the line goes, or says what was lost. */
    void endGap(ConversationId id, Gap gap, Step step) {
        Optional<Conversation> conversation = find(id);
        if (conversation.isEmpty()) {
            return;
        }
        UserName with = nameOf(conversation.get());
        if (gap.lost() > 0) {
            StoredMessage line = line(id, gap, MessageState.LOST, gap.lost());
            step.change(line.put());
            step.tell(new Notice.MessageChanged(with, line));
        } else {
            step.delete(Table.MESSAGE, StoredMessage.rowId(id, gap.row()));
            step.tell(new Notice.GapClosed(with, id, gap.row()));
        }
    }

    /** Such a line has an id like any message, so that nothing has to make a difference. */
    private static StoredMessage line(ConversationId conversation, Gap gap, MessageState state, long missing) {
        Bytes id = Sha256.of(StoredMessage.rowId(conversation, gap.row())).slice(0, MessageId.BYTES);
        return new StoredMessage(
                conversation, gap.row(), new MessageId(id), Times.own(gap.noticed()), state, false, missing, "");
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
                .sorted(Comparator.<StoredMessage, Instant>comparing(
                                message -> message.times().received())
                        .thenComparingLong(StoredMessage::position))
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
            Conversation next = conversation.withRead(upTo);
            if (!next.equals(conversation)) {
                keep(next, step);
                step.tell(new Notice.ConversationChanged(nameOf(next), next));
            }
        });
    }

    /** Everything that is sent counts from the beginning again: nobody could know what the count was. */
    void restartChains(Step step) {
        List.copyOf(byId.values()).forEach(conversation -> keep(conversation.withChainRestarted(), step));
        sent.forgetAll(step);
    }
}
