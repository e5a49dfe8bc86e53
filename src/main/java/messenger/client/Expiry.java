package messenger.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.protocol.Limits;
import messenger.protocol.content.MessageId;

/**
 * Since when the server has what we sent. It deletes what nobody fetched for {@link Limits#MAIL_KEPT}, and does not say
 * so: it does not know whose it was. So we tell by ourselves that a message expired.
 */
final class Expiry {
    /** So long after that a receipt may still come: of somebody who fetched it on the last day, and was away since. */
    private static final Duration RECEIPT_AWAITED = Limits.MAIL_KEPT.multipliedBy(2);

    private final Map<MessageId, Instant> since = new HashMap<>();

    static Expiry load(VaultRows rows) {
        Expiry expiry = new Expiry();
        try {
            for (Map.Entry<Bytes, Bytes> row : rows.all(Table.STORED_SINCE).entrySet()) {
                CanonicalReader reader = new CanonicalReader(row.getValue());
                expiry.since.put(new MessageId(row.getKey()), Instant.ofEpochMilli(reader.u63()));
                reader.end();
            }
        } catch (MalformedException | IllegalArgumentException e) {
            throw new DamagedVaultException(Table.STORED_SINCE, e);
        }
        return expiry;
    }

    /** The server has taken it, for the first time or once more. */
    void stored(MessageId id, Step step) {
        since.put(id, step.now());
        step.put(
                Table.STORED_SINCE,
                id.value(),
                new CanonicalWriter()
                        .u63(Math.max(0, step.now().toEpochMilli()))
                        .toBytes());
    }

    /** Its fate is known. */
    void settled(MessageId id, Step step) {
        if (since.remove(id) != null) {
            step.delete(Table.STORED_SINCE, id.value());
        }
    }

    /** Those of these that the server has had for too long. */
    List<MessageId> expired(Collection<StoredMessage> unconfirmed, Instant now) {
        return unconfirmed.stream()
                .filter(message -> message.state() == MessageState.STORED)
                .filter(message -> now.isAfter(since(message).plus(Limits.MAIL_KEPT)))
                .map(StoredMessage::id)
                .toList();
    }

    /** Those of these whose receipt is not waited for any more. */
    List<MessageId> forgotten(Collection<StoredMessage> unconfirmed, Instant now) {
        return unconfirmed.stream()
                .filter(message -> message.state() == MessageState.EXPIRED)
                .filter(message -> now.isAfter(since(message).plus(RECEIPT_AWAITED)))
                .map(StoredMessage::id)
                .toList();
    }

    private Instant since(StoredMessage message) {
        return since.getOrDefault(message.id(), message.times().received());
    }
}
