package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import messenger.client.term.Depth;
import messenger.client.term.Themes;
import messenger.client.ui.News;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreferencesTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve(Preferences.FILE);
    }

    private Preferences preferences() {
        return new Preferences(folder);
    }

    private FirstLook look(String named) {
        return FirstLook.of(new Themes(ConfigFolder.themes(folder), Depth.SIXTEEN), named, preferences());
    }

    @Test
    void whereNothingWasChosenTheStandardHoldsAndNothingIsWrong() {
        assertEquals(new Preferences.Chosen("", ""), preferences().read());
        assertEquals("ansi", look("").theme().name());
        assertEquals(List.of(), look("").troubles());
    }

    @Test
    void whatWasChosenIsThereAtTheNextStartAndTheRestOfTheFileStays() throws IOException {
        Files.writeString(file(), "# mine\ntheme=dark\n");
        preferences().keepTheme("nord");

        assertEquals("# mine\ntheme = nord\n", Files.readString(file()));
        assertEquals("nord", look("").theme().name());
        try (var left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void theFolderIsMadeAndALinkStaysALink() throws IOException {
        Preferences deep = new Preferences(folder.resolve("a").resolve("b"));
        deep.keepTheme("dark");
        assertEquals("dark", deep.read().theme());

        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "");
        Files.createSymbolicLink(file(), elsewhere);
        preferences().keepTheme("nord");
        assertTrue(Files.isSymbolicLink(file()));
        assertEquals("theme = nord\n", Files.readString(elsewhere));

        Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("a"));
        new Preferences(linked).keepTheme("light");
        assertEquals("light", new Preferences(folder.resolve("a")).read().theme());
    }

    @Test
    void theCommandLineWinsOverWhatWasChosen() throws IOException {
        preferences().keepTheme("nord");

        assertEquals("dark", look("dark").theme().name());
        assertEquals("nord", preferences().read().theme());
    }

    @Test
    void aNameOnTheCommandLineThatNothingHasEndsTheCommand() {
        CommandFailure failure = assertThrows(CommandFailure.class, () -> look("no\u001B[31mne"));

        assertFalse(String.valueOf(failure.getMessage()).contains("\u001B"));
        assertTrue(String.valueOf(failure.getMessage()).contains("There are ansi, dark, light"));
    }

    @Test
    void aChosenThemeThatIsGoneOrBrokenIsToldAndTheStandardOneTaken() throws IOException {
        preferences().keepTheme("mine");
        assertTrue(look("").troubles().get(0).startsWith("The theme is ansi instead: there is no theme \"mine\""));

        Path theme = Files.createDirectory(ConfigFolder.themes(folder)).resolve("mine.properties");
        Files.writeString(theme, "fg = gren\n");
        for (String named : List.of("", "mine")) {
            FirstLook look = look(named);
            assertEquals("ansi", look.theme().name());
            assertEquals(
                    List.of("The theme is ansi instead: " + theme + ", line 1: \"gren\" is no colour."),
                    look.troubles());
        }
    }

    @Test
    void troublesAreToldOnceAndWhenTheChatIsOpen() throws IOException {
        preferences().keepTheme("gone");
        FirstLook look = look("");
        List<News> told = new ArrayList<>();
        Consumer<News> news = look.telling(told::add);
        News working = new News.Working("x");
        News opened = new News.Opened("alice", "h");

        news.accept(working);
        news.accept(opened);
        news.accept(opened);
        News notice = new News.Notice(News.Level.WARNING, look.troubles().get(0));
        assertEquals(List.of(working, opened, notice, opened), told);
    }

    @Test
    void aFileThatCannotBeUnderstoodIsToldAndNeverAnEnd() throws IOException {
        Files.writeString(file(), "theme = nord\nevil\u001B[31m = 1\nmore\n");
        assertEquals(
                file() + ", line 2: there is nothing to choose with \"evil\uFFFD[31m = 1\"; only \"theme = NAME\" is"
                        + " known.",
                preferences().read().problem());
        assertEquals("nord", look("").theme().name());

        Files.write(file(), new byte[] {'t', (byte) 0xFF});
        assertTrue(look("").troubles().get(0).contains("is not text in UTF-8"));
        assertThrows(IOException.class, () -> preferences().keepTheme("nord"));

        Files.delete(file());
        Files.createDirectory(file());
        assertTrue(look("").troubles().get(0).contains("is not a file that can be read"));
        assertEquals("ansi", look("").theme().name());
    }

    @Test
    void theFileIsReadUpToItsLimitAndNotBeyond() throws IOException {
        String text = "theme = nord\n#";
        for (int size = Preferences.FILE_BYTES_MAX - 1; size <= Preferences.FILE_BYTES_MAX; size++) {
            Files.writeString(file(), text + "x".repeat(size - text.length()));
            assertEquals(new Preferences.Chosen("nord", ""), preferences().read());
        }
        Files.writeString(file(), text + "x".repeat(Preferences.FILE_BYTES_MAX + 1 - text.length()));
        assertTrue(preferences().read().problem().contains("has more than 65536 bytes"));
        assertEquals("", preferences().read().theme());
    }

    @Test
    void theFolderIsThatOfTheXdgStandard() {
        assertEquals(Path.of("/x/messenger"), ConfigFolder.path(Map.of("XDG_CONFIG_HOME", "/x")));
        assertTrue(ConfigFolder.path(Map.of()).endsWith(Path.of(".config", "messenger")));
    }
}
