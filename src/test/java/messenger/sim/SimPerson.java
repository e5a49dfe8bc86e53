package messenger.sim;

import java.security.SecureRandom;
import java.time.Duration;
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

    /** By how much this device's clock is ahead. */
    Duration ahead = Duration.ZERO;

    /** Who looks on, and what is planted. */
    Watch watch = Watch.NOBODY;

    Planted planted = Planted.NOTHING;

    private final Map<Route, SimLink> links = new EnumMap<>(Route.class);
    private final String key;
    private final SecureRandom random;
    private Client client;

    /** When a process dies in the middle of what one event leads to. */
    enum Fate {
        LIVES,
        /** Also where a commit fails: nothing of it is durable, and the client ends. */
        DIES_BEFORE_THE_COMMIT,
        /** Also where a commit fails that is on the disk all the same. */
        DIES_AFTER_THE_COMMIT,
        /** Some of what it transmits has left. */
        DIES_WHILE_SENDING
    }

    SimPerson(String name, Instant now, SecureRandom random) {
        this(OwnAccount.create(new UserName(name), now, random), now, random);
    }

    /** A device of an account that is there already. */
    SimPerson(OwnAccount account, Instant now, SecureRandom random) {
        this.name = account.name();
        this.key = name + "/" + account.device().id().value();
        this.random = random;
        vault.commit(List.of(account.put()));
        this.client = start(now);
    }

    /** A device whose vault is there already. */
    SimPerson(SimVault known, Instant now, SecureRandom random) {
        this.random = random;
        vault.become(known);
        this.client = start(now);
        this.name = client.account().name();
        this.key = name + "/" + client.account().device().id().value();
    }

    /** Account and device. */
    @Override
    public String toString() {
        return key;
    }

    private Client start(Instant now) {
        Client.Loaded loaded = Client.load(vault, CHEAP, now.plus(ahead), random);
        for (ClientEffect effect : loaded.effects()) {
            if (effect instanceof ClientEffect.Commit commit) {
                keep(commit);
            }
        }
        OwnAccount account = loaded.client().account();
        if (account.registration() != OwnAccount.Registration.DONE) {
            loaded.client()
                    .on(
                            new ClientEvent.Credentials(
                                    password(account.name()), Bytes.EMPTY, Secret.copyOf(new byte[0])),
                            now.plus(ahead));
        }
        return loaded.client();
    }

    private void keep(ClientEffect.Commit commit) {
        watch.committed(this, vault.commit(commit.changes()));
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
        if (links.remove(route) != null && planted != Planted.IS_NOT_TOLD_THAT_A_LINK_IS_GONE) {
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
        vault.crashed();
        client = start(now);
        watch.starts(this);
    }

    /** Lets the core handle an event; gives whether the process still lives. */
    boolean on(ClientEvent event, Instant now, Fate fate) {
        List<UserName> asking = new ArrayList<>();
        for (ClientEffect effect : planted(client.on(event, now.plus(ahead)))) {
            if (effect instanceof ClientEffect.Commit commit) {
                if (fate != Fate.DIES_BEFORE_THE_COMMIT) {
                    keep(commit);
                }
                if (fate == Fate.DIES_BEFORE_THE_COMMIT || fate == Fate.DIES_AFTER_THE_COMMIT) {
                    crash(now);
                    return false;
                }
            } else if (effect instanceof ClientEffect.Transmit transmit) {
                watch.transmits(this, transmit.frame());
                link(transmit.route()).ifPresent(link -> link.upstream.add(transmit.frame()));
                if (fate == Fate.DIES_WHILE_SENDING) {
                    crash(now);
                    return false;
                }
            } else if (effect instanceof ClientEffect.Tell tell) {
                watch.told(this, tell.notice());
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

    private List<ClientEffect> planted(List<ClientEffect> effects) {
        boolean sends = planted == Planted.SENDS_BEFORE_THE_COMMIT;
        boolean acknowledges = planted == Planted.ACKNOWLEDGES_BEFORE_THE_COMMIT;
        if (!sends && !acknowledges) {
            return effects;
        }
        List<ClientEffect> reordered = new ArrayList<>();
        effects.stream()
                .filter(effect -> effect instanceof ClientEffect.Transmit transmit
                        && (transmit.frame() instanceof ClientFrame.Acknowledge == acknowledges))
                .forEach(reordered::add);
        effects.stream().filter(effect -> !reordered.contains(effect)).forEach(reordered::add);
        return reordered;
    }
}
