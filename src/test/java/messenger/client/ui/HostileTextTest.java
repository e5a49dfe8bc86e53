package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody writes, it stays in its own rows, and nothing that steers a terminal becomes a cell. */
final class HostileTextTest {
    static Stream<String> hostile() {
        return Stream.of(
                "\u001B[2J\u001B[H\u001B]52;c;aGk=\u0007",
                "bell \u0007 back \b\b\b tab\t. nul \0 del \u007F",
                "C1 \u009B31m \u0085 \u0080 \u009D0;title\u009C",
                "bidi \u202Eevil\u202C \u2066x\u2069 \u200F\u200E \u202A\u202B\u202D",
                "zero\u200Bwidth\u200C\u200D\uFEFF\u2060",
                "lines\u2028and\u2029paragraphs",
                "one\ntwo\r\nthree\rfour",
                "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n",
                "zalgo e" + "\u0301".repeat(10_000) + "nd",
                "\u0301".repeat(100),
                "lone \uD83D and \uDE80 halves",
                "unassigned \u0378 \uFFFF \uDBFF\uDFFF private \uE000",
                "\u4F60\u597D".repeat(100),
                "\uD83D\uDE80".repeat(100),
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "\uD83C\uDDE9\uD83C\uDDEA \uD83D\uDC4D\uD83C\uDFFD 1\uFE0F\u20E3",
                "\u1100\u1161\u11A8 \u1161 \u115F \u3164",
                "x".repeat(5_000),
                " ".repeat(500),
                "\u05E9\u05DC\u05D5\u05DD \u0E01\u0E33 \u0915\u094D\u0937\u093F \u0BA8\u0BBF",
                "\uDB40\uDC41\uDB40\uDC42 tags \u00AD soft");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void h1EveryCellIsPrintableAndEveryRowIsAsWideAsTheScreen(String text) {
        for (Size size : List.of(new Size(40, 10), new Size(80, 24), new Size(200, 60))) {
            Driver driver = everywhere(size, text);
            check(driver.frame());
            check(driver.press("F2").frame());
            check(driver.press("F3").frame());
            check(driver.press("F1").frame());
            driver.press("q");
            for (News news : TrustSamples.openers(text)) {
                check(driver.hear(news).frame());
            }
            for (Dialog dialog : TrustSamples.dialogs(text)) {
                check(new View().view(driver.model().with(dialog)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void h1AMessageChangesNothingOutsideTheConversation(String text) {
        Driver alice = Driver.chatting(200, 60);
        Frame before = alice.frame();
        alice.hear(new News.MessageShown(Samples.from("bob", Samples.BOB, "h", Driver.NOW, text)));
        Frame after = alice.frame();

        Rect area = Layout.of(alice.model()).history();
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 200; x++) {
                boolean inside = x >= area.x() && x < area.right() && y >= area.y() && y < area.bottom();
                assertTrue(inside || after.sameCell(x, y, before, x, y), "cell " + x + "," + y);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void h1AMessageCannotPretendToBeAnotherOne(String text) {
        Driver alice = Driver.chatting(80, 24);
        alice.hear(new News.MessageShown(
                Samples.from("bob", Samples.BOB, "h", Driver.NOW, "start\n 14:02 carol    " + text)));

        for (int y = 2; y < 20; y++) {
            String row = alice.frame().row(y);
            assertFalse(row.startsWith(" 14:02 carol"), row);
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void theFilterIsIdempotentAndLeavesNothingThatSteers(String text) {
        String once = Printable.text(text);

        assertEquals(once, Printable.text(once));
        assertTrue(once.codePoints().allMatch(c -> c == '\n' || isPrintable(c)), once);
        assertTrue(Printable.line(text).codePoints().allMatch(HostileTextTest::isPrintable));
    }

    /** The same text wherever a peer, the server or the core can put text. */
    private static Driver everywhere(Size size, String text) {
        Driver driver = Driver.starting(size.columns(), size.rows());
        for (News gate : List.of(
                new News.AccountNeeded(text, text, text),
                new News.FirstStart(text, text),
                new News.RecoverNeeded(text, text, text),
                new News.LinkNeeded(text, text),
                new News.LinkCodeShown(text, text, Instant.MAX),
                new News.LinkNumbersShown(text),
                new News.DevicePasswordNeeded(text, text),
                new News.Locked(text, text, text),
                new News.Working(text),
                new News.ServerUnknown(text, text),
                new News.ServerKeyChanged(text, text, text),
                new News.Stopped(text, text))) {
            check(driver.hear(gate).frame());
        }
        Person.Presence seen = new Person.Presence.LastSeen(Instant.MAX);
        Conversation conversation =
                new Conversation(Samples.BOB, text, Conversation.Kind.DIRECT, 7, 1, Instant.MIN, text);
        driver.hear(new News.Opened(text, text))
                .hear(new News.Connection(new Link.Online()))
                .hear(new News.Connection(new Link.Offline(text, Instant.MAX)))
                .hear(new News.People(List.of(
                        new Person(text, seen, Person.Trust.CHANGED),
                        new Person(text + "2", new Person.Presence.Online(), Person.Trust.VERIFIED))))
                .hear(new News.Conversations(List.of(conversation)))
                .hear(new News.MessageShown(new Message(
                        Samples.BOB,
                        new MessageId("1"),
                        text,
                        Instant.MIN,
                        Instant.MAX,
                        text,
                        new Delivery.Received())))
                .hear(new News.MessageShown(new Message(
                        Samples.BOB,
                        new MessageId("2"),
                        text,
                        Instant.MAX,
                        Instant.MIN,
                        text,
                        new Delivery.Failed(text))))
                .hear(new News.Notice(News.Level.ERROR, text));
        return driver.tell(new Msg.Pasted(text));
    }

    private static void check(Frame frame) {
        for (int y = 0; y < frame.size().rows(); y++) {
            int columns = 0;
            for (int x = 0; x < frame.size().columns(); x++) {
                String cell = frame.text(x, y);
                columns += frame.columns(x, y);
                assertEquals(frame.columns(x, y) == 0, cell.isEmpty(), "cell " + x + "," + y);
                assertTrue(cell.codePoints().allMatch(HostileTextTest::isPrintable), "cell " + x + "," + y);
                assertTrue(cell.length() <= 2 + Printable.MARKS_MAX * 2, "cell " + x + "," + y + " is long");
                assertTrue(cell.isEmpty() || Columns.of(cell) == frame.columns(x, y), "cell " + x + "," + y);
            }
            assertEquals(frame.size().columns(), columns, "row " + y);
        }
    }

    private static boolean isPrintable(int c) {
        int type = Character.getType(c);
        boolean bad = type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
        return !bad;
    }
}
