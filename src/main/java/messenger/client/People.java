package messenger.client;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.protocol.content.MessageId;

/**
 * What is wanted of people, and what the server says about them. A name never met waits, in memory, until the server
 * answered.
 */
final class People {
    /** What may wait for one name. */
    static final int WISHES_MAX = 100;

    /** How long to hold back after the server said "too much". */
    static final Duration PAUSE_AFTER_RATE_LIMIT = Duration.ofSeconds(2);

    private final AccountId self;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Outbox outbox;
    private final Map<UserName, List<Wish>> wishes = new LinkedHashMap<>();
    private Instant pausedUntil = Instant.EPOCH;

    /** Something wanted of a person. */
    sealed interface Wish {}

    /** Send them a text. */
    record Text(String text) implements Wish {}

    /** Show the conversation with them. */
    record Show() implements Wish {}

    People(AccountId self, Contacts contacts, Conversations conversations, Outbox outbox) {
        this.self = self;
        this.contacts = contacts;
        this.conversations = conversations;
        this.outbox = outbox;
    }

    /** Does it now where the person is known, else once the server has said who that is. */
    void want(UserName name, Wish wish, boolean online, Step step, SecureRandom random) {
        if (wish instanceof Text text && isTooLong(text, step)) {
            return;
        }
        Optional<Contact> known = contacts.named(name);
        if (known.isPresent()) {
            grant(known.get(), wish, step, random);
            return;
        }
        List<Wish> list = wishes.computeIfAbsent(name, key -> new ArrayList<>());
        if (list.size() >= WISHES_MAX) {
            step.tell(new Notice.TooMuchWaits(name));
            return;
        }
        list.add(wish);
        if (!online) {
            step.tell(new Notice.WaitsForConnection(name));
        }
    }

    private static boolean isTooLong(Text text, Step step) {
        int size = text.text().getBytes(StandardCharsets.UTF_8).length;
        if (size > Body.Text.TEXT_BYTES_MAX) {
            step.tell(new Notice.TooLong(size, Body.Text.TEXT_BYTES_MAX));
        }
        return size > Body.Text.TEXT_BYTES_MAX;
    }

    private void grant(Contact contact, Wish wish, Step step, SecureRandom random) {
        Conversation conversation = conversations.with(contact.account(), step);
        if (wish instanceof Show) {
            step.tell(new Notice.ConversationOpened(contact.name(), conversation));
        } else if (contact.trust() == Contact.Trust.CHANGED) {
            step.tell(new Notice.IdentityChanged(contact.name()));
        } else if (wish instanceof Text text) {
            StoredMessage message = conversations.addOwn(conversation, MessageId.random(random), text.text(), step);
            outbox.addText(conversation, message, step);
        } else {
            throw new AssertionError("no handling of " + wish.getClass());
        }
    }

    /** Asks for every name that waits and is not being asked for. */
    void ask(Requests requests, Step step) {
        if (step.now().isBefore(pausedUntil)) {
            return;
        }
        for (UserName name : wishes.keySet()) {
            Requests.WhoIs question = new Requests.WhoIs(name);
            if (!requests.isOpen(question)) {
                step.transmit(new ClientFrame.FindUser(requests.add(question), name));
            }
        }
    }

    /** The server says who has a name. */
    void found(UserName name, ServerFrame.UserFound found, Step step, SecureRandom random) {
        Optional<SignedDeviceList> list = decode(found);
        if (list.isEmpty() || !found.name().equals(name)) {
            nobody(name, step);
            return;
        }
        if (list.get().account().equals(self)) {
            nobody(name, step);
            return;
        }
        Contact contact = contacts.learn(name, list.get(), step);
        List<Wish> waiting = wishes.remove(name);
        if (!contact.name().equals(name)) {
            // Known under another name: what was meant for this one goes nowhere, and whoever waits hears of it.
            step.tell(new Notice.IdentityChanged(name));
        } else if (waiting != null) {
            waiting.forEach(wish -> grant(contact, wish, step, random));
        }
    }

    /** The name that was asked for is our own: nobody is introduced to us as ourselves, whatever the server says. */
    void ourName(UserName name, Step step) {
        wishes.remove(name);
        step.tell(new Notice.ThatIsYou(name));
    }

    /** The server says what an account's name and devices are; empty where that does not check out. */
    Optional<Contact> learn(AccountId account, ServerFrame.UserFound found, Step step) {
        return decode(found)
                .filter(list -> list.account().equals(account))
                .map(list -> contacts.learn(found.name(), list, step))
                .filter(contact -> contact.account().equals(account));
    }

    private static Optional<SignedDeviceList> decode(ServerFrame.UserFound found) {
        try {
            return Optional.of(SignedDeviceList.decode(found.deviceList()));
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            return Optional.empty();
        }
    }

    void notFound(UserName name, Refusal reason, Step step) {
        if (reason == Refusal.UNKNOWN_USER) {
            nobody(name, step);
        } else {
            pausedUntil = step.now().plus(PAUSE_AFTER_RATE_LIMIT);
        }
    }

    private void nobody(UserName name, Step step) {
        wishes.remove(name);
        step.tell(new Notice.NobodyThere(name));
    }

    /** Somebody is there, or no longer. */
    void seen(ServerFrame.Presence presence, Step step) {
        if (presence.account().equals(self)) {
            return;
        }
        contacts.compare(presence.name(), presence.account(), step);
        boolean changed = contacts.named(presence.name())
                .filter(contact -> contact.trust() == Contact.Trust.CHANGED)
                .isPresent();
        step.tell(new Notice.PersonChanged(
                presence.name(), presence.online(), Instant.ofEpochMilli(presence.lastSeenMs()), changed));
    }
}
