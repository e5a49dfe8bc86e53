package messenger.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;

/** What is durable in the server's mailboxes, followed from commit to commit. */
final class Ledger {
    private final Map<MailboxId, Box> boxes = new HashMap<>();

    private static final class Box {
        private final Map<Long, SubmissionId> waiting = new HashMap<>();
        private final Set<SubmissionId> there = new HashSet<>();
        private final Set<SubmissionId> gone = new HashSet<>();
        private final Set<SubmissionId> goneInThisLife = new HashSet<>();
        private long last;
    }

    private Box box(MailboxId id) {
        return boxes.computeIfAbsent(id, key -> new Box());
    }

    void stored(MailboxId id, long sequence, SubmissionId submission) {
        Box box = box(id);
        if (sequence <= box.last) {
            throw new AssertionError("sequence " + sequence + " of a mailbox came after " + box.last);
        }
        // A server that started anew has forgotten what was acknowledged; then the recipient recognizes it.
        if (!box.there.add(submission) || box.goneInThisLife.contains(submission)) {
            throw new AssertionError("stored twice: " + submission);
        }
        box.last = sequence;
        box.waiting.put(sequence, submission);
    }

    void deleted(MailboxId id, long sequence, SubmissionId submission) {
        Box box = box(id);
        box.waiting.remove(sequence);
        box.there.remove(submission);
        box.gone.add(submission);
        box.goneInThisLife.add(submission);
    }

    void serverStarts() {
        boxes.values().forEach(box -> box.goneInThisLife.clear());
    }

    /** Whether it waits in the mailbox, durably, or its owner has taken it. */
    boolean isSafe(MailboxId id, SubmissionId submission) {
        Box box = box(id);
        return box.there.contains(submission) || box.gone.contains(submission);
    }

    Optional<SubmissionId> waiting(MailboxId id, long sequence) {
        return Optional.ofNullable(box(id).waiting.get(sequence));
    }
}
