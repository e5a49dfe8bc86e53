package messenger.client;

import java.time.Instant;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountId;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;

/**
 * A conversation with one other account, without its messages.
 *
 * @param lastPosition of its newest message, 0 before the first
 * @param readPosition up to here everything was on the screen, or handed to a script
 * @param unread messages of the other side after that
 * @param sentCount contents this device sent in it, receipts included
 * @param sentChain the hash chain over those (PROTOCOL 1.12)
 * @param lastActivity {@link Instant#EPOCH} if nothing ever happened
 * @param draft typed and not sent, or empty
 */
public record Conversation(
        ConversationId id,
        AccountId peer,
        long lastPosition,
        long readPosition,
        int unread,
        long sentCount,
        Bytes sentChain,
        Instant lastActivity,
        String draft) {
    private static final int VERSION = 1;

    static Conversation begin(AccountId self, AccountId peer) {
        return new Conversation(
                ConversationId.direct(self, peer), peer, 0, 0, 0, 0, Content.CHAIN_START, Instant.EPOCH, "");
    }

    /** With one message more; our own does not make what was read unread. */
    Conversation withMessage(boolean own, Instant at) {
        long read = own && unread == 0 ? lastPosition + 1 : readPosition;
        int nextUnread = own ? unread : unread + 1;
        return new Conversation(id, peer, lastPosition + 1, read, nextUnread, sentCount, sentChain, at, draft);
    }

    Conversation withSent(Bytes sealedContent) {
        return new Conversation(
                id,
                peer,
                lastPosition,
                readPosition,
                unread,
                sentCount + 1,
                Content.chain(sentChain, sealedContent),
                lastActivity,
                draft);
    }

    Conversation withRead(long upTo, int nextUnread) {
        return new Conversation(id, peer, lastPosition, upTo, nextUnread, sentCount, sentChain, lastActivity, draft);
    }

    /** What is longer than a message may be is not kept: it could not be read again. */
    Conversation withDraft(String typed) {
        String next = Bytes.utf8(typed).size() > Body.Text.TEXT_BYTES_MAX ? draft : typed;
        return new Conversation(id, peer, lastPosition, readPosition, unread, sentCount, sentChain, lastActivity, next);
    }

    VaultChange put() {
        Bytes row = new CanonicalWriter()
                .u8(VERSION)
                .bytes(id.value())
                .bytes(peer.value())
                .u63(lastPosition)
                .u63(readPosition)
                .u32(unread)
                .u63(sentCount)
                .bytes(sentChain)
                .u63(lastActivity.toEpochMilli())
                .prefixed(Bytes.utf8(draft))
                .toBytes();
        return new VaultChange.Put(Table.CONVERSATION, id.value(), row);
    }

    static Conversation decode(Bytes row) throws MalformedException {
        CanonicalReader reader = new CanonicalReader(row);
        if (reader.u8() != VERSION) {
            throw new MalformedException("a conversation of another version");
        }
        Conversation conversation = new Conversation(
                new ConversationId(reader.bytes(ConversationId.BYTES)),
                AccountId.read(reader),
                reader.u63(),
                reader.u63(),
                Math.toIntExact(Math.min(reader.u32(), Integer.MAX_VALUE)),
                reader.u63(),
                reader.bytes(Sha256.BYTES),
                Instant.ofEpochMilli(reader.u63()),
                reader.prefixed(Body.Text.TEXT_BYTES_MAX).toText());
        reader.end();
        return conversation;
    }

    /** Without the draft. */
    @Override
    public String toString() {
        return "Conversation(" + id + ")";
    }
}
