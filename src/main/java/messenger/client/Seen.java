package messenger.client;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.Days;
import messenger.protocol.SubmissionId;
import messenger.protocol.content.MessageId;

/**
 * What was taken in already: submissions, because the server delivers until it has our acknowledgement, and messages,
 * because a sender may submit one again. Both are random ids of 16 bytes; kept for longer than a mailbox keeps mail.
 */
final class Seen {
    static final int KEEP_DAYS = 40;

    private final Set<Bytes> ids = new HashSet<>();

    /** Loads what is not too old; {@code step} forgets the rest. */
    static Seen load(VaultRows rows, Step step) {
        Seen seen = new Seen();
        try {
            for (Map.Entry<Bytes, Bytes> row : rows.all(Table.SEEN).entrySet()) {
                if (new CanonicalReader(row.getValue()).u32() + KEEP_DAYS < Days.of(step.now())) {
                    step.delete(Table.SEEN, row.getKey());
                } else {
                    seen.ids.add(row.getKey());
                }
            }
        } catch (MalformedException e) {
            throw new DamagedVaultException(Table.SEEN, e);
        }
        return seen;
    }

    boolean contains(SubmissionId id) {
        return ids.contains(id.value());
    }

    boolean contains(MessageId id) {
        return ids.contains(id.value());
    }

    void add(SubmissionId id, Step step) {
        add(id.value(), step);
    }

    void add(MessageId id, Step step) {
        add(id.value(), step);
    }

    private void add(Bytes id, Step step) {
        ids.add(id);
        step.put(Table.SEEN, id, new CanonicalWriter().u32(Days.of(step.now())).toBytes());
    }
}
