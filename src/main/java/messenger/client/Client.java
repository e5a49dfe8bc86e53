package messenger.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import messenger.crypto.Argon2id;
import messenger.crypto.identity.Days;
import messenger.protocol.UserName;

/**
 * The client's decisions: an event and the time go in, effects come out. One thread, the client's, owns it; its random
 * source is its only other input. What it knows is loaded from the vault, and written back with each step before
 * anything leaves.
 */
public final class Client {
    private final SecureRandom random;
    private final Self self;
    private final Connection connection;
    private final HandIn handIn = new HandIn();
    private final Sessions sessions;
    private final SentContents sent;
    private final Conversations conversations;
    private final Arrivals arrivals;
    private final Asking asking;
    private final Unreadable unreadable;
    private final DevicePrekeys prekeys;
    private final Outbox outbox;
    private final Receipts receipts;
    private final People people;
    private final Comparisons comparisons;
    private final Passwords passwords;
    private final Linking linking;
    private final DeviceUpdates updates;
    private final Answers answers;
    private int today;
    private Instant last;
    private Duration setBack = Duration.ZERO;

    private Client(VaultRows rows, OwnAccount account, Argon2id.Cost passwordCost, Step step, SecureRandom random) {
        this.random = random;
        this.self = new Self(account);
        this.connection = new Connection(self, passwordCost);
        this.sessions = Sessions.load(rows);
        Contacts contacts = Contacts.load(rows, sessions);
        this.sent = SentContents.load(rows, step);
        this.conversations = Conversations.load(self.id(), contacts, sent, rows);
        this.arrivals = Arrivals.load(self, contacts, conversations, rows);
        this.prekeys = DevicePrekeys.load(rows);
        this.receipts = Receipts.load(rows, step);
        Lookups lookups = new Lookups(self, contacts, sessions);
        Sealer sealer = new Sealer(self, contacts, sessions, conversations, lookups, sent);
        this.outbox = Outbox.load(sealer, conversations, rows);
        this.updates = DeviceUpdates.load(self, contacts, sessions, lookups, rows);
        Decisions decisions = new Decisions(self, contacts, conversations, outbox, updates, arrivals);
        this.people = new People(self, contacts, conversations, outbox, decisions);
        this.comparisons = new Comparisons(self, contacts, conversations, outbox, decisions);
        this.passwords = new Passwords(self, contacts, conversations);
        this.linking = new Linking(self, contacts, decisions, updates, Probation.load(rows, step.now()));
        Seen seen = Seen.load(rows, step);
        this.unreadable = Unreadable.load(rows, step);
        this.asking = new Asking(self, contacts, conversations, arrivals, outbox, unreadable);
        Answering answering = new Answering(self, conversations, sent, decisions, outbox);
        Hearing hearing = new Hearing(
                self,
                contacts,
                conversations,
                outbox,
                receipts,
                seen,
                lookups,
                decisions,
                comparisons,
                arrivals,
                asking,
                answering);
        Unsealer unsealer = new Unsealer(self, prekeys, contacts, sessions);
        Inbox inbox = new Inbox(unsealer, hearing, lookups, seen, unreadable);
        this.answers = new Answers(
                self,
                connection,
                handIn,
                people,
                lookups,
                sealer,
                sessions,
                outbox,
                inbox,
                prekeys,
                updates,
                decisions,
                passwords,
                linking,
                RestoredServer.load(rows, self, contacts, conversations, outbox, decisions, prekeys),
                random);
        this.today = Days.of(step.now());
        this.last = step.now();
        sessions.expire(step);
        conversations.expire(step);
        arrivals.expire(step);
    }

    /** A core, and what loading it led to. */
    public record Loaded(Client client, List<ClientEffect> effects) {}

    /**
     * The client of a vault.
     *
     * @param passwordCost what a guess at the account's password costs; the same for all clients of an account, so
     *     anything but {@link Argon2id.Cost#STANDARD} is for tests
     * @throws DamagedVaultException where it holds what this version cannot read
     */
    public static Loaded load(VaultRows rows, Argon2id.Cost passwordCost, Instant now, SecureRandom random) {
        Step step = new Step(now);
        Client client = new Client(rows, OwnAccount.load(rows), passwordCost, step, random);
        return new Loaded(client, step.effects());
    }

    /** Takes an event; the effects are to be done in order. */
    public List<ClientEffect> on(ClientEvent event, Instant now) {
        setBack = now.isBefore(last) ? setBack.plus(Duration.between(now, last)) : setBack;
        last = now;
        Step step = new Step(now, now.plus(setBack));
        handle(event, step);
        answers.settle(step);
        return step.effects();
    }

    private void handle(ClientEvent event, Step step) {
        if (event instanceof ClientEvent.Arrived arrived) {
            answers.take(arrived.route(), arrived.frame(), step);
        } else if (event instanceof ClientEvent.LinkUp up) {
            if (up.route() == Route.HAND_IN) {
                handIn.linkUp(step);
            } else {
                connection.linkUp(up.serverKeyHash(), step);
            }
        } else if (event instanceof ClientEvent.LinkDown down) {
            answers.linkDown(down.route(), step);
        } else if (event instanceof ClientEvent.Compose compose) {
            people.want(compose.to(), new People.Text(compose.text()), connection.isOnline(), step, random);
        } else if (event instanceof ClientEvent.Open open) {
            people.want(open.with(), new People.Show(), connection.isOnline(), step, random);
        } else if (event instanceof ClientEvent.ShowSafety show) {
            people.want(show.with(), new People.Safety(), connection.isOnline(), step, random);
        } else if (event instanceof ClientEvent.Decide decide) {
            people.decide(decide.about(), decide.decision(), connection.isOnline(), step, random);
        } else if (event instanceof ClientEvent.Read read) {
            conversations.read(read.conversation(), read.upTo(), step);
        } else if (event instanceof ClientEvent.Draft draft) {
            conversations
                    .find(draft.conversation())
                    .ifPresent(known -> conversations.keep(known.withDraft(draft.text()), step));
        } else if (event instanceof ClientEvent.RefreshPeople) {
            connection.askForPeople(step);
        } else if (event instanceof ClientEvent.Leaving) {
            receipts.flush(Instant.MAX, conversations, outbox, step, random);
            asking.ask(Instant.MAX, step, random);
        } else if (event instanceof ClientEvent.Tick) {
            tick(step);
        } else {
            account(event, step);
        }
    }

    /** What is about the account and its devices. */
    private void account(ClientEvent event, Step step) {
        if (event instanceof ClientEvent.Credentials credentials) {
            connection.credentials(credentials, step, random);
        } else if (event instanceof ClientEvent.CompareNumbers compare) {
            comparisons.begin(compare.with(), step, random);
        } else if (event instanceof ClientEvent.NumbersCompared compared) {
            comparisons.compared(compared.with(), compared.equal(), step, random);
        } else if (event instanceof ClientEvent.LinkDevice link) {
            linking.begin(link.code(), connection.requests(), step);
        } else if (event instanceof ClientEvent.LinkCompared compared) {
            linking.compared(compared.equal(), step);
        } else if (event instanceof ClientEvent.RemoveDevice remove) {
            linking.remove(remove.device(), step, random);
        } else if (event instanceof ClientEvent.ShowDevices) {
            linking.showDevices(step);
        } else if (event instanceof ClientEvent.ChangePassword change) {
            passwords.change(change, connection, step, random);
        } else if (event instanceof ClientEvent.DeleteAccount delete) {
            passwords.delete(delete, connection, step, random);
        } else {
            throw new AssertionError("no handling of " + event.getClass());
        }
    }

    private void tick(Step step) {
        receipts.flush(step.steady(), conversations, outbox, step, random);
        comparisons.expire(step);
        connection.progress(sessions, step);
        if (connection.isOnline()) {
            asking.ask(step.now(), step, random);
        }
        if (Days.of(step.now()) == today) {
            return;
        }
        today = Days.of(step.now());
        sessions.expire(step);
        conversations.expire(step);
        sent.expire(step);
        arrivals.expire(step);
        unreadable.expire(step);
        if (connection.isOnline()) {
            prekeys.maintain(self.account(), DevicePrekeys.ONE_TIME_TARGET, connection.requests(), step, random);
        }
    }

    /** Who we are. */
    public OwnAccount account() {
        return self.account();
    }

    /** Every conversation there is, in no order. */
    public Collection<Conversation> conversations() {
        return conversations.all();
    }

    /** The other side of a conversation. */
    public UserName nameOf(Conversation conversation) {
        return conversations.nameOf(conversation);
    }

    /** Whether the other side's name was given to another account, and that one was accepted under it. */
    public boolean isReplaced(Conversation conversation) {
        return people.contacts().stream()
                .anyMatch(contact -> contact.account().equals(conversation.peer())
                        && contact.standing() == Contact.Standing.REPLACED);
    }

    /** Everybody we met, in no order. */
    public Collection<Contact> contacts() {
        return people.contacts();
    }

    /** What came in the last days and did not open, newest first. */
    public List<UnreadableMail> unreadable() {
        return unreadable.all();
    }

    /** Whether nothing waits to be sent, or to be taken by the server. */
    public boolean isIdle() {
        return outbox.isEmpty()
                && receipts.isEmpty(conversations)
                && !connection.requests().isOpen(new Requests.Publish());
    }
}
