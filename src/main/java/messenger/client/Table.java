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
    PREKEY(2, 4, Erasure.EACH_REVISION),
    /** First messages taken under a last-resort key, until that key is gone. */
    REPLAY(3, Table.WHOLE),
    /** Pinned people, by account. */
    CONTACT(4, Table.WHOLE),
    /** Ratchet sessions, by account and device. */
    SESSION(5, Table.WHOLE, Erasure.EACH_REVISION),
    /** Conversations, without their messages, but with a draft. */
    CONVERSATION(6, Table.WHOLE, Erasure.EACH_REVISION),
    /** Messages, by conversation and position. */
    MESSAGE(7, ConversationId.BYTES, Erasure.BY_DAY),
    /** What is not yet safe at the server, by number. */
    OUTBOX(8, 0, Erasure.EACH_REVISION),
    /** Where our messages are that nobody has confirmed yet, by message. */
    SENT(9, Table.WHOLE, Erasure.EACH_REVISION),
    /** Receipts we owe, by message. */
    RECEIPT(10, Table.WHOLE),
    /** Submissions taken, so that none is taken twice. */
    SEEN(11, Table.WHOLE),
    /** Messages that did not open, kept for a week. */
    UNREADABLE(12, Table.WHOLE, Erasure.EACH_REVISION),
    /** One row: where the account lives, and the pinned key. */
    SERVER(13, 0),
    /** The days of history that have a key; kept by the vault itself, nobody else writes it. */
    HISTORY(14, Table.WHOLE, Erasure.EACH_REVISION),
    /** One row: a device list of our own that the server may not have yet. */
    DEVICE_UPDATE(15, 0, Erasure.EACH_REVISION),
    /** What arrived of each device and what is missing, by account and device. */
    ARRIVAL(16, Table.WHOLE),
    /** What was sent in the last days, in case it did not arrive, by conversation and number. */
    SENT_CONTENT(17, Table.WHOLE, Erasure.EACH_REVISION),
    /** What decides the order of messages, by conversation. */
    ORDER(18, Table.WHOLE),
    /** One row: which life of the server's store we know. */
    INCARNATION(19, 0),
    /** Since when the server has those of {@link #SENT} that it took, by message. */
    STORED_SINCE(20, Table.WHOLE);

    /** What of a table is really gone once it was replaced or deleted: opened by nobody, also not with the password. */
    public enum Erasure {
        /** Nothing: what was written may stay on the disk, encrypted under the vault's key. */
        NONE,
        /** Every row that was replaced or deleted. */
        EACH_REVISION,
        /** Every row that was deleted, by days of a conversation; not the older states of one that is still there. */
        BY_DAY
    }

    private static final int WHOLE = Integer.MAX_VALUE;

    private final int number;
    private final int hiddenBytes;
    private final Erasure erasure;

    Table(int number, int hiddenBytes) {
        this(number, hiddenBytes, Erasure.NONE);
    }

    Table(int number, int hiddenBytes, Erasure erasure) {
        this.number = number;
        this.hiddenBytes = hiddenBytes;
        this.erasure = erasure;
    }

    public int number() {
        return number;
    }

    public Erasure erasure() {
        return erasure;
    }

    /** How many leading bytes of an id of this size are hidden; the rest stays readable and orders the rows. */
    public int hiddenBytes(int idSize) {
        return Math.min(hiddenBytes, idSize);
    }
}
