package messenger.client.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import messenger.client.ui.Command;
import messenger.client.ui.Driver;
import messenger.client.ui.Key;
import messenger.client.ui.Looks;
import messenger.client.ui.Msg;
import messenger.client.ui.News;
import messenger.client.ui.Samples;
import messenger.client.ui.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screen changes its theme while it runs; a driver is told the same and says what has to be seen. */
final class LiveThemeTest {
    private static final Host HOST = new Host() {
        @Override
        public Size size() {
            return new Size(80, 24);
        }

        @Override
        public void raw() {}

        @Override
        public void restore() {}

        @Override
        public void suspend() {}
    };

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final VirtualScreen seen = new VirtualScreen(80, 24);
    private final List<Command> commands = new ArrayList<>();
    private final Driver expected = Driver.starting(80, 24);
    private Themes themes = new Themes(Path.of("no-such-folder"), Depth.TRUE_COLOUR);
    private final ChatTerminal terminal = ChatTerminal.on(new ByteArrayInputStream(new byte[0]), out, HOST);
    private Screen screen = screen();

    @BeforeEach
    void open() throws IOException {
        themes = new Themes(folder, Depth.TRUE_COLOUR);
        screen = screen();
        terminal.enter();
        out.reset();
        screen.resized();
        Samples.chat(Driver.NOW).forEach(news -> both(new Msg.Heard(news)));
        commands.clear();
    }

    private Screen screen() {
        return new Screen(
                terminal, themes, Theme.named("ansi", Depth.TRUE_COLOUR), ZoneOffset.UTC, commands::add, Driver.NOW);
    }

    private void both(Msg msg) {
        screen.update(msg);
        expected.tell(msg);
    }

    private void writes(String line) {
        both(new Msg.Typed(line));
        both(new Msg.Pressed(new Key("Enter")));
    }

    private String differenceIn(String theme) throws Theme.BrokenThemeException {
        screen.paint();
        seen.write(out.toByteArray());
        out.reset();
        return seen.difference(expected.frame(), themes.load(theme));
    }

    @Test
    void theWholeScreenIsInTheNewThemeAtOnceAndTheChoiceIsKept() throws Exception {
        assertEquals("", differenceIn("ansi"));
        for (String theme : Theme.NAMES) {
            writes("/theme " + theme);
            expected.tell(new Msg.Looked(new Looks(theme, themes.names())));

            assertEquals("", differenceIn(theme), theme);
            assertEquals(List.of(new Command.KeepTheme(theme)), commands);
            commands.clear();
        }
    }

    @Test
    void anOwnThemeThatWasPutThereWhileWeRunCanBeUsedAndIsChangedByNamingItAgain() throws Exception {
        Files.writeString(folder.resolve("mine.properties"), "fg = #ffffff on #000040\n");
        writes("/theme mine");
        expected.tell(new Msg.Looked(new Looks("mine", themes.names())));
        assertEquals("", differenceIn("mine"));

        Files.writeString(folder.resolve("mine.properties"), "fg = #ffffff on #400000\n");
        writes("/theme mine");
        expected.tell(new Msg.Looked(new Looks("mine", themes.names())));
        assertEquals("", differenceIn("mine"));
    }

    @Test
    void aThemeThatCannotBeUsedLeavesTheLastGoodOneAndSaysWhy() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.properties"), "fg = default\nborder = gren\n");
        writes("/theme mine");

        String why = "The theme stays ansi: " + file + ", line 2: \"gren\" is no colour.";
        expected.hear(new News.Notice(News.Level.WARNING, why));
        assertEquals("", differenceIn("ansi"));
        assertEquals(List.of(), commands);
        assertTrue(expected.frame().toString().contains("The theme stays ansi"));
    }
}
