package messenger.client;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountId;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;

/** What is done about what somebody said. Who that is, the session has proved; what they may say, is decided here. */
final class Hearing {
    /** Messages that are kept of somebody about whom nothing is decided; what else they write is dropped. */
    static final int REQUEST_MESSAGES_MAX = 20;

    /** People about whom nothing is decided; what others write for the first time then is dropped. */
    static final int REQUESTS_MAX = 200;

    private final Self self;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Outbox outbox;
    private final Receipts receipts;
    private final Seen seen;
    private final Lookups lookups;
    private final Decisions decisions;
    private final Comparisons comparisons;

    Hearing(
            Self self,
            Contacts contacts,
            Conversations conversations,
            Outbox outbox,
            Receipts receipts,
            Seen seen,
            Lookups lookups,
            Decisions decisions,
            Comparisons comparisons) {
        this.self = self;
        this.contacts = contacts;
        this.conversations = conversations;
        this.outbox = outbox;
        this.receipts = receipts;
        this.seen = seen;
        this.lookups = lookups;
        this.decisions = decisions;
        this.comparisons = comparisons;
    }

    /** Somebody whose device lists are needed before this can be taken. */
    Optional<AccountId> missing(Unsealer.Said said, Set<AccountId> asked) {
        if (!said.from().account().equals(self.id()) || !(said.message() instanceof Unsealer.Full full)) {
            return Optional.empty();
        }
        Body body = full.content().body();
        if (body instanceof Body.Copy copy) {
            return contacts.ofOrCandidate(copy.to()).isPresent() ? Optional.empty() : Optional.of(copy.to());
        } else if (body instanceof Body.Profile profile) {
            // The access key came before the list that it belongs to.
            boolean early = !isOurAccessKey(profile.accessKey()) && !asked.contains(self.id());
            return early ? Optional.of(self.id()) : Optional.empty();
        } else if (body instanceof Body.People people) {
            return people.known().stream()
                    .map(Body.Known::account)
                    .filter(account -> !asked.contains(account))
                    .filter(account -> contacts.ofOrCandidate(account).isEmpty())
                    .findFirst();
        }
        return Optional.empty();
    }

    /** Whether it comes from a stranger who says nothing that a person has to decide about, or is one too many. */
    boolean isNobody(Unsealer.Said said) {
        AccountId from = said.from().account();
        if (from.equals(self.id()) || contacts.of(from).isPresent()) {
            return false;
        }
        boolean speaks =
                said.message() instanceof Unsealer.Full full && full.content().body() instanceof Body.Text;
        return !speaks || contacts.requests() >= REQUESTS_MAX;
    }

    void hear(PeerDevice from, Content content, Unsealer.Weight weight, Step step, SecureRandom random) {
        boolean weighty = weight != Unsealer.Weight.TEXTS_ONLY || !isCommand(content.body());
        // An account says who it is; that a device is one of ours, its list says (C4).
        if (from.account().equals(self.id())) {
            if (weighty) {
                own(content, step, random);
            }
            return;
        }
        Contact contact = contacts.ofOrCandidate(from.account())
                .orElseThrow(() -> new IllegalStateException("a session with nobody"));
        if (contacts.of(contact.account()).isEmpty()) {
            contacts.keep(contact, step);
        }
        if (weighty) {
            peer(contact, from, content, step, random);
        }
        noticeStaleList(contact, content);
    }

    /** What changes more than a conversation: nothing that a recording may bring about (PROTOCOL 1.3, A9). */
    private static boolean isCommand(Body body) {
        return !(body instanceof Body.Text || body instanceof Body.Copy || body instanceof Body.Delivered);
    }

    /**
     * They have answered for the first time, and took us for a recording until then: what they did not carry out is
     * said again.
     */
    void believed(AccountId account, Step step, SecureRandom random) {
        if (account.equals(self.id())) {
            decisions.sync(List.copyOf(contacts.all()), step, random);
        } else {
            contacts.of(account).ifPresent(contact -> contacts.keep(contact.withProfile(false), step));
        }
    }

    /** Whoever names a newer list than the one we know has changed devices (PROTOCOL 1.12). */
    private void noticeStaleList(Contact contact, Content content) {
        if (content.ownDeviceList().version() > contact.deviceList().list().version()) {
            lookups.want(contact.account());
        }
    }

    private void peer(Contact contact, PeerDevice from, Content content, Step step, SecureRandom random) {
        Body body = content.body();
        if (contact.standing().isShut()) {
            return;
        }
        if (body instanceof Body.Text text) {
            text(contact, content, text, step, random);
        } else if (body instanceof Body.Delivered delivered) {
            delivered.messages().stream()
                    .filter(id -> conversations.wentTo(id, contact.account()))
                    .forEach(id -> conversations.advance(id, MessageState.DELIVERED, step));
        } else if (body instanceof Body.Profile profile) {
            contacts.keep(contact.withAccessKey(profile.accessKey()), step);
        } else if (body instanceof Body.Farewell) {
            // Only the account's own last list proves it: the deletion may not come to its end.
            lookups.wantLater(contact.account(), step);
        } else if (body instanceof Body.Compare || body instanceof Body.Compared) {
            comparisons.hear(contact, from, body, step, random);
        }
        // What only own devices may say, a peer does not say (C4).
    }

    private void text(Contact contact, Content content, Body.Text text, Step step, SecureRandom random) {
        Conversation conversation = conversations.with(contact.account(), step);
        boolean requested = contact.standing() == Contact.Standing.REQUESTED;
        if (requested && conversation.lastPosition() >= REQUEST_MESSAGES_MAX) {
            return;
        }
        if (!seen.contains(content.id())) {
            seen.add(content.id(), step);
            Instant sent = Instant.ofEpochMilli(content.sentMs());
            conversations.addReceived(conversation, content.id(), sent, text.text(), step);
            if (requested) {
                step.tell(new Notice.RequestArrived(contact.name()));
            }
        }
        receipts.owe(contact.account(), content.id(), step, random);
    }

    private void own(Content content, Step step, SecureRandom random) {
        Body body = content.body();
        if (body instanceof Body.Copy copy) {
            copy(content, copy, step);
        } else if (body instanceof Body.People people) {
            people.known().forEach(known -> decisions.sync(known, step, random));
        } else if (body instanceof Body.Profile profile) {
            accessKey(profile.accessKey(), step);
        }
    }

    private void copy(Content content, Body.Copy copy, Step step) {
        if (seen.contains(content.id())) {
            return;
        }
        seen.add(content.id(), step);
        Contact contact = contacts.ofOrCandidate(copy.to())
                .orElseThrow(() -> new IllegalStateException("a copy of what was said to nobody"));
        if (contact.standing() == Contact.Standing.REQUESTED) {
            contacts.keep(contact.with(Contact.Standing.ACCEPTED), step);
        }
        Conversation conversation = conversations.with(copy.to(), step);
        Instant sent = Instant.ofEpochMilli(content.sentMs());
        conversations.addCopy(conversation, content.id(), sent, copy.text().text(), step);
    }

    private void accessKey(Bytes key, Step step) {
        OwnAccount account = self.account();
        if (isOurAccessKey(key)) {
            self.become(account.withAccessKey(Secret.copyOf(key.toArray())), step);
        }
    }

    private boolean isOurAccessKey(Bytes key) {
        return Sha256.of(key).equals(self.account().deviceList().list().accessKeyHash());
    }

    /** An answer is due so that the ratchet turns, even if nobody writes one. */
    void beat(AccountId to, Step step, SecureRandom random) {
        if (to.equals(self.id()) || conversations.mayAnswer(to)) {
            outbox.addHeartbeat(conversations.with(to, step), step, random);
        }
    }
}
