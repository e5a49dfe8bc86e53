package messenger.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
 * @param unread messages of the other side after that, or in {@code lateUnread}
 * @param lateUnread places up to the one that was read which were taken after that, ascending
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
        List<Long> lateUnread,
        long sentCount,
        Bytes sentChain,
        Instant lastActivity,
        String draft) {
    /** One more late message stands at the end. */
    static final int LATE_UNREAD_MAX = 200;

    private static final int VERSION = 1;

    public Conversation {
        lateUnread = List.copyOf(lateUnread);
    }

    static Conversation begin(AccountId self, AccountId peer) {
        return new Conversation(
                ConversationId.direct(self, peer), peer, 0, 0, 0, List.of(), 0, Content.CHAIN_START, Instant.EPOCH, "");
    }

    /** With a message of ours, or a line about something missing: that does not make what was read unread. */
    Conversation withOwn(long position, Instant at) {
        long last = Math.max(lastPosition, position);
        return with(last, unread == 0 ? last : readPosition, unread, lateUnread, at);
    }

    /** With a message of the other side. */
    Conversation withReceived(long position, Instant at) {
        List<Long> late = new ArrayList<>(lateUnread);
        if (position <= readPosition) {
            late.add(position);
            late.sort(Comparator.naturalOrder());
        }
        return with(Math.max(lastPosition, position), readPosition, unread + 1, late, at);
    }

    /** Whether a message may go before what was read already. */
    boolean hasRoomForLate() {
        return lateUnread.size() < LATE_UNREAD_MAX;
    }

    /** With everything up to a position read; what is left unread is at most what lies behind it. */
    Conversation withRead(long upTo) {
        long read = Math.max(readPosition, Math.min(upTo, lastPosition));
        List<Long> late =
                lateUnread.stream().filter(position -> position > upTo).toList();
        int left = unread - (lateUnread.size() - late.size());
        int nextUnread = (int) Math.min(Math.max(0, left), lastPosition - read + late.size());
        return with(lastPosition, read, nextUnread, late, lastActivity);
    }

    private Conversation with(long last, long read, int nextUnread, List<Long> late, Instant at) {
        return new Conversation(id, peer, last, read, nextUnread, late, sentCount, sentChain, at, draft);
    }

    Conversation withSent(Bytes sealedContent) {
        return withChain(sentCount + 1, Content.chain(sentChain, sealedContent));
    }

    /** Counts from the beginning: what was said since this copy of the vault was made is not known. */
    Conversation withChainRestarted() {
        return withChain(0, Content.CHAIN_START);
    }

    private Conversation withChain(long count, Bytes chain) {
        return new Conversation(
                id, peer, lastPosition, readPosition, unread, lateUnread, count, chain, lastActivity, draft);
    }

    /** What is longer than a message may be is not kept: it could not be read again. */
    Conversation withDraft(String typed) {
        String next = Bytes.utf8(typed).size() > Body.Text.TEXT_BYTES_MAX ? draft : typed;
        return new Conversation(
                id, peer, lastPosition, readPosition, unread, lateUnread, sentCount, sentChain, lastActivity, next);
    }

    VaultChange put() {
        CanonicalWriter row = new CanonicalWriter()
                .u8(VERSION)
                .bytes(id.value())
                .bytes(peer.value())
                .u63(lastPosition)
                .u63(readPosition)
                .u32(unread)
                .u8(lateUnread.size());
        lateUnread.forEach(row::u63);
        row.u63(sentCount).bytes(sentChain).u63(lastActivity.toEpochMilli()).prefixed(Bytes.utf8(draft));
        return new VaultChange.Put(Table.CONVERSATION, id.value(), row.toBytes());
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
                late(reader),
                reader.u63(),
                reader.bytes(Sha256.BYTES),
                Instant.ofEpochMilli(reader.u63()),
                reader.prefixed(Body.Text.TEXT_BYTES_MAX).toText());
        reader.end();
        return conversation;
    }

    private static List<Long> late(CanonicalReader reader) throws MalformedException {
        int count = reader.count(LATE_UNREAD_MAX);
        List<Long> late = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            late.add(reader.u63());
        }
        return late;
    }

    /** Without the draft. */
    @Override
    public String toString() {
        return "Conversation(" + id + ")";
    }
}
