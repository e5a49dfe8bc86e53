package messenger.client;

import java.security.SecureRandom;
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
import messenger.protocol.content.MessageId;

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
    private final Arrivals arrivals;
    private final Asking asking;
    private final Answering answering;

    Hearing(
            Self self,
            Contacts contacts,
            Conversations conversations,
            Outbox outbox,
            Receipts receipts,
            Seen seen,
            Lookups lookups,
            Decisions decisions,
            Comparisons comparisons,
            Arrivals arrivals,
            Asking asking,
            Answering answering) {
        this.self = self;
        this.contacts = contacts;
        this.conversations = conversations;
        this.outbox = outbox;
        this.receipts = receipts;
        this.seen = seen;
        this.lookups = lookups;
        this.decisions = decisions;
        this.comparisons = comparisons;
        this.arrivals = arrivals;
        this.asking = asking;
        this.answering = answering;
    }

    /** Somebody whose device lists are needed before this can be taken. */
    Optional<AccountId> missing(Unsealer.Said said, Set<AccountId> asked) {
        if (!said.from().account().equals(self.id()) || !(said.message() instanceof Unsealer.Full full)) {
            return Optional.empty();
        }
        Body outer = full.content().body();
        Body body = outer instanceof Body.Again again ? again.body() : outer;
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

    /**
     * Takes what was said.
     *
     * @param sealed the ciphertext of the content, over which its device's hash chain goes
     */
    void hear(Heard said, Bytes sealed, Unsealer.Weight weight, Step step, SecureRandom random) {
        AccountId account = said.from().account();
        boolean isOwn = account.equals(self.id());
        if (!isOwn && contacts.of(account).isEmpty()) {
            contacts.keep(
                    contacts.ofOrCandidate(account)
                            .orElseThrow(() -> new IllegalStateException("a session with nobody")),
                    step);
        }
        Body body = said.content().body();
        // Also what is dropped below has arrived: it must not be missed.
        Heard placed = body.isUncounted() ? said : said.at(arrivals.arrived(said.from(), said.content(), sealed, step));
        if (weight != Unsealer.Weight.TEXTS_ONLY || !isCommand(body)) {
            hear(placed, step, random);
        }
        if (!isOwn) {
            noticeStaleList(contact(account), said.content());
        }
    }

    private void hear(Heard said, Step step, SecureRandom random) {
        PeerDevice from = said.from();
        // An account says who it is; that a device is one of ours, its list says (C4).
        boolean isOwn = from.account().equals(self.id());
        if (!isOwn && contact(from.account()).standing().isShut()) {
            return;
        }
        Body body = said.content().body();
        if (body instanceof Body.Missing missing) {
            answering.answer(from, missing, step, random);
        } else if (body instanceof Body.Again again) {
            asking.again(said, again, step).ifPresent(what -> hear(what, step, random));
        } else if (body instanceof Body.NotAgain not) {
            asking.notAgain(from, not, step);
        } else if (isOwn) {
            own(said, step, random);
        } else {
            peer(contact(from.account()), said, step, random);
        }
    }

    private Contact contact(AccountId account) {
        return contacts.of(account).orElseThrow(() -> new IllegalStateException("said by nobody"));
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

    private void peer(Contact contact, Heard said, Step step, SecureRandom random) {
        Body body = said.content().body();
        if (body instanceof Body.Text text) {
            text(contact, said, text, step, random);
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
            comparisons.hear(contact, said.from(), body, step, random);
        }
        // What only own devices may say, a peer does not say (C4).
    }

    private void text(Contact contact, Heard said, Body.Text text, Step step, SecureRandom random) {
        MessageId id = said.content().id();
        Conversation conversation = conversations.with(contact.account(), step);
        boolean requested = contact.standing() == Contact.Standing.REQUESTED;
        if (requested && conversation.unread() >= REQUEST_MESSAGES_MAX) {
            return;
        }
        if (!seen.contains(id)) {
            seen.add(id, step);
            conversations.addReceived(conversation, said, text.text(), step);
            if (requested) {
                step.tell(new Notice.RequestArrived(contact.name()));
            }
        }
        receipts.owe(contact.account(), id, step, random);
    }

    private void own(Heard said, Step step, SecureRandom random) {
        Body body = said.content().body();
        if (body instanceof Body.Copy copy) {
            copy(said, copy, step);
        } else if (body instanceof Body.People people) {
            people.known().forEach(known -> decisions.sync(known, step, random));
        } else if (body instanceof Body.Profile profile) {
            accessKey(profile.accessKey(), step);
        }
    }

    private void copy(Heard said, Body.Copy copy, Step step) {
        MessageId id = said.content().id();
        if (seen.contains(id)) {
            return;
        }
        seen.add(id, step);
        Contact contact = contacts.ofOrCandidate(copy.to())
                .orElseThrow(() -> new IllegalStateException("a copy of what was said to nobody"));
        if (contact.standing() == Contact.Standing.REQUESTED) {
            contacts.keep(contact.with(Contact.Standing.ACCEPTED), step);
        }
        Conversation conversation = conversations.with(copy.to(), step);
        conversations.addCopy(conversation, said, copy.text().text(), step);
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
