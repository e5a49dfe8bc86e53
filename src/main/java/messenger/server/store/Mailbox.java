package messenger.server.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import messenger.crypto.identity.AccountId;
import messenger.protocol.SubmissionId;

/** One mailbox's index: what waits, in order, and the last number given out. Owned by the engine's thread. */
final class Mailbox {
    private final AccountId owner;
    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    private final Set<SubmissionId> submissions = new HashSet<>();
    private long bytes;
    private long lastSequence;
    private long record;
    private long recordedSequence;

    Mailbox(AccountId owner) {
        this.owner = owner;
    }

    AccountId owner() {
        return owner;
    }

    boolean isWaiting(SubmissionId submission) {
        return submissions.contains(submission);
    }

    boolean hasRoom(int size, MailQuota quota) {
        return waiting.size() < quota.messagesMax() && bytes + size <= quota.bytesMax();
    }

    long nextSequence() {
        return lastSequence + 1;
    }

    void add(Waiting message) {
        waiting.put(message.sequence(), message);
        submissions.add(message.submission());
        bytes += message.size();
        lastSequence = Math.max(lastSequence, message.sequence());
    }

    Optional<Waiting> remove(long sequence) {
        Optional<Waiting> removed = Optional.ofNullable(waiting.remove(sequence));
        removed.ifPresent(message -> {
            submissions.remove(message.submission());
            bytes -= message.size();
        });
        return removed;
    }

    int messages() {
        return waiting.size();
    }

    /** What its messages count for in the quota. */
    long bytes() {
        return bytes;
    }

    Collection<Waiting> after(long sequence) {
        return waiting.tailMap(sequence, false).values();
    }

    /** Its own record in the file, and the last sequence number that one tells. */
    void recordedAs(long newRecord, long sequence) {
        record = newRecord;
        recordedSequence = sequence;
        lastSequence = Math.max(lastSequence, sequence);
    }

    long record() {
        return record;
    }

    long lastSequence() {
        return lastSequence;
    }

    /**
     * Whether a restart would forget the last number: neither the mailbox's record nor a waiting message tells it. Then
     * numbers would be given out a second time.
     */
    boolean mustRecordSequence() {
        Map.Entry<Long, Waiting> last = waiting.lastEntry();
        return recordedSequence < lastSequence && (last == null || last.getKey() < lastSequence);
    }
}
