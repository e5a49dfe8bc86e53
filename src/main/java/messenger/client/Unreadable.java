package messenger.client;

import java.util.HashMap;
import java.util.Map;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.Days;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;

/**
 * Messages that did not open. Nobody can know who sent them; they are counted, told, and kept for a week, never
 * silently dropped (PROTOCOL 1.4, T26).
 */
final class Unreadable {
    static final int KEEP_DAYS = 7;

    /** Junk from a hostile server must not fill the disk: more than this are only counted. */
    static final int KEPT_MAX = 200;

    private final Map<Bytes, Integer> days = new HashMap<>();
    private int count;

    /** Loads what is not too old; {@code step} forgets the rest. */
    static Unreadable load(VaultRows rows, Step step) {
        Unreadable unreadable = new Unreadable();
        try {
            for (Map.Entry<Bytes, Bytes> row : rows.all(Table.UNREADABLE).entrySet()) {
                int day = (int) new CanonicalReader(row.getValue()).u32();
                if (day + KEEP_DAYS < Days.of(step.now())) {
                    step.delete(Table.UNREADABLE, row.getKey());
                } else {
                    unreadable.days.put(row.getKey(), day);
                }
            }
        } catch (MalformedException e) {
            throw new DamagedVaultException(Table.UNREADABLE, e);
        }
        return unreadable;
    }

    /** Whether it is kept, and so was counted. */
    boolean contains(SubmissionId id) {
        return days.containsKey(id.value());
    }

    /** Its sender has said it again. */
    void heal(SubmissionId id, Step step) {
        if (days.remove(id.value()) != null) {
            step.delete(Table.UNREADABLE, id.value());
        }
    }

    void add(ServerFrame.Deliver frame, Step step) {
        count++;
        if (days.size() < KEPT_MAX) {
            int today = Days.of(step.now());
            days.put(frame.submission().value(), today);
            step.put(
                    Table.UNREADABLE,
                    frame.submission().value(),
                    new CanonicalWriter()
                            .u32(today)
                            .prefixed(frame.message())
                            .prefixed(frame.content())
                            .toBytes());
        }
        step.tell(new Notice.Unreadable(count));
    }
}
