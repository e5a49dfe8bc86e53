package messenger.server.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;

/**
 * What a record of the mail file says; each says all about itself, so the index is rebuilt from records in any order.
 *
 * <pre>
 * 0x11 message: mailbox 16, sequence 8, submission 16, received ms 8, content's record 8 (0: below), content size 4,
 *               message size 4, message, content if below
 * 0x12 content: the bytes that several messages share
 * 0x13 mailbox: mailbox 16, owner 16, last sequence 8
 * </pre>
 */
sealed interface MailRecord {
    /** Message header and content's size. */
    int MESSAGE_HEADER_BYTES = 1 + 16 + 8 + 16 + 8 + 8 + 4 + 4;

    byte MESSAGE = 0x11;
    byte CONTENT = 0x12;
    byte MAILBOX = 0x13;

    byte[] encode();

    /**
     * A message of one mailbox.
     *
     * @param contentRecord where the content is kept; 0 if it is in {@code content}, which is empty otherwise
     */
    record Message(
            MailboxId mailbox,
            long sequence,
            SubmissionId submission,
            Instant at,
            long contentRecord,
            int contentSize,
            Bytes message,
            Bytes content)
            implements MailRecord {
        @Override
        public byte[] encode() {
            return ByteBuffer.allocate(MESSAGE_HEADER_BYTES + message.size() + content.size())
                    .put(MESSAGE)
                    .put(mailbox.value().toArray())
                    .putLong(sequence)
                    .put(submission.value().toArray())
                    .putLong(at.toEpochMilli())
                    .putLong(contentRecord)
                    .putInt(contentSize)
                    .putInt(message.size())
                    .put(message.toArray())
                    .put(content.toArray())
                    .array();
        }
    }

    /** A content that messages in several mailboxes share. */
    record Content(Bytes content) implements MailRecord {
        @Override
        public byte[] encode() {
            return ByteBuffer.allocate(1 + content.size())
                    .put(CONTENT)
                    .put(content.toArray())
                    .array();
        }
    }

    /**
     * A mailbox that is there.
     *
     * @param lastSequence at least the highest number that was given out and whose message is gone
     */
    record Box(MailboxId mailbox, AccountId owner, long lastSequence) implements MailRecord {
        @Override
        public byte[] encode() {
            return ByteBuffer.allocate(1 + MailboxId.BYTES + AccountId.BYTES + Long.BYTES)
                    .put(MAILBOX)
                    .put(mailbox.value().toArray())
                    .put(owner.value().toArray())
                    .putLong(lastSequence)
                    .array();
        }
    }

    static MailRecord decode(byte[] record) throws MalformedException {
        ByteBuffer in = ByteBuffer.wrap(record);
        require(in, 1);
        byte kind = in.get();
        if (kind == MESSAGE) {
            return message(in);
        }
        if (kind == CONTENT) {
            return new Content(rest(in));
        }
        if (kind == MAILBOX) {
            require(in, MailboxId.BYTES + AccountId.BYTES + Long.BYTES);
            Box box = new Box(new MailboxId(bytes(in, MailboxId.BYTES)), new AccountId(bytes(in, 16)), number(in));
            return end(in, box);
        }
        throw new MalformedException("a mail record of kind " + kind);
    }

    private static Message message(ByteBuffer in) throws MalformedException {
        require(in, MESSAGE_HEADER_BYTES - 1);
        MailboxId mailbox = new MailboxId(bytes(in, MailboxId.BYTES));
        long sequence = number(in);
        SubmissionId submission = new SubmissionId(bytes(in, SubmissionId.BYTES));
        Instant at = Instant.ofEpochMilli(number(in));
        long contentRecord = number(in);
        int contentSize = in.getInt();
        int messageSize = in.getInt();
        if (contentSize < 0 || messageSize < 0 || contentSize > Integer.MAX_VALUE - messageSize) {
            throw new MalformedException("a mail record with impossible sizes");
        }
        require(in, messageSize);
        Bytes message = bytes(in, messageSize);
        Bytes content = rest(in);
        if (content.size() != (contentRecord == 0 ? contentSize : 0)) {
            throw new MalformedException("a mail record with " + content.size() + " bytes of content");
        }
        return new Message(mailbox, sequence, submission, at, contentRecord, contentSize, message, content);
    }

    private static <T> T end(ByteBuffer in, T value) throws MalformedException {
        if (in.hasRemaining()) {
            throw new MalformedException(in.remaining() + " bytes too many in a mail record");
        }
        return value;
    }

    private static long number(ByteBuffer in) throws MalformedException {
        long number = in.getLong();
        if (number < 0) {
            throw new MalformedException("a negative number in a mail record");
        }
        return number;
    }

    private static Bytes bytes(ByteBuffer in, int size) {
        byte[] bytes = new byte[size];
        in.get(bytes);
        return Bytes.copyOf(bytes);
    }

    private static Bytes rest(ByteBuffer in) {
        return bytes(in, in.remaining());
    }

    private static void require(ByteBuffer in, int size) throws MalformedException {
        if (size > in.remaining()) {
            throw new MalformedException("a mail record ends too early");
        }
    }
}
