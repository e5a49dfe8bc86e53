package messenger.client;

import messenger.protocol.content.ConversationId;

/**
 * The tables of the vault. Their numbers are part of its format: never change or reuse one. Ids are hidden at rest by a
 * keyed hash, except for what orders the rows of a table.
 */
public enum Table {
    /** One row: who we are. */
    ACCOUNT(1, 0),
    /** Prekeys with their secrets, by id. */
    PREKEY(2, 4),
    /** First messages taken under a last-resort key, until that key is gone. */
    REPLAY(3, Table.WHOLE),
    /** Pinned people, by account. */
    CONTACT(4, Table.WHOLE),
    /** Ratchet sessions, by account and device. */
    SESSION(5, Table.WHOLE),
    /** Conversations, without their messages. */
    CONVERSATION(6, Table.WHOLE),
    /** Messages, by conversation and position. */
    MESSAGE(7, ConversationId.BYTES),
    /** What is not yet safe at the server, by number. */
    OUTBOX(8, 0),
    /** Where our messages are that nobody has confirmed yet, by message. */
    SENT(9, Table.WHOLE),
    /** Receipts we owe, by message. */
    RECEIPT(10, Table.WHOLE),
    /** Submissions taken, so that none is taken twice. */
    SEEN(11, Table.WHOLE),
    /** Messages that did not open, kept for a week. */
    UNREADABLE(12, Table.WHOLE),
    /** One row: where the account lives, and the pinned key. */
    SERVER(13, 0),
    /** One row: a device list of our own that the server may not have yet. */
    DEVICE_UPDATE(14, 0);

    private static final int WHOLE = Integer.MAX_VALUE;

    private final int number;
    private final int hiddenBytes;

    Table(int number, int hiddenBytes) {
        this.number = number;
        this.hiddenBytes = hiddenBytes;
    }

    public int number() {
        return number;
    }

    /** How many leading bytes of an id of this size are hidden; the rest stays readable and orders the rows. */
    public int hiddenBytes(int idSize) {
        return Math.min(hiddenBytes, idSize);
    }
}
