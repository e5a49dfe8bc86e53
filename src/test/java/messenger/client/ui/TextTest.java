package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Widths, clusters, wrapping and the filter. */
final class TextTest {
    @Test
    void columnsAreThoseOfATerminal() {
        assertEquals(5, Columns.of("hello"));
        assertEquals(4, Columns.of("\u4F60\u597D"));
        assertEquals(2, Columns.of("\uD83D\uDE80"));
        assertEquals(2, Columns.of("\u2705"));
        assertEquals(1, Columns.of("e\u0301"));
        assertEquals(1, Columns.of("\u2713"));
        assertEquals(4, Columns.of("\u05E9\u05DC\u05D5\u05DD"));
        assertEquals(2, Columns.of("\uFF21"));
        assertEquals(1, Columns.of("\u2026"));
    }

    @Test
    void aTextIsCutAtAClusterWithAnEllipsis() {
        assertEquals("hello", Columns.fit("hello", 5));
        assertEquals("hel\u2026", Columns.fit("hello", 4));
        assertEquals("\u4F60\u2026", Columns.fit("\u4F60\u597D\u5417", 4));
        assertEquals("\u2026", Columns.fit("hello", 1));
        assertEquals("", Columns.fit("hello", 0));
    }

    @Test
    void theFilterReplacesWhatSteersAndDropsWhatIsInvisible() {
        assertEquals("\uFFFD[2J\uFFFD", Printable.line("\u001B[2J\u0007"));
        assertEquals("\uFFFD31m", Printable.line("\u009B31m"));
        assertEquals("abc", Printable.line("a\u202Eb\u2066c"));
        assertEquals("ab", Printable.line("a\u200Bb\uFEFF"));
        assertEquals("\uFFFDx\uFFFD", Printable.line("\uD83Dx\uDE80"));
        assertEquals("DE", Printable.line("\uD83C\uDDE9\uD83C\uDDEA"));
        assertEquals("a b c", Printable.line("a\nb\u2028c"));
        assertEquals("a\nb\nc\nd", Printable.text("a\r\nb\rc\u2029d"));
        assertEquals("    x", Printable.text("\tx"));
        assertEquals("\u00E9", Printable.line("e\u0301"));
        assertEquals("\uD55C", Printable.line("\u1112\u1161\u11AB"));
    }

    @Test
    void marksBeyondTheLimitAreDropped() {
        String base = "x";
        for (int n : List.of(Printable.MARKS_MAX - 1, Printable.MARKS_MAX, Printable.MARKS_MAX + 1, 10_000)) {
            int kept = Math.min(n, Printable.MARKS_MAX);
            assertEquals(1 + kept, Printable.line(base + "\u0331".repeat(n)).length(), "marks " + n);
        }
    }

    @Test
    void wrappingBreaksAtSpacesAndInsideWordsOnlyWhenItMust() {
        assertEquals(List.of("the quick", "brown fox"), Wrapping.wrap("the quick brown fox", 9));
        assertEquals(List.of("abcdefgh", "ij kl"), Wrapping.wrap("abcdefghij kl", 8));
        assertEquals(List.of("a", "", "b"), Wrapping.wrap("a\n\nb", 10));
        assertEquals(List.of(""), Wrapping.wrap("", 10));
        assertEquals(List.of("\u4F60\u597D", "\u4F60\u597D"), Wrapping.wrap("\u4F60\u597D\u4F60\u597D", 5));
    }

    @Test
    void nothingIsLostOrTooWideInRandomWrapping() {
        String letters = "ab \u4F60\u597De\u0301 \uD83D\uDE80xyz  ";
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(80); i > 0; i--) {
                int at = random.nextInt(letters.length());
                text.append(
                        letters, Clusters.border(letters, at), Clusters.next(letters, Clusters.border(letters, at)));
            }
            int width = 2 + random.nextInt(20);
            List<String> rows = Wrapping.wrap(text.toString(), width);
            assertTrue(rows.stream().allMatch(row -> Columns.of(row) <= width), "seed " + seed);
            String joined = String.join("", rows).replace(" ", "");
            assertEquals(text.toString().replace(" ", ""), joined, "seed " + seed);
            StringBuilder filled = new StringBuilder();
            Wrapping.fill(text.toString(), width).forEach(row -> filled.append(text, row.from(), row.to()));
            assertEquals(text.toString(), filled.toString(), "seed " + seed);
        }
    }

    @Test
    void theCaretMovesByWholeClusters() {
        Editor editor = Editor.of("a\uD83D\uDE80x\u0331").left();
        assertEquals(3, editor.caret());
        assertEquals(1, editor.left().caret());
        assertEquals("ax\u0331", editor.left().delete().text());
        assertEquals("a\uD83D\uDE80", Editor.of("a\uD83D\uDE80x\u0331").erase().text());
        assertEquals("", Editor.EMPTY.left().erase().delete().right().text());
    }

    @Test
    void randomEditingKeepsTheCaretInTheText() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            Editor editor = Editor.EMPTY;
            List<Action> actions = List.copyOf(Editing.ACTIONS);
            for (int i = 0; i < 100; i++) {
                editor = random.nextBoolean()
                        ? editor.insert(List.of("a", "\uD83D\uDE80", "\u0301", " w ", "\n")
                                .get(random.nextInt(5)))
                        : Editing.apply(actions.get(random.nextInt(actions.size())), editor);
                assertEquals(Clusters.border(editor.text(), editor.caret()), editor.caret(), "seed " + seed);
            }
        }
    }

    @Test
    void timesBeyondEveryCalendarAreShownAsTheNearest() {
        Model.Clock clock = new Model.Clock(Driver.NOW, ZoneOffset.UTC);
        assertEquals("00:00", Times.minute(Instant.MIN, clock.zone()));
        assertEquals("00:00", Times.minute(Instant.MAX, clock.zone()));
        assertEquals("14:02", Times.ago(Driver.NOW, clock));
        assertEquals("1 Jan", Times.ago(Instant.MIN, clock));
    }
}
