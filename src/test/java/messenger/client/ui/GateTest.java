package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GateTest {
    private final Driver person = Driver.starting(80, 24);

    private String problem() {
        return ((Gate.Filling) person.model().gate()).form().problem();
    }

    @Test
    void aNewcomerFillsInTheFormWithEnterAlone() {
        person.hear(new News.AccountNeeded("127.0.0.1:1315", "", ""));
        person.type("alice")
                .press("Enter")
                .type("open sesame")
                .press("Enter")
                .type("open sesame")
                .press("Enter");

        Command.Register register = (Command.Register) person.commands().get(0);
        assertEquals("127.0.0.1:1315", register.server());
        assertEquals("alice", register.user());
        assertArrayEquals("open sesame".toCharArray(), register.password().chars());
        assertTrue(person.frame().toString().contains("Making your account"));
    }

    @Test
    void theFocusStartsInTheFirstEmptyField() {
        person.hear(new News.AccountNeeded("", "", ""));
        assertEquals(0, ((Gate.Filling) person.model().gate()).form().focus());
        person.hear(new News.AccountNeeded("s", "alice", ""));
        assertEquals(2, ((Gate.Filling) person.model().gate()).form().focus());
    }

    @Test
    void whatIsMissingOrDiffersIsSaidAndTheFocusGoesThere() {
        person.hear(new News.AccountNeeded("", "", ""));
        person.press("Up Enter");
        assertTrue(problem().contains("Which server"), problem());
        person.type("s:1").press("Up Enter");
        assertTrue(problem().contains("name"), problem());
        person.type("alice").press("Up Up Enter");
        assertTrue(problem().contains("Choose a password"), problem());
        person.type("one").press("Enter").type("two").press("Enter");
        assertTrue(problem().contains("differ"), problem());
        assertEquals(List.of(), person.commands());
    }

    @Test
    void unlockTakesThePasswordAndKeepsNoCopyInTheModel() {
        person.hear(new News.Locked("127.0.0.1:1315", "alice", ""));
        person.press("Enter");
        assertEquals("Type your password.", problem());

        person.type("sesam\uD83D\uDE80").press("Backspace").type("e").press("Enter");
        Command.Unlock unlock = (Command.Unlock) person.commands().get(0);
        assertArrayEquals("sesame".toCharArray(), unlock.password().chars());
        assertInstanceOf(Gate.Working.class, person.model().gate());
    }

    @Test
    void aPasswordIsNeverShownOrPrinted() {
        person.hear(new News.Locked("127.0.0.1:1315", "alice", "")).type("sesame");
        assertFalse(person.frame().toString().contains("sesame"));
        assertFalse(person.model().toString().contains("sesame"));

        person.press("Enter");
        assertFalse(person.commands().toString().contains("sesame"));
    }

    @Test
    void aClearedPasswordIsZero() {
        Password password = Password.of("sesame".toCharArray());
        password.clear();

        assertArrayEquals(new char[6], password.chars());
    }

    @Test
    void aWrongPasswordIsSaidAndTheFieldIsEmpty() {
        person.hear(new News.Locked("s", "alice", "")).type("wrong").press("Enter");
        person.hear(new News.Locked("s", "alice", "That is not the password."));

        assertTrue(person.frame().toString().contains("! That is not the password."));
        assertFalse(person.frame().toString().contains("\u2022"));
    }

    @Test
    void aServerIsTrustedOrDeclinedByItsFingerprint() {
        person.hear(new News.ServerUnknown("s:1", Samples.FINGERPRINT))
                .type("x")
                .type("y");
        assertEquals(List.of(new Command.TrustServer(Samples.FINGERPRINT)), person.commands());

        person.hear(new News.ServerUnknown("s:1", Samples.FINGERPRINT)).type("n");
        assertEquals(List.of(new Command.DeclineServer()), person.commands());
    }

    @Test
    void aChangedServerKeyShowsBothFingerprintsAndLeavesOnlyQuitting() {
        person.hear(new News.ServerKeyChanged("s:1", "aaaa 1111", "bbbb 2222"))
                .type("y\r")
                .press("Enter");
        assertTrue(person.frame().toString().contains("aaaa 1111"));
        assertTrue(person.frame().toString().contains("bbbb 2222"));
        assertEquals(List.of(), person.commands());

        person.press("Ctrl-C");
        assertEquals(List.of(new Command.Quit()), person.commands());
    }

    @Test
    void ctrlCInAFormClearsTheFieldThenQuitsWhenPressedTwice() {
        person.hear(new News.AccountNeeded("s", "", ""))
                .type("alice")
                .press("Ctrl-C")
                .press("Ctrl-C");
        assertFalse(person.model().leaving());
        person.press("Ctrl-C");
        assertTrue(person.model().leaving());
    }

    @Test
    void keysOfTheChatDoNothingBeforeItIsOpen() {
        person.hear(new News.Locked("s", "alice", ""))
                .press("F1")
                .press("F2")
                .press("Alt-A")
                .press("Ctrl-X");

        assertTrue(person.frame().toString().contains("unlock"));
        assertEquals(List.of(), person.commands());
    }

    @Test
    void aFieldTakesWhatFitsAndNotOneMore() {
        person.hear(new News.AccountNeeded("", "", ""));
        person.tell(new Msg.Pasted("x".repeat(Field.CHARS_MAX)));
        person.type("y");
        String text = ((Gate.Filling) person.model().gate()).form().text(Field.Role.SERVER);
        assertEquals("x".repeat(Field.CHARS_MAX), text);
    }

    @Test
    void aNameThatCannotBeIsSaidBeforeThePasswordIsTyped() {
        person.hear(new News.AccountNeeded("127.0.0.1:1315", "", ""));
        person.type("Alice!").press("Enter");
        assertTrue(person.frame().toString().contains("Choose a name"));
        assertEquals(
                "Alice!",
                ((Gate.Filling) person.model().gate()).form().focused().text());

        person.press("Ctrl-U");
        person.type("alice").press("Enter");
        assertFalse(person.frame().toString().contains("Choose a name"));
    }

    @Test
    void anUnlockFormShowsNoEmptyFields() {
        person.hear(new News.Locked("", "", ""));
        assertFalse(person.frame().toString().contains("Your name"));
        assertTrue(person.frame().toString().contains("Password"));
    }

    @Test
    void beingOfflineIsSaidOnceAndLeavesWhenTheLinkIsBack() {
        Driver alice = Driver.chatting(80, 24);
        Link offline = new Link.Offline("no route", Driver.NOW.plusSeconds(5));
        alice.hear(new News.Connection(offline));
        assertTrue(alice.notice().contains("no route"));
        assertEquals(0, alice.model().people().onlineCount());
        alice.hear(new News.Connection(new Link.Connecting())).hear(new News.Connection(offline));
        assertEquals(1, alice.model().notices().entries().size());
        alice.hear(new News.Connection(new Link.Connecting())).hear(new News.Connection(new Link.Online()));
        assertEquals("", alice.notice());
        assertFalse(alice.frame().toString().contains("offline"));
    }

    @Test
    void anInformationLeavesByItselfAndAWarningStays() {
        Driver alice = Driver.chatting(80, 24).hear(new News.Notice(News.Level.INFORMATION, "by the way"));
        alice.tell(new Msg.Tick(Driver.NOW.plusSeconds(59)));
        assertEquals("by the way", alice.notice());
        alice.tell(new Msg.Tick(Driver.NOW.plusSeconds(60)));
        assertEquals("", alice.notice());

        alice.hear(new News.Notice(News.Level.WARNING, "mind this"));
        alice.tell(new Msg.Tick(Driver.NOW.plusSeconds(600)));
        assertEquals("mind this", alice.notice());
        alice.press("Enter");
        assertEquals("", alice.notice());
    }
}
