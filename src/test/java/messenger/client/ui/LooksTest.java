package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LooksTest {
    @Test
    void withoutANameTheCommandAndTheKeySayWhichThemesThereAreAndWhichIsOn() {
        String all = "The theme is ansi. /theme and a name changes it: ansi, dark, nord, monochrome.";

        assertEquals(all, Driver.chatting(80, 24).type("/theme").press("Enter").notice());
        Driver alice = Driver.chatting(80, 24).type("half a line").press("Ctrl-X T");
        assertEquals(all, alice.notice());
        assertEquals("half a line", alice.composer());
        assertEquals(Step.Shell.NOTHING, alice.shell());
    }

    @Test
    void aNameIsAWishToTheTerminalAndNothingForTheCore() {
        Driver alice = Driver.chatting(80, 24).type("/theme nord").press("Enter");

        assertEquals(new Step.Shell.Look("nord"), alice.shell());
        assertEquals(List.of(), alice.commands());
        assertEquals("", alice.composer());
        assertEquals("ansi", alice.model().looks().theme());
    }

    @Test
    void whatTheTerminalDidIsToldAndListedFromThenOn() {
        Driver alice = Driver.chatting(80, 24);
        alice.tell(new Msg.Looked(new Looks("mine", List.of("ansi", "mine"))));

        assertEquals("The theme is mine now.", alice.notice());
        assertTrue(alice.type("/theme").press("Enter").notice().endsWith("ansi, mine."), alice.notice());
    }

    @Test
    void tabCompletesTheNamesOfThemes() {
        Driver alice = Driver.chatting(80, 24).type("/theme no").press("Tab");
        assertEquals("/theme nord ", alice.composer());
        assertEquals(new Step.Shell.Look("nord"), alice.press("Enter").shell());

        Driver bob = Driver.chatting(80, 24).type("/theme ").press("Tab");
        assertEquals("ansi  dark  monochrome  nord", bob.notice());
    }
}
