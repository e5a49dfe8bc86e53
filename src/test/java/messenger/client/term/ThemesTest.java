package messenger.client.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import messenger.client.ui.Printable;
import messenger.client.ui.Slot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThemesTest {
    @TempDir
    Path folder;

    private Themes themes = new Themes(Path.of("no-such-folder"), Depth.SIXTEEN);

    @BeforeEach
    void open() {
        themes = new Themes(folder, Depth.SIXTEEN);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String refused(String name) {
        return String.valueOf(assertThrows(Theme.BrokenThemeException.class, () -> themes.load(name))
                .getMessage());
    }

    @Test
    void ownThemesAreNamedAfterThoseOfTheJarAndCanBeUsed() throws Exception {
        write("mine.properties", "fg = white on blue\n");
        write("Berry_2.properties", "fg = default\n");
        write("notes.txt", "");

        List<String> all = new ArrayList<>(Theme.NAMES);
        all.addAll(List.of("Berry_2", "mine"));
        assertEquals(all, themes.names());
        assertEquals("37;44", themes.load("mine").style(Slot.FG).parameters());
        assertEquals("mine", themes.load("mine").name());
    }

    @Test
    void aNameOfTheJarAlwaysMeansTheThemeOfTheJar() throws Exception {
        write("ansi.properties", "nonsense\n");

        assertEquals(Theme.NAMES, themes.names());
        assertEquals("", themes.load("ansi").style(Slot.FG).parameters());
    }

    @Test
    void withoutAFolderThereAreTheThemesOfTheJar() {
        themes = new Themes(folder.resolve("none"), Depth.SIXTEEN);

        assertEquals(Theme.NAMES, themes.names());
        assertTrue(themes.has("nord"));
        assertFalse(themes.has("mine"));
    }

    @Test
    void aBrokenUserThemeIsNamedWithFileAndLine() throws IOException {
        Path file = write("mine.properties", "# mine\nfg = default\naccent = grene\n");

        assertEquals(file + ", line 3: \"grene\" is no colour", refused("mine"));
        assertTrue(themes.has("mine"));
    }

    @Test
    void whatIsNoThemeIsSaidWithTheNamesThereAre() {
        assertEquals("there is no theme \"nrod\"; there are " + String.join(", ", Theme.NAMES), refused("nrod"));
    }

    @Test
    void aNameNeverLeadsOutOfTheFolder() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        write("mine.properties", "fg = default\n");
        themes = new Themes(inner, Depth.SIXTEEN);

        for (String name : List.of("../mine", "..", "", ".", "mine\u0000", "/etc/passwd", "a".repeat(33))) {
            assertFalse(themes.has(name), name);
            assertTrue(refused(name).startsWith("there is no theme \""), name);
        }
    }

    @Test
    void aFolderOrAPipeOfThatNameIsNoTheme() throws IOException {
        Files.createDirectory(folder.resolve("mine.properties"));

        assertFalse(themes.has("mine"));
        assertEquals(Theme.NAMES, themes.names());
    }

    @Test
    void aFileIsReadUpToItsLimitAndNotBeyond() throws Exception {
        String text = "fg = white on blue\n#";
        write("below.properties", text + "x".repeat(Themes.FILE_BYTES_MAX - 1 - text.length()));
        write("at.properties", text + "x".repeat(Themes.FILE_BYTES_MAX - text.length()));
        Path above = write("above.properties", text + "x".repeat(Themes.FILE_BYTES_MAX + 1 - text.length()));

        assertEquals("37;44", themes.load("below").style(Slot.FG).parameters());
        assertEquals("37;44", themes.load("at").style(Slot.FG).parameters());
        assertEquals(above + " has more than 65536 bytes", refused("above"));
    }

    @Test
    void onlySoManyOwnThemesAreListedButAllCanBeUsed() throws Exception {
        for (int i = 0; i <= Themes.LISTED_MAX; i++) {
            write("t" + (100 + i) + ".properties", "fg = default\n");
        }

        assertEquals(Theme.NAMES.size() + Themes.LISTED_MAX, themes.names().size());
        assertEquals(
                "t" + (100 + Themes.LISTED_MAX),
                themes.load("t" + (100 + Themes.LISTED_MAX)).name());
    }

    @Test
    void nothingInAFileOrItsNameReachesATerminalUnfiltered() throws IOException {
        String hostile = "\u001B]2;owned\u0007\u009B31m\u202E";
        write("e\u001B[31m.properties", "fg = default\n");
        for (String line : List.of(hostile, hostile + " = red", "fg = " + hostile, "fg = " + "x".repeat(9_000))) {
            write("mine.properties", line + "\n");
            String said = refused("mine");
            assertEquals(Printable.line(said), said);
            assertTrue(said.contains("mine.properties, line 1: "), said);
            assertTrue(said.length() < folder.toString().length() + 120, said);
        }
        assertTrue(themes.names().contains("mine"));
        assertEquals(Theme.NAMES.size() + 1, themes.names().size());
    }
}
