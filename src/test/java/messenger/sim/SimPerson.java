package messenger.sim;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import messenger.client.Client;
import messenger.client.ClientEffect;
import messenger.client.ClientEvent;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.OwnAccount;
import messenger.client.StoredMessage;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ConnectionId;

/** A person with one device: a real client core, its vault, and the two directions of its link. */
final class SimPerson {
    final UserName name;
    final SimVault vault = new SimVault();
    final List<Notice> notices = new ArrayList<>();
    final List<String> composed = new ArrayList<>();
    final Deque<ClientFrame> upstream = new ArrayDeque<>();
    final Deque<ServerFrame> downstream = new ArrayDeque<>();
    /** What was transmitted on the last link when it ended: some of it may arrive all the same. */
    final Deque<ClientFrame> lastWords = new ArrayDeque<>();

    private final SecureRandom random;
    private Client client;
    private Optional<ConnectionId> connection = Optional.empty();

    /** When a process dies in the middle of what one event leads to. */
    enum Fate {
        LIVES,
        DIES_BEFORE_THE_COMMIT,
        DIES_AFTER_THE_COMMIT
    }

    SimPerson(String name, Instant now, SecureRandom random) {
        this.name = new UserName(name);
        this.random = random;
        vault.commit(List.of(OwnAccount.create(this.name, now, random).put()));
        this.client = start(now);
    }

    private Client start(Instant now) {
        Client.Loaded loaded = Client.load(vault, now, random);
        loaded.effects().forEach(effect -> {
            if (effect instanceof ClientEffect.Commit commit) {
                vault.commit(commit.changes());
            }
        });
        return loaded.client();
    }

    Optional<ConnectionId> connection() {
        return connection;
    }

    /** The encoded device list of this person's account. */
    messenger.crypto.Bytes deviceList() {
        return client.account().deviceList().encoded();
    }

    /** Every text of the vault, conversation by conversation, in order. */
    List<String> texts() {
        return vault.messages().stream().map(StoredMessage::text).toList();
    }

    /** Those of others. */
    List<String> received() {
        return vault.messages().stream()
                .filter(message -> !message.isOwn())
                .map(StoredMessage::text)
                .toList();
    }

    List<MessageState> states() {
        return vault.messages().stream().map(StoredMessage::state).toList();
    }

    boolean isIdle() {
        return client.isIdle();
    }

    void connect(ConnectionId id, messenger.crypto.Bytes serverKeyHash, Instant now) {
        connection = Optional.of(id);
        on(new ClientEvent.LinkUp(serverKeyHash), now, Fate.LIVES);
    }

    /** The link is cut: what is on it in either direction is lost. */
    void cut(Instant now) {
        if (connection.isPresent()) {
            forgetLink();
            on(new ClientEvent.LinkDown(), now, Fate.LIVES);
        }
    }

    private void forgetLink() {
        connection = Optional.empty();
        lastWords.clear();
        lastWords.addAll(upstream);
        upstream.clear();
        downstream.clear();
    }

    /** The process dies and starts again, from the vault alone. */
    void crash(Instant now) {
        forgetLink();
        client = start(now);
    }

    /** Lets the core handle an event; gives whether the process still lives. */
    boolean on(ClientEvent event, Instant now, Fate fate) {
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
                if (connection.isPresent()) {
                    upstream.add(transmit.frame());
                }
            } else if (effect instanceof ClientEffect.Tell tell) {
                notices.add(tell.notice());
            } else if (effect instanceof ClientEffect.Disconnect) {
                cut(now);
            }
        }
        return true;
    }
}
