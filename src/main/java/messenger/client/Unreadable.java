package messenger.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.protocol.Limits;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;

/**
 * Messages that did not open. Nobody can know who sent them; they are told, listed, and kept for a week, never silently
 * dropped (PROTOCOL 1.4, T26). When their sender says them again, they are healed.
 */
final class Unreadable {
    static final int KEEP_DAYS = 7;

    /** Junk from a hostile server must not fill the disk: more than this are only counted. */
    static final int KEPT_MAX = 200;

    private final Map<SubmissionId, UnreadableMail> kept = new LinkedHashMap<>();
    private int count;

    /** Loads what is not too old; {@code step} forgets the rest. */
    static Unreadable load(VaultRows rows, Step step) {
        Unreadable unreadable = new Unreadable();
        try {
            for (Bytes row : rows.all(Table.UNREADABLE).values()) {
                UnreadableMail mail = decode(row);
                unreadable.kept.put(mail.submission(), mail);
            }
        } catch (MalformedException | IllegalArgumentException e) {
            throw new DamagedVaultException(Table.UNREADABLE, e);
        }
        unreadable.expire(step);
        return unreadable;
    }

    private static UnreadableMail decode(Bytes row) throws MalformedException {
        CanonicalReader reader = new CanonicalReader(row);
        UnreadableMail mail = new UnreadableMail(
                new SubmissionId(reader.bytes(SubmissionId.BYTES)),
                Instant.ofEpochMilli(reader.u63()),
                Instant.ofEpochMilli(reader.u63()),
                UnreadableMail.Reason.of(reader.u8()),
                reader.u8() == 1);
        reader.prefixed(Limits.RATCHET_BYTES_MAX);
        reader.prefixed(Limits.CONTENT_BYTES_MAX);
        reader.end();
        return mail;
    }

    private static CanonicalWriter begin(UnreadableMail mail) {
        return new CanonicalWriter()
                .bytes(mail.submission().value())
                .u63(mail.accepted().toEpochMilli())
                .u63(mail.arrived().toEpochMilli())
                .u8(mail.reason().code())
                .u8(mail.healed() ? 1 : 0);
    }

    /** What is kept, newest first. */
    List<UnreadableMail> all() {
        List<UnreadableMail> all = new ArrayList<>(kept.values());
        all.sort(Comparator.comparing(UnreadableMail::arrived).reversed());
        return all;
    }

    /** Whether it is kept, and so was told. */
    boolean contains(SubmissionId id) {
        return kept.containsKey(id);
    }

    void add(ServerFrame.Deliver frame, UnreadableMail.Reason reason, Step step) {
        count++;
        if (kept.size() < KEPT_MAX) {
            Instant accepted = Instant.ofEpochMilli(frame.receivedMs());
            UnreadableMail mail = new UnreadableMail(frame.submission(), accepted, step.now(), reason, false);
            kept.put(mail.submission(), mail);
            Bytes row = begin(mail)
                    .prefixed(frame.message())
                    .prefixed(frame.content())
                    .toBytes();
            step.put(Table.UNREADABLE, mail.submission().value(), row);
        }
        step.tell(new Notice.Unreadable(count));
    }

    /** Its sender has said it again: what could not be opened is of no use any more, but that it came is still told. */
    void heal(SubmissionId id, Step step) {
        UnreadableMail mail = kept.get(id);
        if (mail != null && !mail.healed()) {
            UnreadableMail healed = new UnreadableMail(id, mail.accepted(), mail.arrived(), mail.reason(), true);
            kept.put(id, healed);
            Bytes row =
                    begin(healed).prefixed(Bytes.EMPTY).prefixed(Bytes.EMPTY).toBytes();
            step.put(Table.UNREADABLE, id.value(), row);
        }
    }

    void expire(Step step) {
        for (UnreadableMail mail : List.copyOf(kept.values())) {
            if (mail.keptUntil().isBefore(step.now())) {
                kept.remove(mail.submission());
                step.delete(Table.UNREADABLE, mail.submission().value());
            }
        }
    }
}
