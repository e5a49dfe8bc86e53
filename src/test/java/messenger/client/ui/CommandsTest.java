package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandsTest {
    private final Driver alice = Driver.chatting(80, 24);

    private Driver enter(String line) {
        return alice.type(line).press("Enter");
    }

    @Test
    void msgToAKnownPersonOpensTheConversationAndSends() {
        enter("/msg carol are you there?");

        assertEquals("carol", alice.current());
        assertTrue(alice.commands().contains(new Command.Send(Samples.CAROL, "are you there?")));
    }

    @Test
    void msgToSomebodyNewAsksTheCoreToSend() {
        enter("/msg frank hello");

        assertEquals(List.of(new Command.SendTo("frank", "hello")), alice.commands());
        assertEquals("", alice.composer());
    }

    @Test
    void msgWithANameAloneOpensOrStartsTheConversation() {
        enter("/msg @erin");
        assertEquals(List.of(new Command.StartConversation("erin")), alice.commands());

        enter("/msg carol");
        assertEquals("carol", alice.current());
    }

    @Test
    void msgWithoutANameOrToOneselfExplainsItself() {
        enter("/msg");
        assertTrue(alice.notice().contains("/msg NAME TEXT"), alice.notice());

        alice.press("Ctrl-C");
        enter("/msg alice hi");
        assertTrue(alice.notice().contains("That is you"), alice.notice());
    }

    @Test
    void anUnknownCommandIsNamedAndStaysInTheComposer() {
        enter("/dance now");

        assertEquals("/dance now", alice.composer());
        assertTrue(alice.notice().contains("/dance"), alice.notice());
        assertEquals(List.of(), alice.commands());
    }

    @Test
    void twoSlashesSendATextThatBeginsWithOne() {
        enter("//etc/hosts");

        assertEquals(List.of(new Command.Send(Samples.BOB, "/etc/hosts")), alice.commands());
    }

    @Test
    void usersShowsThePeopleAndAsksForFreshOnes() {
        enter("/users");

        assertEquals(Focus.PEOPLE, alice.model().keyboard().focus());
        assertEquals(List.of(new Command.RefreshPeople()), alice.commands());
    }

    @Test
    void historyAsksForOlderMessagesOnceAndChecksItsNumber() {
        enter("/history 50");
        enter("/history 50");
        assertEquals(List.of(new Command.LoadOlder(Samples.BOB, new MessageId("1"), 50)), alice.commands());

        for (String bad : List.of("0", "x", "20001", "-1", "999999")) {
            alice.press("Ctrl-C");
            enter("/history " + bad);
            assertTrue(alice.notice().contains("from 1 to 20000"), bad);
        }
    }

    @Test
    void clearEmptiesTheViewAndHistoryBringsItBack() {
        enter("/clear");
        assertFalse(alice.frame().toString().contains("deploy is green"));
        assertEquals(List.of(), alice.commands());

        enter("/history");
        assertEquals(List.of(new Command.LoadLatest(Samples.BOB, Sending.PAGE)), alice.commands());
    }

    @Test
    void helpShowsTheHelpAndQGivesTheChatBack() {
        enter("/help");
        assertTrue(alice.frame().toString().contains("Send the message"));

        alice.press("q").type("hi");
        assertFalse(alice.frame().toString().contains("Send the message"));
        assertEquals("hi", alice.composer());
    }

    @Test
    void quitAndExitSaveAndLeave() {
        for (String word : List.of("/quit", "/exit")) {
            Driver driver = Driver.chatting(80, 24).type(word).press("Enter");

            assertEquals(List.of(new Command.Quit()), driver.commands());
            assertTrue(driver.model().leaving());
        }
    }

    @Test
    void ctrlCClosesThenClearsThenQuitsWhenPressedTwice() {
        alice.type("text").press("F2").press("F1");
        alice.press("Ctrl-C");
        assertEquals(Keyboard.Overlay.NONE, alice.model().keyboard().overlay());
        alice.press("Ctrl-C");
        assertEquals(Focus.COMPOSER, alice.model().keyboard().focus());
        alice.press("Ctrl-C");
        assertEquals("", alice.composer());
        alice.press("Ctrl-C");
        assertFalse(alice.model().leaving());
        assertEquals("Press Ctrl-C again to quit.", alice.notice());
        alice.press("Ctrl-C");
        assertTrue(alice.model().leaving());
        assertEquals(List.of(new Command.Quit()), alice.commands());
    }

    @Test
    void anyOtherKeyBetweenTwoCtrlCMeansStaying() {
        alice.press("Ctrl-C").type("x").press("Backspace").press("Ctrl-C");

        assertFalse(alice.model().leaving());
    }

    @Test
    void whatCtrlCClearedCanBePutBack() {
        alice.type("precious").press("Ctrl-C").press("Ctrl-Y");

        assertEquals("precious", alice.composer());
    }

    @Test
    void aHangupSavesWhatWasTypedBeforeItQuits() {
        alice.type("half a sent").tell(new Msg.Hangup());

        assertEquals(List.of(new Command.SaveDraft(Samples.BOB, "half a sent"), new Command.Quit()), alice.commands());
    }

    @Test
    void redrawAndSuspendAreWishesToTheTerminalOnly() {
        assertEquals(new Step.Shell.Redraw(), alice.press("Ctrl-L").shell());
        assertEquals(new Step.Shell.Suspend(), alice.press("Ctrl-Z").shell());
        assertEquals(List.of(), alice.commands());
    }
}
