package messenger.client;

import java.time.Instant;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.protocol.content.Body;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;

/**
 * A message of the history.
 *
 * @param position in its conversation, from 1, in the order in which this device sent and received
 * @param sent when its sender says it was sent
 * @param received when this device got it; equal to {@code sent} for our own
 * @param text as it was sent: it passes the printable filter before any screen
 */
public record StoredMessage(
        ConversationId conversation,
        long position,
        MessageId id,
        Instant sent,
        Instant received,
        MessageState state,
        String text) {
    private static final int VERSION = 1;

    /** Whether this device's user wrote it. */
    public boolean isOwn() {
        return state != MessageState.RECEIVED;
    }

    StoredMessage with(MessageState next) {
        return new StoredMessage(conversation, position, id, sent, received, next, text);
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
                .u63(sent.toEpochMilli())
                .u63(received.toEpochMilli())
                .u8(state.code())
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
                    Instant.ofEpochMilli(reader.u63()),
                    Instant.ofEpochMilli(reader.u63()),
                    MessageState.of(reader.u8()),
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
