package messenger.client.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import messenger.client.ui.Delivery;
import messenger.client.ui.Driver;
import messenger.client.ui.Frame;
import messenger.client.ui.Message;
import messenger.client.ui.Msg;
import messenger.client.ui.News;
import messenger.client.ui.Samples;
import messenger.client.ui.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputStageTest {
    private static final Theme ANSI = Theme.named("ansi", Depth.SIXTEEN);

    /** A chat full of lines, so that a new one scrolls. */
    private static Driver full(int columns, int rows) {
        Driver driver = Driver.chatting(columns, rows);
        List<Message> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String text =
                    "line " + i + " about something that somebody has done today, " + Math.floorMod(i * 7919, 1000);
            lines.add(
                    Samples.from(i % 3 == 0 ? "bob" : "carol", Samples.BOB, "f" + i, Driver.NOW.plusSeconds(i), text));
        }
        return driver.hear(new News.HistoryPage(Samples.BOB, lines, News.More.OLDER_EXIST))
                .hear(new News.MessageShown(line("0", "the first line of the next part of the talk")));
    }

    private static Message line(String id, String text) {
        return Samples.from("bob", Samples.BOB, "n" + id, Driver.NOW.plusSeconds(200), text);
    }

    private static int bytes(OutputStage stage, Driver driver) {
        return stage.paint(driver.frame()).length;
    }

    @ParameterizedTest
    @ValueSource(strings = {"40x10", "80x24", "100x30", "140x40", "200x60"})
    void aTypedLetterCostsOneByteAndNoKeyMoreThanEight(String size) {
        String[] sides = size.split("x", -1);
        Driver alice = full(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        OutputStage stage = new OutputStage(ANSI);
        bytes(stage, alice);

        assertTrue(bytes(stage, alice.type("h")) <= 8, "the first letter");
        for (char c : "ello there alice".toCharArray()) {
            assertEquals(1, bytes(stage, alice.type(String.valueOf(c))), "letter " + c);
        }
        assertEquals(2, bytes(stage, alice.type("\u00E9")), "a letter of two bytes");
        assertTrue(bytes(stage, alice.press("Backspace")) <= 8, "backspace");
        assertTrue(bytes(stage, alice.press("Left")) <= 8, "left");
        assertTrue(bytes(stage, alice.press("Right")) <= 8, "right");
        assertTrue(bytes(stage, alice.press("Ctrl-A")) <= 8, "to the start");
        assertTrue(bytes(stage, alice.press("Ctrl-E")) <= 8, "to the end");
    }

    @Test
    void aNewChatLineStaysWithinItsBudget() {
        Driver small = full(80, 24);
        Driver large = full(200, 60);
        OutputStage smallStage = new OutputStage(ANSI);
        OutputStage largeStage = new OutputStage(ANSI);
        bytes(smallStage, small);
        bytes(largeStage, large);
        String text = "deploy is green again, thank you all";

        int at80 = bytes(smallStage, small.hear(new News.MessageShown(line("x", text))));
        int at200 = bytes(largeStage, large.hear(new News.MessageShown(line("x", text))));
        assertTrue(at80 <= 600, "80x24 took " + at80 + " bytes");
        assertTrue(at200 <= 450, "200x60 took " + at200 + " bytes");
    }

    @Test
    void aThemeWithABackgroundScrollsTooAndDrawsOnlyTheNewRow() {
        for (String name : Theme.NAMES) {
            Driver small = full(80, 24);
            Driver large = full(200, 60);
            OutputStage smallStage = new OutputStage(Theme.named(name, Depth.TRUE_COLOUR));
            OutputStage largeStage = new OutputStage(Theme.named(name, Depth.TRUE_COLOUR));
            bytes(smallStage, small);
            bytes(largeStage, large);

            int at80 = bytes(smallStage, small.hear(new News.MessageShown(line("x", "green again"))));
            int at200 = bytes(largeStage, large.hear(new News.MessageShown(line("x", "green again"))));
            assertTrue(at80 <= 200, name + " at 80x24 took " + at80 + " bytes");
            assertTrue(at200 <= 900, name + " at 200x60 took " + at200 + " bytes");
        }
    }

    @Test
    void aDeliveryMarkCostsAFewBytes() {
        Driver alice = full(200, 60);
        alice.hear(new News.MessageShown(Samples.own(Samples.BOB, "o", Driver.NOW, "mine", new Delivery.Pending())));
        OutputStage stage = new OutputStage(ANSI);
        bytes(stage, alice);
        alice.hear(new News.MessageShown(Samples.own(Samples.BOB, "o", Driver.NOW, "mine", new Delivery.Stored())));

        int taken = bytes(stage, alice);
        assertTrue(taken > 0 && taken <= 40, "took " + taken + " bytes");
    }

    @Test
    void nothingChangedMeansNothingWritten() {
        Driver alice = full(80, 24);
        OutputStage stage = new OutputStage(ANSI);
        bytes(stage, alice);

        assertEquals(0, bytes(stage, alice));
        assertEquals(0, bytes(stage, alice.tell(new Msg.Tick(Driver.NOW))));
    }

    @Test
    void largeFramesAreSynchronizedAndSmallOnesAreNot() {
        Driver alice = full(80, 24);
        OutputStage stage = new OutputStage(ANSI);
        String first = new String(stage.paint(alice.frame()), StandardCharsets.UTF_8);
        String second = new String(stage.paint(alice.type("x").frame()), StandardCharsets.UTF_8);

        assertTrue(first.startsWith("\u001B[?2026h") && first.contains("\u001B[?2026l"));
        assertTrue(second.endsWith("x") && second.length() <= 8, second);
    }

    @Test
    void theTerminalShowsEveryFrameOfARandomSession() {
        for (Size size : List.of(new Size(40, 10), new Size(80, 24), new Size(144, 40))) {
            session(ANSI, size, 31L * size.columns(), 60);
        }
        session(Theme.named("dark", Depth.TRUE_COLOUR), new Size(144, 40), 7, 60);
    }

    @Test
    @Tag("slow")
    void theTerminalShowsEveryFrameOfManyRandomSessions() {
        for (String name : Theme.NAMES) {
            for (Depth depth : Depth.values()) {
                for (Size size : List.of(new Size(40, 10), new Size(80, 24), new Size(100, 30), new Size(200, 60))) {
                    session(
                            Theme.named(name, depth),
                            size,
                            1_000L * size.columns() + depth.name().length(),
                            300);
                }
            }
        }
    }

    private static void session(Theme theme, Size size, long seed, int steps) {
        Random random = new Random(seed);
        Driver driver = Driver.chatting(size.columns(), size.rows());
        OutputStage stage = new OutputStage(theme);
        VirtualScreen screen = new VirtualScreen(size.columns(), size.rows());
        for (int step = 0; step < steps; step++) {
            act(driver, random, step);
            if (driver.model().leaving()) {
                return;
            }
            Frame frame = driver.frame();
            screen.write(stage.paint(frame));
            assertEquals("", screen.difference(frame, theme), size + ", seed " + seed + ", step " + step);
        }
    }

    private static final List<String> TEXTS = List.of(
            "hello",
            "\u4F60\u597D \uD83D\uDE80",
            "e\u0331x",
            "\u001B[2J\u009B",
            "two\nlines",
            "\u2705 done",
            "@alice look",
            "x".repeat(90));

    private static final List<String> KEYS = List.of(
            "F2",
            "F3",
            "F1",
            "PgUp",
            "PgDn",
            "Alt-A",
            "Ctrl-N",
            "Alt-End",
            "Enter",
            "Backspace",
            "Ctrl-X",
            "Ctrl-J",
            "Ctrl-U",
            "j");

    private static void act(Driver driver, Random random, int step) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        switch (random.nextInt(5)) {
            case 0 -> driver.type(text);
            case 1 -> driver.press(KEYS.get(random.nextInt(KEYS.size())));
            case 2 -> driver.hear(new News.Notice(News.Level.WARNING, text));
            default -> driver.hear(new News.MessageShown(line("r" + step, text + " " + step)));
        }
    }

    @Test
    void aWideCharacterHalfCoveredIsReplacedWhole() {
        Driver alice = Driver.chatting(80, 24);
        VirtualScreen screen = new VirtualScreen(80, 24);
        OutputStage stage = new OutputStage(ANSI);
        for (String text : List.of("\u4F60\u597D\u4F60\u597D", "a\u4F60\u597D\u4F60", "ab\u4F60", "\u4F60")) {
            alice.press("Ctrl-U").tell(new Msg.Pasted(text));
            screen.write(stage.paint(alice.frame()));
            assertEquals("", screen.difference(alice.frame(), ANSI), text);
        }
    }
}
