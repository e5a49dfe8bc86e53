package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.SubmissionId;
import messenger.protocol.content.Body;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;
import org.junit.jupiter.api.Test;

/** What was sent is kept for some days, within bounds, and then erased. */
final class SentContentsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ConversationId ONE = new ConversationId(Bytes.hex("01".repeat(16)));
    private static final ConversationId OTHER = new ConversationId(Bytes.hex("02".repeat(16)));

    private final Map<Bytes, Bytes> rows = new HashMap<>();
    private SentContents contents = load(NOW);

    private SentContents load(Instant now) {
        Step step = new Step(now);
        SentContents loaded =
                SentContents.load(table -> table == Table.SENT_CONTENT ? Map.copyOf(rows) : Map.of(), step);
        commit(step);
        return loaded;
    }

    private void commit(Step step) {
        for (ClientEffect effect : step.effects()) {
            for (VaultChange change : ((ClientEffect.Commit) effect).changes()) {
                if (change instanceof VaultChange.Put put) {
                    rows.put(put.id(), put.value());
                } else {
                    rows.remove(change.id());
                }
            }
        }
    }

    private static SubmissionId submission(long number) {
        return new SubmissionId(Bytes.hex("%032x".formatted(number)));
    }

    private static SentContent content(ConversationId where, long number, Instant sealed, Body body) {
        return new SentContent(
                where,
                number,
                new MessageId(Bytes.hex("0d".repeat(16))),
                sealed,
                sealed,
                submission(number),
                List.of(DeviceId.FIRST, new DeviceId(7)),
                List.of(Bytes.hex("ab".repeat(8))),
                List.of(body));
    }

    private void keep(ConversationId where, long number, Instant sealed, Body body) {
        Step step = new Step(sealed);
        contents.keep(content(where, number, sealed, body), step);
        commit(step);
    }

    private boolean has(ConversationId where, long number) {
        return contents.find(where, number).isPresent();
    }

    @Test
    void whatIsKeptComesBackAndIsErasedAfterAWeek() {
        keep(ONE, 1, NOW, new Body.Text("one"));
        keep(ONE, 2, NOW.plusSeconds(1), new Body.Text("two"));
        contents = load(NOW.plus(Duration.ofDays(SentContents.KEEP_DAYS)));
        assertEquals(
                content(ONE, 1, NOW, new Body.Text("one")),
                contents.find(ONE, 1).orElseThrow());
        contents = load(NOW.plus(Duration.ofDays(SentContents.KEEP_DAYS)).plusMillis(1));
        assertFalse(has(ONE, 1));
        assertTrue(has(ONE, 2));
        assertEquals(1, rows.size());
    }

    @Test
    void ofWhatIsNotRepeatedOnlyTheNumberIsKept() {
        keep(ONE, 1, NOW, new Body.Compared(Body.ComparedAs.EQUAL));
        assertEquals(List.of(), contents.find(ONE, 1).orElseThrow().body());
        keep(ONE, 2, NOW, new Body.Text("never arrived"));
        Step step = new Step(NOW);
        contents.failed(submission(2), step);
        commit(step);
        assertEquals(List.of(), contents.find(ONE, 2).orElseThrow().body());
        contents = load(NOW);
        assertEquals(List.of(), contents.find(ONE, 2).orElseThrow().body());
    }

    @Test
    void aConversationIsForgottenAlone() {
        keep(ONE, 1, NOW, new Body.Text("one"));
        keep(OTHER, 1, NOW, new Body.Text("other"));
        Step step = new Step(NOW);
        contents.forget(ONE, step);
        commit(step);
        assertFalse(has(ONE, 1));
        assertTrue(has(OTHER, 1));
        step = new Step(NOW);
        contents.forgetAll(step);
        commit(step);
        assertTrue(rows.isEmpty());
    }

    @Test
    void theOldestGoWhereThereAreTooMany() {
        for (long number = 1; number <= SentContents.ENTRIES_MAX; number++) {
            keep(ONE, number, NOW.plusMillis(number), new Body.Farewell());
        }
        assertEquals(SentContents.ENTRIES_MAX, rows.size());
        assertTrue(has(ONE, 1));
        contents = load(NOW);
        keep(ONE, SentContents.ENTRIES_MAX + 1, NOW.plusSeconds(100), new Body.Farewell());
        assertEquals(SentContents.ENTRIES_MAX, rows.size());
        assertFalse(has(ONE, 1));
        assertTrue(has(ONE, 2));
    }

    @Test
    void theOldestGoWhereTheyAreTooLarge() {
        int most = 0;
        for (long number = 1; has(ONE, 1) || number == 1; number++) {
            keep(ONE, number, NOW.plusMillis(number), new Body.Text("x".repeat(Body.Text.TEXT_BYTES_MAX)));
            int bytes = rows.values().stream().mapToInt(Bytes::size).sum();
            assertTrue(bytes <= SentContents.BYTES_MAX, "" + bytes);
            most = Math.max(most, bytes);
        }
        assertTrue(most > SentContents.BYTES_MAX - 2 * Body.Text.TEXT_BYTES_MAX, "" + most);
        assertTrue(has(ONE, 2));
    }

    @Test
    void aRowCutAnywhereIsRefused() {
        Bytes row = content(ONE, 1, NOW, new Body.Text("one")).encoded();
        List<Integer> refused = new ArrayList<>();
        for (int size = 0; size < row.size(); size++) {
            Bytes cut = row.slice(0, size);
            assertThrows(MalformedException.class, () -> SentContent.decode(cut));
            refused.add(size);
        }
        assertEquals(row.size(), refused.size());
    }
}
