package messenger.client;

import messenger.crypto.Bytes;
import messenger.protocol.content.ConversationId;

/** A change of the vault; those of one {@link ClientEffect.Commit} become durable together. */
public sealed interface VaultChange {
    Table table();

    Bytes id();

    /** Writes a row, new or not. */
    record Put(Table table, Bytes id, Bytes value) implements VaultChange {}

    /** Removes a row; one that is not there is no error. */
    record Delete(Table table, Bytes id) implements VaultChange {}

    /**
     * Removes messages of a conversation, oldest days first, and destroys what they were readable with. Many are
     * removed in several commits before that of the other changes; where one fails, some of them are gone.
     *
     * @param conversation that they belong to; its own row stays
     * @param beforeDay those that this device got before this epoch day in UTC
     */
    record Shred(ConversationId conversation, int beforeDay) implements VaultChange {
        /** The whole history of a conversation. */
        public static Shred all(ConversationId conversation) {
            return new Shred(conversation, Integer.MAX_VALUE);
        }

        @Override
        public Table table() {
            return Table.MESSAGE;
        }

        @Override
        public Bytes id() {
            return conversation.value();
        }
    }
}
