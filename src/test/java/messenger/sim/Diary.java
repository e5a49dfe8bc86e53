package messenger.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import messenger.client.MessageState;
import messenger.client.OutboxRow;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Bytes;
import messenger.protocol.SubmissionId;
import messenger.protocol.content.MessageId;

/**
 * What is durable in one device's vault, followed from commit to commit, and what must be true of it at each: no text
 * is there twice, none goes, those of one writing device are in order, and a message's state never goes back.
 */
final class Diary {
    private final SimPerson device;
    private final Texts texts;
    private final Map<Bytes, MessageId> rows = new HashMap<>();
    private final Map<MessageId, StoredMessage> messages = new HashMap<>();
    private final Map<String, MessageId> ids = new HashMap<>();
    private final Map<Texts.Way, TreeMap<Long, Integer>> order = new HashMap<>();
    private final Map<Long, OutboxRow> outbox = new HashMap<>();

    Diary(SimPerson device, Texts texts) {
        this.device = device;
        this.texts = texts;
    }

    /** What left the outbox with a commit, having been sealed. */
    List<OutboxRow> committed(List<VaultChange> changes) {
        Set<MessageId> moved = new HashSet<>();
        List<OutboxRow> left = new ArrayList<>();
        for (VaultChange change : changes) {
            if (change.table() == Table.MESSAGE) {
                history(change, moved);
            } else if (change.table() == Table.OUTBOX) {
                outbox(change).ifPresent(left::add);
            }
        }
        for (MessageId id : moved) {
            long times = rows.values().stream().filter(id::equals).count();
            require(times == 1, times + " times in the history after it was moved", id);
        }
        return left;
    }

    private void history(VaultChange change, Set<MessageId> moved) {
        require(!(change instanceof VaultChange.Shred), "shredded", change.id());
        Optional<StoredMessage> message = change instanceof VaultChange.Put put
                ? Optional.of(StoredMessage.decode(put.value()))
                : Optional.empty();
        if (message.filter(row -> row.state().isGap()).isPresent()) {
            // A line about something missing, which is no message: it comes and goes.
            return;
        }
        Optional<MessageId> before = Optional.ofNullable(
                message.isPresent() ? rows.put(change.id(), message.get().id()) : rows.remove(change.id()));
        before.filter(id -> message.isEmpty() || !message.get().id().equals(id)).ifPresent(moved::add);
        message.ifPresent(next -> put(next, moved));
    }

    private void put(StoredMessage message, Set<MessageId> moved) {
        StoredMessage before = messages.put(message.id(), message);
        Texts.Text text = texts.find(message.text()).orElse(null);
        if (before == null) {
            MessageId twin = ids.put(message.text(), message.id());
            require(text == null || twin == null, "doubled", message.text());
        } else {
            require(before.text().equals(message.text()), "replaced by other words", message.text());
            require(isForward(before.state(), message.state()), "taken back from " + before.state(), message);
            if (before.position() != message.position()) {
                moved.add(message.id());
            }
        }
        if (text == null) {
            return;
        }
        place(message, before, text);
        texts.keptBy(device.name, message.text());
        require(
                message.state() != MessageState.DELIVERED
                        || texts.isKeptBy(text.way().to(), message.text()),
                "called delivered, and no device of theirs has it",
                message.text());
    }

    /** What one device wrote to somebody is in the order in which it was written. */
    private void place(StoredMessage message, StoredMessage before, Texts.Text text) {
        TreeMap<Long, Integer> line = order.computeIfAbsent(text.way(), way -> new TreeMap<>());
        if (before != null) {
            line.remove(before.position(), text.number());
        }
        Map.Entry<Long, Integer> lower = line.lowerEntry(message.position());
        Map.Entry<Long, Integer> higher = line.higherEntry(message.position());
        boolean isInOrder = (lower == null || lower.getValue() < text.number())
                && (higher == null || higher.getValue() > text.number());
        require(isInOrder || !texts.areOrdered(), "out of order among " + line.values(), message.text());
        line.put(message.position(), text.number());
    }

    private static boolean isForward(MessageState before, MessageState next) {
        boolean isFinal = before == MessageState.RECEIVED || before == MessageState.DELIVERED || before.isFailed();
        return next == before || (!isFinal && next.compareTo(before) > 0);
    }

    private Optional<OutboxRow> outbox(VaultChange change) {
        if (change instanceof VaultChange.Put put) {
            OutboxRow next = OutboxRow.decode(put.value());
            OutboxRow before = outbox.put(next.number(), next);
            boolean wasSealed = before != null && before.submission().isPresent();
            require(
                    !wasSealed
                            || next.again()
                            || !next.says()
                            || before.submission().equals(next.submission()),
                    "sealed, and then something else",
                    next.message());
            return Optional.empty();
        }
        OutboxRow known = outbox.values().stream()
                .filter(row -> row.rowId().equals(change.id()))
                .findFirst()
                .orElse(null);
        if (known != null) {
            outbox.remove(known.number());
        }
        return Optional.ofNullable(known).filter(row -> row.submission().isPresent());
    }

    /** The row that is sealed under this id, if it is durable. */
    Optional<OutboxRow> sealed(SubmissionId submission) {
        return outbox.values().stream()
                .filter(row -> row.submission().equals(Optional.of(submission)))
                .findFirst();
    }

    /** Whether a text is in the vault. */
    boolean has(Texts.Text text) {
        return ids.containsKey(text.words());
    }

    Optional<MessageState> state(Texts.Text text) {
        return Optional.ofNullable(ids.get(text.words())).map(messages::get).map(StoredMessage::state);
    }

    /** What is there of what a device wrote to somebody, in the order of the history. */
    List<Integer> line(Texts.Way way) {
        return List.copyOf(order.getOrDefault(way, new TreeMap<>()).values());
    }

    private void require(boolean isTrue, String otherwise, Object what) {
        if (!isTrue) {
            throw new AssertionError("at " + device + ", " + otherwise + ": " + what);
        }
    }
}
