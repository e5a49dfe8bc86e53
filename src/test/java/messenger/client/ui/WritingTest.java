package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WritingTest {
    private final Driver alice = Driver.chatting(80, 24);

    @Test
    void typingAWordAndEnterSendsItAndClearsTheComposer() {
        alice.type("hello").press("Enter");

        assertEquals(List.of(new Command.Send(Samples.BOB, "hello")), alice.commands());
        assertEquals("", alice.composer());
    }

    @Test
    void enterOnAnEmptyOrBlankComposerSendsNothing() {
        alice.press("Enter").type("   ").press("Enter");

        assertEquals(List.of(), alice.commands());
    }

    @Test
    void ctrlJAndAltEnterBeginANewLineAndEnterSendsBoth() {
        alice.type("one")
                .press("Ctrl-J")
                .type("two")
                .press("Alt-Enter")
                .type("three")
                .press("Enter");

        assertEquals(List.of(new Command.Send(Samples.BOB, "one\ntwo\nthree")), alice.commands());
    }

    @Test
    void aPasteWithLineBreaksIsTextAndSendsNothingByItself() {
        alice.tell(new Msg.Pasted("first\r\nsecond\rthird\n"));

        assertEquals("first\nsecond\nthird\n", alice.composer());
        assertEquals(List.of(), alice.commands());
    }

    @Test
    void aPasteOfFiveThousandCharactersArrivesWhole() {
        alice.tell(new Msg.Pasted("x".repeat(5_000)));

        assertEquals(5_000, alice.composer().length());
    }

    @Test
    void textBeyondTheLimitIsLeftOutWithANotice() {
        alice.tell(new Msg.Pasted("x".repeat(Editor.CHARS_MAX - 1)));
        assertEquals(Editor.CHARS_MAX - 1, alice.composer().length());
        alice.type("y");
        assertEquals("", alice.notice());
        alice.type("z");

        assertEquals(Editor.CHARS_MAX, alice.composer().length());
        assertTrue(alice.composer().endsWith("xy"));
        assertTrue(alice.notice().contains("16000"), alice.notice());
    }

    @Test
    void aPasteIntoAListGoesToTheComposerAndNeverActsAsKeys() {
        alice.press("F2").tell(new Msg.Pasted("jjj\n"));

        assertEquals("jjj\n", alice.composer());
        assertEquals("bob", alice.current());
    }

    @Test
    void readlineKeysEditTheLine() {
        alice.type("one two three");
        alice.press("Ctrl-W").press("Ctrl-A").press("Alt-D").press("Ctrl-E").press("Ctrl-Y");
        assertEquals(" two one", alice.composer());

        alice.press("Ctrl-U");
        assertEquals("", alice.composer());
        alice.press("Ctrl-Y").press("Alt-B").press("Ctrl-K");
        assertEquals(" two ", alice.composer());
    }

    @Test
    void upAndDownMoveBetweenTheRowsOfTheComposer() {
        alice.type("first").press("Ctrl-J").type("second").press("Up").type("!");
        assertEquals("first!\nsecond", alice.composer());

        alice.press("Ctrl-A").press("Down").type("?");
        assertEquals("first!\n?second", alice.composer());
    }

    @Test
    void aMessageWithoutAConversationStaysInTheComposer() {
        Driver lonely = Driver.alone(80, 24).type("hello").press("Enter");

        assertEquals("hello", lonely.composer());
        assertEquals(List.of(), lonely.commands());
        assertTrue(lonely.notice().contains("F3"), lonely.notice());
    }

    @Test
    void draftsStayWithTheirConversationAndAreSavedWhenItIsLeft() {
        alice.type("for bob").press("Ctrl-N");
        assertEquals("", alice.composer());
        assertTrue(alice.commands().contains(new Command.SaveDraft(Samples.BOB, "for bob")));

        alice.press("Ctrl-P");
        assertEquals("for bob", alice.composer());
        alice.press("Ctrl-C").press("Ctrl-N");
        assertTrue(alice.commands().contains(new Command.SaveDraft(Samples.BOB, "")));
    }

    @Test
    void aDraftOfAnEarlierRunWaitsInItsConversation() {
        alice.press("Alt-4");

        assertEquals("dana", alice.current());
        assertEquals("about the release", alice.composer());
    }

    @Test
    void aMinuteLaterWhatWasTypedIsSaved() {
        alice.type("not lost").tell(new Msg.Tick(Driver.NOW.plusSeconds(60)));
        assertEquals(List.of(new Command.SaveDraft(Samples.BOB, "not lost")), alice.commands());

        alice.tell(new Msg.Tick(Driver.NOW.plusSeconds(120)));
        assertEquals(List.of(), alice.commands());
    }

    @Test
    void sendingASavedDraftForgetsIt() {
        alice.type("hi").tell(new Msg.Tick(Driver.NOW.plusSeconds(60)));
        alice.commands();
        alice.press("Enter");

        assertEquals(
                List.of(new Command.Send(Samples.BOB, "hi"), new Command.SaveDraft(Samples.BOB, "")), alice.commands());
    }

    @Test
    void tabCompletesANameAndACommand() {
        alice.type("hi @ca").press("Tab");
        assertEquals("hi @carol ", alice.composer());

        alice.press("Ctrl-C").type("/he").press("Tab");
        assertEquals("/help ", alice.composer());

        alice.press("Ctrl-C").type("/msg da").press("Tab");
        assertEquals("/msg dana ", alice.composer());
    }

    @Test
    void tabCompletesWhatCandidatesShareAndNamesThem() {
        alice.type("@b").press("Tab");

        assertEquals("@b", alice.composer());
        assertEquals("@bartholomew.the.third  @bob", alice.notice());
    }

    @Test
    void tabOnAnEmptyComposerGoesToTheNextPaneAndAround() {
        alice.press("Tab");
        assertEquals(Focus.CONVERSATIONS, alice.model().keyboard().focus());
        alice.press("Tab").press("Tab");
        assertEquals(Focus.COMPOSER, alice.model().keyboard().focus());
        alice.press("Shift-Tab");
        assertEquals(Focus.PEOPLE, alice.model().keyboard().focus());
    }
}
