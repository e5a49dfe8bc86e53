package messenger.protocol.content;

import messenger.crypto.Bytes;
import messenger.crypto.Label;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountId;

/** A conversation. That of two accounts follows from who they are, so that both name the same one without a word. */
public record ConversationId(Bytes value) {
    public static final int BYTES = 16;
    private static final Label DIRECT = new Label("direct");

    public ConversationId {
        value.requireSize(BYTES, "a conversation id");
    }

    /** The conversation of two accounts, in either order. */
    public static ConversationId direct(AccountId one, AccountId other) {
        boolean ordered = one.value().toHex().compareTo(other.value().toHex()) <= 0;
        AccountId first = ordered ? one : other;
        AccountId second = ordered ? other : one;
        return new ConversationId(
                Sha256.of(DIRECT.with(first.value(), second.value())).slice(0, BYTES));
    }

    @Override
    public String toString() {
        return value.toHex();
    }
}
