package messenger.server.store;

import messenger.protocol.SubmissionId;

/** The index entry of a message that waits in a mailbox; its bytes are in a record. Owned by the engine's thread. */
final class Waiting {
    private static final long NOT_YET = 0;

    private final long sequence;
    private final SubmissionId submission;
    private final SharedContent content;
    private final int size;
    private long record;

    private Waiting(long sequence, SubmissionId submission, SharedContent content, int size, long record) {
        this.sequence = sequence;
        this.submission = submission;
        this.content = content;
        this.size = size;
        this.record = record;
    }

    /** A message of this batch, whose record is not written yet. */
    static Waiting fresh(long sequence, SubmissionId submission, SharedContent content, int size) {
        return new Waiting(sequence, submission, content, size, NOT_YET);
    }

    static Waiting stored(long sequence, SubmissionId submission, SharedContent content, int size, long record) {
        return new Waiting(sequence, submission, content, size, record);
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
