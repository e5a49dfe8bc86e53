package messenger.client;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import messenger.crypto.identity.Days;
import messenger.crypto.ratchet.LocalDevice;
import messenger.protocol.UserName;

/**
 * The client's decisions: an event and the time go in, effects come out. One thread, the client's, owns it; its random
 * source is its only other input. What it knows is loaded from the vault, and written back with each step before
 * anything leaves.
 */
public final class Client {
    private final SecureRandom random;
    private final Connection connection;
    private final Sessions sessions;
    private final Conversations conversations;
    private final DevicePrekeys prekeys;
    private final Outbox outbox;
    private final Receipts receipts;
    private final People people;
    private final Answers answers;
    private int today;

    private Client(VaultRows rows, OwnAccount account, Step step, SecureRandom random) {
        LocalDevice device = LocalDevice.of(List.of(account.deviceList()), account.device());
        Contacts contacts = Contacts.load(rows);
        this.random = random;
        this.connection = new Connection(account);
        this.sessions = Sessions.load(rows);
        this.conversations = Conversations.load(account.id(), contacts, rows);
        this.prekeys = DevicePrekeys.load(rows);
        this.receipts = Receipts.load(rows, step);
        Sealer sealer = new Sealer(account, device, contacts, sessions, conversations);
        this.outbox = Outbox.load(sealer, conversations, rows);
        this.people = new People(account.id(), contacts, conversations, outbox);
        Unsealer unsealer = new Unsealer(account.id(), device, prekeys, contacts, sessions);
        Inbox inbox = new Inbox(
                unsealer, conversations, outbox, receipts, Seen.load(rows, step), Unreadable.load(rows, step));
        this.answers = new Answers(connection, people, sealer, outbox, inbox, prekeys, random);
        this.today = Days.of(step.now());
        sessions.expire(step);
    }

    /** A core, and what loading it led to. */
    public record Loaded(Client client, List<ClientEffect> effects) {}

    /**
     * The client of a vault.
     *
     * @throws DamagedVaultException where it holds what this version cannot read
     */
    public static Loaded load(VaultRows rows, Instant now, SecureRandom random) {
        Step step = new Step(now);
        Client client = new Client(rows, OwnAccount.load(rows), step, random);
        return new Loaded(client, step.effects());
    }

    /** Takes an event; the effects are to be done in order. */
    public List<ClientEffect> on(ClientEvent event, Instant now) {
        Step step = new Step(now);
        handle(event, step);
        answers.settle(step);
        return step.effects();
    }

    private void handle(ClientEvent event, Step step) {
        if (event instanceof ClientEvent.Arrived arrived) {
            answers.take(arrived.frame(), step);
        } else if (event instanceof ClientEvent.LinkUp up) {
            connection.linkUp(up.serverKeyHash(), step);
        } else if (event instanceof ClientEvent.LinkDown) {
            answers.linkDown();
        } else if (event instanceof ClientEvent.Compose compose) {
            people.want(compose.to(), new People.Text(compose.text()), connection.isOnline(), step, random);
        } else if (event instanceof ClientEvent.Open open) {
            people.want(open.with(), new People.Show(), connection.isOnline(), step, random);
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
        } else if (event instanceof ClientEvent.Tick) {
            tick(step);
        } else {
            throw new AssertionError("no handling of " + event.getClass());
        }
    }

    private void tick(Step step) {
        receipts.flush(step.now(), conversations, outbox, step, random);
        if (Days.of(step.now()) == today) {
            return;
        }
        today = Days.of(step.now());
        sessions.expire(step);
        if (connection.isOnline()) {
            prekeys.maintain(connection.account(), DevicePrekeys.ONE_TIME_TARGET, connection.requests(), step, random);
        }
    }

    /** Who we are. */
    public OwnAccount account() {
        return connection.account();
    }

    /** Every conversation there is, in no order. */
    public Collection<Conversation> conversations() {
        return conversations.all();
    }

    /** The other side of a conversation. */
    public UserName nameOf(Conversation conversation) {
        return conversations.nameOf(conversation);
    }

    /** Whether nothing waits to be sent, or to be taken by the server. */
    public boolean isIdle() {
        return outbox.isEmpty() && receipts.isEmpty() && !connection.requests().isOpen(new Requests.Publish());
    }
}
