package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import org.junit.jupiter.api.Test;

/** What is unread, also where it came after what follows it was read. */
final class ConversationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Conversation conversation =
            Conversation.begin(new AccountId(Bytes.hex("a1".repeat(16))), new AccountId(Bytes.hex("b2".repeat(16))));

    private void receives(long... positions) {
        for (long position : positions) {
            conversation = conversation.withReceived(position, NOW);
        }
    }

    private void reads(long upTo) {
        conversation = conversation.withRead(upTo);
    }

    @Test
    void placesThatWereLeftFreeAreNoMessages() {
        receives(1, 20, 300);
        assertEquals(3, conversation.unread());
        reads(20);
        assertTrue(conversation.unread() >= 1);
        reads(300);
        assertEquals(0, conversation.unread());
        assertEquals(300, conversation.readPosition());
    }

    @Test
    void whatComesBeforeWhatWasReadIsUnreadUntilItIsRead() {
        receives(1, 20);
        reads(20);
        receives(5, 3);
        assertEquals(2, conversation.unread());
        assertEquals(List.of(3L, 5L), conversation.lateUnread());
        receives(21);
        reads(3);
        assertEquals(2, conversation.unread());
        assertEquals(List.of(5L), conversation.lateUnread());
        reads(21);
        assertEquals(0, conversation.unread());
        assertEquals(List.of(), conversation.lateUnread());
    }

    @Test
    void readingWhatWasReadChangesNothing() {
        receives(1, 2);
        reads(Long.MAX_VALUE);
        Conversation before = conversation;
        reads(1);
        reads(0);
        assertEquals(before, conversation);
    }

    @Test
    void thereIsRoomForSoManyLateOnes() throws MalformedException {
        receives(1_000);
        reads(1_000);
        for (int late = 1; late <= Conversation.LATE_UNREAD_MAX; late++) {
            assertTrue(conversation.hasRoomForLate());
            receives(late);
            assertEquals(conversation, Conversation.decode(conversation.put().value()));
        }
        assertFalse(conversation.hasRoomForLate());
    }

    @Test
    void whatIsOursIsReadUnlessSomethingBeforeItIsNot() {
        conversation = conversation.withOwn(1, NOW);
        assertEquals(1, conversation.readPosition());
        receives(2);
        conversation = conversation.withOwn(19, NOW);
        assertEquals(1, conversation.readPosition());
        assertEquals(1, conversation.unread());
    }
}
