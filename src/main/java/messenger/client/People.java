package messenger.client;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.AccountPublic;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.verify.SafetyNumber;
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

    private final Self self;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Outbox outbox;
    private final Decisions decisions;
    private final Map<UserName, List<Wish>> wishes = new LinkedHashMap<>();
    private Instant pausedUntil = Instant.EPOCH;

    /** Something wanted of a person. */
    sealed interface Wish {}

    /** Send them a text. */
    record Text(String text) implements Wish {}

    /** Show the conversation with them. */
    record Show() implements Wish {}

    /** Show the safety number with whoever has the name now. */
    record Safety() implements Wish {}

    /** Take whoever has the name now for it; {@code verified} only if it is the account whose number was compared. */
    record Adopt(AccountId account, boolean verified) implements Wish {}

    People(Self self, Contacts contacts, Conversations conversations, Outbox outbox, Decisions decisions) {
        this.self = self;
        this.contacts = contacts;
        this.conversations = conversations;
        this.outbox = outbox;
        this.decisions = decisions;
    }

    /** Does it now where the person is known, else once the server has said who that is. */
    void want(UserName name, Wish wish, boolean online, Step step, SecureRandom random) {
        if (wish instanceof Text text && isTooLong(text, step)) {
            return;
        }
        Optional<Contact> known = contacts.named(name);
        if (known.isPresent() && !asksServer(known.get(), wish)) {
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

    /** Where somebody else came in the place of a pinned person, only the server has their keys. */
    private static boolean asksServer(Contact contact, Wish wish) {
        return wish instanceof Adopt
                || (wish instanceof Safety && contact.rival().isPresent());
    }

    /** Does what was decided; who came in somebody's place is looked up first. */
    void decide(UserName about, Decision decision, boolean online, Step step, SecureRandom random) {
        Optional<AccountId> rival = contacts.named(about).flatMap(Contact::rival);
        boolean verified = contacts.named(about).filter(Contact::verified).isPresent();
        if (rival.isPresent() && decision instanceof Decision.Verified compared) {
            boolean either = rival.equals(Optional.of(compared.account()))
                    || contacts.of(compared.account()).isPresent();
            if (either) {
                want(about, new Adopt(compared.account(), true), online, step, random);
            }
        } else if (rival.isPresent() && decision instanceof Decision.AcceptIdentity && !verified) {
            want(about, new Adopt(rival.get(), false), online, step, random);
        } else {
            decisions.decide(about, decision, step, random);
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
        if (wish instanceof Show) {
            // Looking is not deciding: nobody is let in by it.
            step.tell(new Notice.ConversationOpened(contact.name(), conversations.with(contact.account(), step)));
        } else if (wish instanceof Safety) {
            step.tell(new Notice.SafetyShown(contact.name(), contact.account(), number(contact.deviceList()), false));
        } else if (wish instanceof Text text) {
            say(contact, text, step, random);
        } else if (!(wish instanceof Adopt)) {
            throw new AssertionError("no handling of " + wish.getClass());
        }
    }

    private void say(Contact known, Text text, Step step, SecureRandom random) {
        if (known.standing() == Contact.Standing.GONE) {
            step.tell(new Notice.PersonGone(known.name()));
        } else if (known.standing().isShut()) {
            step.tell(new Notice.YouBlocked(known.name()));
        } else if (known.trust() == Contact.Trust.CHANGED) {
            step.tell(new Notice.IdentityChanged(known.name(), known.verified()));
        } else {
            if (known.standing() == Contact.Standing.REQUESTED) {
                // Who answers lets in.
                decisions.decide(known.name(), new Decision.Accept(), step, random);
            }
            MessageId id = MessageId.random(random);
            Conversation conversation = conversations.with(known.account(), step);
            List<Bytes> parents = conversations.heads(conversation);
            StoredMessage message = conversations.addOwn(conversation, id, text.text(), step);
            outbox.addText(conversation, message, parents, step);
            if (!self.account().otherDevices().isEmpty()) {
                Body.Copy copy = new Body.Copy(known.account(), known.name(), new Body.Text(text.text()));
                outbox.addCopy(conversations.with(self.id(), step), id, copy, parents, step);
            }
        }
    }

    private SafetyNumber number(SignedDeviceList theirs) {
        return SafetyNumber.of(AccountPublic.of(self.account().deviceList()), AccountPublic.of(theirs));
    }

    /** Asks for every name that waits and is not being asked for. */
    void ask(Requests requests, Step step) {
        if (step.steady().isBefore(pausedUntil)) {
            return;
        }
        for (UserName name : wishes.keySet()) {
            Requests.WhoIs question = new Requests.WhoIs(name);
            if (!requests.isOpen(question)) {
                step.transmit(Route.MEMBER, new ClientFrame.FindUser(requests.add(question), name));
            }
        }
    }

    /** The server says who has a name. */
    void found(UserName name, ServerFrame.UserFound found, Step step, SecureRandom random) {
        List<SignedDeviceList> lists = Lookups.decode(found.deviceLists());
        if (lists.isEmpty()
                || !found.name().equals(name)
                || lists.get(0).account().equals(self.id())) {
            nobody(name, step);
            return;
        }
        List<Wish> waiting = wishes.getOrDefault(name, List.of());
        wishes.remove(name);
        Optional<Contact> pinned = contacts.named(name);
        for (Wish wish : waiting) {
            if (wish instanceof Adopt adopt && pinned.isPresent()) {
                adopt(pinned.get(), adopt, lists, step, random);
            } else if (wish instanceof Safety && pinned.flatMap(Contact::rival).isPresent()) {
                SignedDeviceList newest = lists.get(lists.size() - 1);
                step.tell(new Notice.SafetyShown(name, newest.account(), number(newest), true));
            } else {
                grantNew(name, lists, wish, step, random);
            }
        }
    }

    private void grantNew(UserName name, List<SignedDeviceList> lists, Wish wish, Step step, SecureRandom random) {
        Optional<Contact> learned = contacts.learn(name, lists, step);
        if (learned.isEmpty()) {
            step.tell(new Notice.NobodyThere(name));
        } else if (!learned.get().name().equals(name)) {
            // Known under another name: what was meant for this one goes nowhere, and whoever waits hears of it.
            step.tell(new Notice.IdentityChanged(name, learned.get().verified()));
        } else {
            grant(contacts.met(learned.get(), step), wish, step, random);
        }
    }

    /** Only the account that the person decided about is taken, whatever the server names by now. */
    private void adopt(Contact pinned, Adopt adopt, List<SignedDeviceList> lists, Step step, SecureRandom random) {
        AccountId account = lists.get(0).account();
        if (!account.equals(adopt.account()) && !account.equals(pinned.account())) {
            contacts.compare(pinned.name(), account, step);
            return;
        }
        Contact adopted = contacts.adopt(pinned, lists, adopt.verified(), step);
        decisions.sync(List.of(adopted), step, random);
    }

    /** The name that was asked for is our own: nobody is introduced to us as ourselves, whatever the server says. */
    void ourName(UserName name, Step step) {
        wishes.remove(name);
        step.tell(new Notice.ThatIsYou(name));
    }

    void notFound(UserName name, Refusal reason, Step step) {
        if (reason == Refusal.UNKNOWN_USER) {
            nobody(name, step);
        } else {
            pausedUntil = step.steady().plus(PAUSE_AFTER_RATE_LIMIT);
        }
    }

    private void nobody(UserName name, Step step) {
        wishes.remove(name);
        step.tell(new Notice.NobodyThere(name));
    }

    Collection<Contact> contacts() {
        return contacts.all();
    }

    /** Somebody is there, or no longer. */
    void seen(ServerFrame.Presence presence, Step step) {
        if (presence.account().equals(self.id())) {
            return;
        }
        contacts.compare(presence.name(), presence.account(), step);
        Contact.Trust trust =
                contacts.named(presence.name()).map(Contact::trust).orElse(Contact.Trust.UNVERIFIED);
        step.tell(new Notice.PersonChanged(
                presence.name(), presence.online(), Instant.ofEpochMilli(presence.lastSeenMs()), trust));
    }
}
