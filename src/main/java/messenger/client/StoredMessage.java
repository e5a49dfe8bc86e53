package messenger.client;

import java.time.Duration;
import java.time.Instant;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.protocol.content.Body;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;

/**
 * A message of the history, or a line of it about what is missing.
 *
 * @param position in its conversation, from 1: the order in which it is shown. Some are left free, for what comes late
 * @param late whether it came after what follows it
 * @param missing where it is no message, how many numbers stand behind it
 * @param text as it was sent: it passes the printable filter before any screen
 */
public record StoredMessage(
        ConversationId conversation,
        long position,
        MessageId id,
        Times times,
        MessageState state,
        boolean late,
        long missing,
        String text) {
    private static final int VERSION = 1;

    /**
     * When something happened to a message, by three clocks; equal for our own.
     *
     * @param sent the sender's
     * @param accepted the server's, when it took the message
     * @param received this device's, when it got the message
     */
    public record Times(Instant sent, Instant accepted, Instant received) {
        /** Clocks that go right differ by less. */
        public static final Duration CLOCKS_DIFFER_MAX = Duration.ofMinutes(5);

        /** So long a message may wait with its writer, who was offline, and as long in a mailbox. */
        public static final Duration WAITS_MAX = Duration.ofDays(30);

        /**
         * Whether the sender's clock was wrong. Nobody sends what the server took before; that it took it later than it
         * was sent may only mean that the writer was offline, up to a point.
         */
        public boolean isClockWrong() {
            return sent.isAfter(reference().plus(CLOCKS_DIFFER_MAX))
                    || sent.isBefore(reference().minus(WAITS_MAX));
        }

        /** When it was sent, as far as can be told: by the sender's clock unless that was wrong. */
        public Instant shown() {
            return isClockWrong() ? reference() : sent;
        }

        /** The server's time, unless no mailbox could have kept it since: then this device's. */
        private Instant reference() {
            boolean possible = Duration.between(accepted, received).abs().compareTo(WAITS_MAX.plusDays(1)) <= 0;
            return possible ? accepted : received;
        }

        /** Of a message of our own. */
        public static Times own(Instant now) {
            return new Times(now, now, now);
        }
    }

    /** Whether this device's user wrote it. */
    public boolean isOwn() {
        return state.isOwn();
    }

    /** Whether the other side wrote it. */
    public boolean isReceived() {
        return state == MessageState.RECEIVED;
    }

    public Instant sent() {
        return times.sent();
    }

    public Instant received() {
        return times.received();
    }

    StoredMessage with(MessageState next) {
        return new StoredMessage(conversation, position, id, times, next, late, missing, text);
    }

    /** The row's id: conversation and position. */
    public static Bytes rowId(ConversationId conversation, long position) {
        return new CanonicalWriter().bytes(conversation.value()).u63(position).toBytes();
    }

    VaultChange.Put put() {
        Bytes row = new CanonicalWriter()
                .u8(VERSION)
                .bytes(conversation.value())
                .u63(position)
                .bytes(id.value())
                .u63(times.sent().toEpochMilli())
                .u63(times.accepted().toEpochMilli())
                .u63(times.received().toEpochMilli())
                .u8(state.code())
                .u8(late ? 1 : 0)
                .u63(missing)
                .prefixed(Bytes.utf8(text))
                .toBytes();
        return new VaultChange.Put(Table.MESSAGE, rowId(conversation, position), row);
    }

    /** Reads a row of {@link Table#MESSAGE}. */
    public static StoredMessage decode(Bytes row) {
        try {
            CanonicalReader reader = new CanonicalReader(row);
            if (reader.u8() != VERSION) {
                throw new MalformedException("a message of another version");
            }
            StoredMessage message = new StoredMessage(
                    new ConversationId(reader.bytes(ConversationId.BYTES)),
                    reader.u63(),
                    new MessageId(reader.bytes(MessageId.BYTES)),
                    new Times(
                            Instant.ofEpochMilli(reader.u63()),
                            Instant.ofEpochMilli(reader.u63()),
                            Instant.ofEpochMilli(reader.u63())),
                    MessageState.of(reader.u8()),
                    reader.u8() == 1,
                    reader.u63(),
                    reader.prefixed(Body.Text.TEXT_BYTES_MAX).toText());
            reader.end();
            return message;
        } catch (MalformedException | IllegalArgumentException e) {
            throw new DamagedVaultException(Table.MESSAGE, e);
        }
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "StoredMessage(" + id + " " + state + ")";
    }
}
