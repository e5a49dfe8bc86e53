package messenger.client.store;

import java.time.Duration;
import java.time.Instant;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.protocol.content.ConversationId;

/** Rows of the history, as the core writes them. */
final class Messages {
    private Messages() {}

    static ConversationId conversation(int number) {
        return new ConversationId(Bytes.hex("%032x".formatted(number)));
    }

    /** A message that came on this epoch day. */
    static VaultChange.Put put(ConversationId conversation, long position, int day, String text) {
        long received = Instant.EPOCH.plus(Duration.ofDays(day)).toEpochMilli();
        Bytes row = new CanonicalWriter()
                .u8(1)
                .bytes(conversation.value())
                .u63(position)
                .bytes(Bytes.hex("%032x".formatted(position)))
                .u63(received)
                .u63(received)
                .u63(received)
                .u8(0)
                .u8(0)
                .u63(0)
                .prefixed(Bytes.utf8(text))
                .toBytes();
        return new VaultChange.Put(Table.MESSAGE, StoredMessage.rowId(conversation, position), row);
    }

    static VaultChange.Delete delete(ConversationId conversation, long position) {
        return new VaultChange.Delete(Table.MESSAGE, StoredMessage.rowId(conversation, position));
    }
}
