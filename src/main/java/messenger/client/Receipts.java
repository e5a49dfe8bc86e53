package messenger.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.protocol.content.Body;
import messenger.protocol.content.MessageId;

/**
 * The delivery receipts that we owe. They wait one to five seconds, at random, and leave together: one at a time, and
 * at once, they would tell the sender when this device is awake (PROTOCOL 1.10).
 */
final class Receipts {
    static final Duration DELAY_MIN = Duration.ofSeconds(1);
    static final Duration DELAY_MAX = Duration.ofSeconds(5);

    private final Map<AccountId, Batch> owed = new LinkedHashMap<>();

    private record Batch(Instant due, List<MessageId> messages) {}

    static Receipts load(VaultRows rows, Step step) {
        Receipts receipts = new Receipts();
        try {
            for (Map.Entry<Bytes, Bytes> row : rows.all(Table.RECEIPT).entrySet()) {
                AccountId to = AccountId.read(new CanonicalReader(row.getValue()));
                receipts.batch(to, step.steady().plus(DELAY_MIN)).messages().add(new MessageId(row.getKey()));
            }
        } catch (MalformedException | IllegalArgumentException e) {
            throw new DamagedVaultException(Table.RECEIPT, e);
        }
        return receipts;
    }

    /** Whether none waits but for a decision about who it goes to. */
    boolean isEmpty(Conversations conversations) {
        return owed.keySet().stream().allMatch(conversations::isUndecided);
    }

    void owe(AccountId to, MessageId message, Step step, SecureRandom random) {
        long range = DELAY_MAX.minus(DELAY_MIN).toMillis();
        Instant due = step.steady().plus(DELAY_MIN).plusMillis(random.nextInt((int) range));
        batch(to, due).messages().add(message);
        step.put(Table.RECEIPT, message.value(), to.value());
    }

    private Batch batch(AccountId to, Instant due) {
        return owed.computeIfAbsent(to, account -> new Batch(due, new ArrayList<>()));
    }

    /** Moves what is due to the outbox; everything, where {@code now} is far enough ahead. */
    void flush(Instant now, Conversations conversations, Outbox outbox, Step step, SecureRandom random) {
        for (Map.Entry<AccountId, Batch> entry : List.copyOf(owed.entrySet())) {
            // Who asks to be let in learns nothing until that is decided; then what is owed is due.
            if (now.isBefore(entry.getValue().due()) || conversations.isUndecided(entry.getKey())) {
                continue;
            }
            List<MessageId> messages = entry.getValue().messages();
            Conversation conversation = conversations.with(entry.getKey(), step);
            // Whoever may not be answered gets no receipts (PROTOCOL 1.10): they would wait in the outbox for ever.
            int sent = conversations.mayAnswer(entry.getKey()) ? messages.size() : 0;
            for (int at = 0; at < sent; at += Body.Delivered.MESSAGES_MAX) {
                int end = Math.min(messages.size(), at + Body.Delivered.MESSAGES_MAX);
                outbox.addUnseen(conversation, new Body.Delivered(messages.subList(at, end)), step, random);
            }
            messages.forEach(message -> step.delete(Table.RECEIPT, message.value()));
            owed.remove(entry.getKey());
        }
    }
}
