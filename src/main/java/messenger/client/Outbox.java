package messenger.client;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.content.Body;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;

/**
 * What is to be sent, until the server has it safe. Survives restarts. Items of a conversation leave in order; one that
 * was sealed is sent again with the same bytes and the same submission id until it is accepted.
 */
final class Outbox {
    private final Sealer sealer;
    private final Conversations conversations;
    private final TreeMap<Long, OutboxItem> items = new TreeMap<>();
    private final Map<Long, Way> inFlight = new HashMap<>();
    private final Pace pace = new Pace();

    /** How an item goes: one that the recipient's old access key did not let in must not be overtaken by the next. */
    private record Way(Route route, Bytes accessKey) {}

    private long lastNumber;

    private Outbox(Sealer sealer, Conversations conversations) {
        this.sealer = sealer;
        this.conversations = conversations;
    }

    static Outbox load(Sealer sealer, Conversations conversations, VaultRows rows) {
        Outbox outbox = new Outbox(sealer, conversations);
        for (Bytes row : rows.all(Table.OUTBOX).values()) {
            try {
                OutboxItem item = OutboxItem.decode(row);
                outbox.items.put(item.number(), item);
                outbox.lastNumber = Math.max(outbox.lastNumber, item.number());
            } catch (MalformedException | IllegalArgumentException e) {
                throw new DamagedVaultException(Table.OUTBOX, e);
            }
        }
        return outbox;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    boolean holds(MessageId id) {
        return items.values().stream().anyMatch(item -> item.id().equals(id));
    }

    void addText(Conversation conversation, StoredMessage message, List<Bytes> parents, Step step) {
        Body text = new Body.Text(message.text());
        add(conversation, message.id(), message.position(), List.of(), new OutboxItem.Waiting(text, parents), step);
    }

    /** Adds a copy for our own other devices of a text to somebody. */
    void addCopy(Conversation own, MessageId original, Body.Copy copy, List<Bytes> parents, Step step) {
        add(own, original, 0, List.of(), new OutboxItem.Waiting(copy, parents), step);
    }

    /** Adds something that is not shown: a receipt. */
    MessageId addUnseen(Conversation conversation, Body body, Step step, SecureRandom random) {
        MessageId id = MessageId.random(random);
        add(conversation, id, 0, List.of(), new OutboxItem.Waiting(body, List.of()), step);
        return id;
    }

    /** Adds an empty message, unless something is going to that conversation anyway. */
    void addHeartbeat(Conversation conversation, Step step, SecureRandom random) {
        boolean answered =
                items.values().stream().anyMatch(item -> item.conversation().equals(conversation.id()));
        if (!answered) {
            add(conversation, MessageId.random(random), 0, List.of(), new OutboxItem.Heartbeat(), step);
        }
    }

    /** Adds something for one device of an account alone. */
    void addFor(Conversation conversation, DeviceId only, OutboxItem.Waiting waiting, Step step, SecureRandom random) {
        add(conversation, MessageId.random(random), 0, List.of(only), waiting, step);
    }

    private void add(
            Conversation conversation,
            MessageId id,
            long position,
            List<DeviceId> only,
            OutboxItem.Payload payload,
            Step step) {
        lastNumber++;
        AccountId to = conversation.peer();
        keep(new OutboxItem(lastNumber, conversation.id(), to, id, position, step.now(), only, payload), step);
    }

    /** What this adds goes before everything that waits. */
    void addFirst(Runnable first, Step step) {
        List<OutboxItem> waiting = List.copyOf(items.values());
        waiting.forEach(item -> remove(item.number(), step));
        first.run();
        waiting.forEach(item -> keep(item.numbered(++lastNumber), step));
    }

    private void keep(OutboxItem item, Step step) {
        items.put(item.number(), item);
        step.change(item.put());
    }

    /**
     * Seals and sends what can go now; to be called after anything that may have made that more. Items of one
     * conversation are never under way in two ways at once: one could overtake the other.
     */
    void pump(Requests requests, HandIn handIn, Step step, SecureRandom random) {
        if (pace.isPaused(step)) {
            return;
        }
        Map<ConversationId, Way> busy = new HashMap<>();
        Set<ConversationId> held = new HashSet<>();
        for (OutboxItem item : List.copyOf(items.values())) {
            if (inFlight.size() >= pace.window()) {
                return;
            }
            Way under = inFlight.get(item.number());
            if (under != null) {
                busy.put(item.conversation(), under);
            } else if (!held.contains(item.conversation()) && !send(item, busy, requests, handIn, step, random)) {
                held.add(item.conversation());
            }
        }
    }

    /** Whether it is on its way now, or need not go. */
    private boolean send(
            OutboxItem item,
            Map<ConversationId, Way> busy,
            Requests requests,
            HandIn handIn,
            Step step,
            SecureRandom random) {
        Optional<OutboxItem> ready = ready(item, requests, step, random);
        if (ready.isEmpty()) {
            return !items.containsKey(item.number());
        }
        if (sealer.isSettling(item.to())) {
            return false;
        }
        OutboxItem.Sealed sealed = (OutboxItem.Sealed) ready.get().payload();
        Bytes accessKey = sealer.accessKey(item.to());
        Route route = accessKey.size() == 0 ? Route.MEMBER : Route.HAND_IN;
        Way way = new Way(route, accessKey);
        if (!busy.getOrDefault(item.conversation(), way).equals(way)) {
            return false;
        }
        if (route == Route.MEMBER) {
            step.transmit(
                    route,
                    new ClientFrame.Submit(
                            requests.add(new Requests.Submission(item.number())),
                            sealed.submission(),
                            sealed.content(),
                            sealed.wraps()));
        } else if (!handIn.submit(item.number(), sealed, accessKey, step)) {
            return false;
        }
        inFlight.put(item.number(), way);
        busy.put(item.conversation(), way);
        return true;
    }

    private Optional<OutboxItem> ready(OutboxItem item, Requests requests, Step step, SecureRandom random) {
        if (item.payload() instanceof OutboxItem.Sealed) {
            return Optional.of(item);
        }
        Sealer.Sealing sealing = sealer.seal(item, requests, step, random);
        if (sealing instanceof Sealer.Ready ready) {
            OutboxItem next = item.with(ready.sealed());
            keep(next, step);
            return Optional.of(next);
        } else if (sealing instanceof Sealer.Nobody) {
            remove(item.number(), step);
            advance(item, MessageState.FAILED_GONE, step);
        }
        return Optional.empty();
    }

    /** The server has it safe, in every mailbox but those it names. */
    void accepted(long number, ServerFrame.Accepted answer, Step step) {
        pace.accepted();
        inFlight.remove(number);
        OutboxItem item = items.get(number);
        if (item == null || !(item.payload() instanceof OutboxItem.Sealed sealed)) {
            return;
        }
        if (!answer.closed().isEmpty() || !answer.unknown().isEmpty()) {
            sealer.refused(item.to());
        }
        if (!answer.closed().isEmpty()) {
            // The key may have changed: it goes again when their list is here. Who has it already, gets it once.
            pace.pause(step);
            return;
        }
        int missed = answer.full().size() + answer.unknown().size();
        if (!answer.unknown().isEmpty() && sealed.plain() instanceof OutboxItem.Waiting first && !first.again()) {
            // They have other devices by now: it is sealed once more when those are known. Who has it, gets it once.
            keep(item.with(first.onceMore()), step);
            unsealAfter(item, step);
            return;
        }
        remove(number, step);
        if (missed < sealed.wraps().size()) {
            advance(item, MessageState.STORED, step);
            if (!answer.full().isEmpty() && item.position() > 0) {
                conversations.tellFull(item.conversation(), answer.full().size(), step);
            }
        } else {
            sealer.failed(sealed.submission(), step);
            advance(item, answer.full().isEmpty() ? MessageState.FAILED_GONE : MessageState.FAILED_FULL, step);
        }
    }

    /**
     * What comes after one that is sealed once more is so too: it was sealed for the same devices, and the ratchet may
     * have turned so often before it leaves that nobody keeps its keys any longer.
     */
    private void unsealAfter(OutboxItem resealed, Step step) {
        for (OutboxItem later :
                List.copyOf(items.tailMap(resealed.number(), false).values())) {
            if (later.conversation().equals(resealed.conversation())
                    && !inFlight.containsKey(later.number())
                    && later.payload() instanceof OutboxItem.Sealed sealed) {
                keep(later.toSealAgain(sealed.plain()), step);
            }
        }
    }

    /** A copy for our own devices has the id of its original, and says nothing about that. */
    private void advance(OutboxItem item, MessageState state, Step step) {
        if (item.position() > 0) {
            conversations.advance(item.id(), state, step);
        }
    }

    /** The server did not take it; it is tried again, later. */
    void refused(long number, Refusal reason, Step step) {
        inFlight.remove(number);
        pace.refused(step);
        if (reason == Refusal.RATE) {
            OutboxItem item = items.get(number);
            if (item != null) {
                step.tell(new Notice.Slowed(item.id()));
            }
        }
    }

    /** To whom something waits that is sealed once more, for devices that are not known yet. */
    Set<AccountId> waitsForDevicesOf() {
        return items.values().stream()
                .filter(item -> item.payload() instanceof OutboxItem.Waiting waiting && waiting.again())
                .map(OutboxItem::to)
                .collect(Collectors.toSet());
    }

    /** A connection is gone, and with it every answer that was waited for on it. */
    void linkDown(Route route) {
        pace.trustAgain();
        inFlight.values().removeIf(way -> way.route() == route);
    }

    private OutboxItem remove(long number, Step step) {
        inFlight.remove(number);
        OutboxItem item = items.remove(number);
        if (item != null) {
            step.delete(Table.OUTBOX, OutboxItem.rowId(number));
        }
        return item;
    }

    /** For tests: what waits, by number. */
    Map<Long, OutboxItem> items() {
        return Map.copyOf(items);
    }
}
