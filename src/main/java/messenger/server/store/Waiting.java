package messenger.server.store;

import java.time.Instant;
import messenger.protocol.SubmissionId;

/** The index entry of a message that waits in a mailbox; its bytes are in a record. Owned by the engine's thread. */
final class Waiting {
    private static final long NOT_YET = 0;

    private final long sequence;
    private final SubmissionId submission;
    private final SharedContent content;
    private final int size;
    private final Instant at;
    private long record;

    private Waiting(long sequence, SubmissionId submission, SharedContent content, int size, Instant at, long record) {
        this.sequence = sequence;
        this.submission = submission;
        this.content = content;
        this.size = size;
        this.at = at;
        this.record = record;
    }

    /** A message of this batch, whose record is not written yet. */
    static Waiting fresh(long sequence, SubmissionId submission, SharedContent content, int size, Instant at) {
        return new Waiting(sequence, submission, content, size, at, NOT_YET);
    }

    static Waiting stored(
            long sequence, SubmissionId submission, SharedContent content, int size, Instant at, long record) {
        return new Waiting(sequence, submission, content, size, at, record);
    }

    long sequence() {
        return sequence;
    }

    SubmissionId submission() {
        return submission;
    }

    SharedContent content() {
        return content;
    }

    /** What it counts for in the quota, in bytes. */
    int size() {
        return size;
    }

    /** When the server took it. */
    Instant at() {
        return at;
    }

    boolean isStored() {
        return record != NOT_YET;
    }

    long record() {
        return record;
    }

    void storedAs(long newRecord) {
        record = newRecord;
    }
}
