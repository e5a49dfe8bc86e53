package messenger.sim;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.client.Client;
import messenger.client.ClientEffect;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Conversation;
import messenger.client.Decision;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.OwnAccount;
import messenger.client.Route;
import messenger.client.StoredMessage;
import messenger.client.UnreadableMail;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ConnectionId;

/** A person on one device: a real client core, its vault, and its links. */
final class SimPerson implements SimEnd {
    /** Guessing passwords is not what these tests are about. */
    static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);

    final UserName name;
    final SimVault vault = new SimVault();
    final List<Notice> notices = new ArrayList<>();
    final List<String> composed = new ArrayList<>();

    /** Whether who writes for the first time is let in at once. */
    boolean acceptsEverybody = true;

    /** Whether the core wants the connection that hands in mail. */
    boolean wantsHandIn;

    private final Map<Route, SimLink> links = new EnumMap<>(Route.class);
    private final SecureRandom random;
    private Client client;

    /** When a process dies in the middle of what one event leads to. */
    enum Fate {
        LIVES,
        DIES_BEFORE_THE_COMMIT,
        DIES_AFTER_THE_COMMIT
    }

    SimPerson(String name, Instant now, SecureRandom random) {
        this(OwnAccount.create(new UserName(name), now, random), now, random);
    }

    /** A device of an account that is there already. */
    SimPerson(OwnAccount account, Instant now, SecureRandom random) {
        this.name = account.name();
        this.random = random;
        vault.commit(List.of(account.put()));
        this.client = start(now);
    }

    private Client start(Instant now) {
        Client.Loaded loaded = Client.load(vault, CHEAP, now, random);
        loaded.effects().forEach(effect -> {
            if (effect instanceof ClientEffect.Commit commit) {
                vault.commit(commit.changes());
            }
        });
        loaded.client().on(new ClientEvent.Credentials(password(name), Bytes.EMPTY, Secret.copyOf(new byte[0])), now);
        return loaded.client();
    }

    static Secret password(UserName name) {
        return Secret.copyOf(Bytes.utf8("the password of " + name).toArray());
    }

    /** The process starts again, from an older copy of the vault. */
    void restore(SimVault copy, Instant now) {
        vault.become(copy);
        crash(now);
    }

    Collection<Conversation> conversations() {
        return client.conversations();
    }

    List<UnreadableMail> unreadable() {
        return client.unreadable();
    }

    Collection<Contact> contacts() {
        return client.contacts();
    }

    @Override
    public Optional<SimLink> link(Route route) {
        return Optional.ofNullable(links.get(route));
    }

    /** The connection on which this person is logged in. */
    Optional<ConnectionId> connection() {
        return link(Route.MEMBER).map(link -> link.id);
    }

    /** What was transmitted as a member, and has not arrived. */
    Deque<ClientFrame> upstream() {
        return link(Route.MEMBER).map(link -> link.upstream).orElseGet(ArrayDeque::new);
    }

    /** What the server said to a member, and has not arrived. */
    Deque<ServerFrame> downstream() {
        return link(Route.MEMBER).map(link -> link.downstream).orElseGet(ArrayDeque::new);
    }

    OwnAccount account() {
        return client.account();
    }

    /** The encoded device list of this person's account. */
    Bytes deviceList() {
        return client.account().deviceList().encoded();
    }

    Contact contact(UserName with) {
        return client.contacts().stream()
                .filter(contact -> contact.name().equals(with))
                .findFirst()
                .orElseThrow();
    }

    /** Every text of the vault, conversation by conversation, in order. */
    List<String> texts() {
        return vault.messages().stream()
                .filter(message -> !message.state().isGap())
                .map(StoredMessage::text)
                .toList();
    }

    /** Those of others. */
    List<String> received() {
        return vault.messages().stream()
                .filter(StoredMessage::isReceived)
                .map(StoredMessage::text)
                .toList();
    }

    List<MessageState> states() {
        return vault.messages().stream().map(StoredMessage::state).toList();
    }

    boolean isIdle() {
        return client.isIdle();
    }

    @Override
    public void connect(SimLink link, Bytes serverKeyHash, Instant now) {
        links.put(link.route, link);
        on(new ClientEvent.LinkUp(link.route, serverKeyHash), now, Fate.LIVES);
    }

    @Override
    public void cut(Route route, Instant now) {
        if (links.remove(route) != null) {
            on(new ClientEvent.LinkDown(route), now, Fate.LIVES);
        }
    }

    @Override
    public void arrived(Route route, ServerFrame frame, Instant now, Fate fate) {
        on(new ClientEvent.Arrived(route, frame), now, fate);
    }

    @Override
    public void tick(Instant now) {
        on(new ClientEvent.Tick(), now, Fate.LIVES);
    }

    /** The process dies and starts again, from the vault alone. */
    void crash(Instant now) {
        links.clear();
        wantsHandIn = false;
        client = start(now);
    }

    /** Lets the core handle an event; gives whether the process still lives. */
    boolean on(ClientEvent event, Instant now, Fate fate) {
        List<UserName> asking = new ArrayList<>();
        for (ClientEffect effect : client.on(event, now)) {
            if (effect instanceof ClientEffect.Commit commit) {
                if (fate == Fate.DIES_BEFORE_THE_COMMIT) {
                    crash(now);
                    return false;
                }
                vault.commit(commit.changes());
                if (fate == Fate.DIES_AFTER_THE_COMMIT) {
                    crash(now);
                    return false;
                }
            } else if (effect instanceof ClientEffect.Transmit transmit) {
                link(transmit.route()).ifPresent(link -> link.upstream.add(transmit.frame()));
            } else if (effect instanceof ClientEffect.Tell tell) {
                notices.add(tell.notice());
                if (tell.notice() instanceof Notice.RequestArrived request) {
                    asking.add(request.from());
                }
            } else if (effect instanceof ClientEffect.Connect) {
                wantsHandIn = true;
            } else if (effect instanceof ClientEffect.Disconnect disconnect) {
                wantsHandIn &= disconnect.route() != Route.HAND_IN;
                cut(disconnect.route(), now);
            }
        }
        boolean alive = true;
        for (UserName from : acceptsEverybody ? asking : List.<UserName>of()) {
            alive = alive && on(new ClientEvent.Decide(from, new Decision.Accept()), now, Fate.LIVES);
        }
        return alive;
    }
}
