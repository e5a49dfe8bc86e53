package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.client.ui.Command.Verdict;
import org.junit.jupiter.api.Test;

/** The own devices, the password, the recovery code, and the end of the account. */
final class AccountTest {
    private final Driver alice = Driver.chatting(80, 24).hear(TrustSamples.contacts());

    private String screen() {
        return alice.frame().toString();
    }

    @Test
    void aDeviceIsRemovedAfterAQuestionThatNamesWhatIsLost() {
        alice.type("/devices").press("Enter");
        assertEquals(List.of(new Command.ShowDevices()), alice.commands());
        alice.press("r").hear(TrustSamples.devices(Driver.NOW)).press("r");
        assertTrue(screen().contains("device in front of you"), screen());

        alice.press("j r");
        assertTrue(screen().contains("not fetched is lost"), screen());
        alice.press("y");
        assertEquals(List.of(new Command.RemoveDevice("2")), alice.commands());
        assertInstanceOf(Devices.class, alice.model().dialog());

        alice.hear(new News.Refused("Only the primary device can do that."));
        assertTrue(screen().contains("! Only the primary"), screen());
        alice.press("k k k j j j j j r").press("n");
        assertEquals(List.of(), alice.commands());
    }

    @Test
    void linkingAsksForCodeAndPasswordAndThenForTheNumbers() {
        alice.type("/link").press("Enter").press("Up").press("Enter");
        assertTrue(screen().contains("Type or paste the code"), screen());
        alice.tell(new Msg.Pasted("link K7QM2\nXTA9B"))
                .press("Enter")
                .type("sesame")
                .press("Enter");
        Command.LinkDevice link = (Command.LinkDevice) alice.commands().get(0);
        assertArrayEquals("link K7QM2XTA9B".toCharArray(), link.code().chars());
        assertArrayEquals("sesame".toCharArray(), link.password().chars());

        alice.hear(new News.LinkNumbersShown("481 920")).press("y").press("y");
        assertEquals(List.of(new Command.LinkCompared(Verdict.EQUAL)), alice.commands());
        alice.hear(new News.Done("The device is linked."));
        assertEquals(NoDialog.NONE, alice.model().dialog());
        assertEquals("The device is linked.", alice.notice());
    }

    @Test
    void numbersOfALinkNobodyBeganOpenNothing() {
        alice.hear(new News.LinkNumbersShown("481 920")).type("y");
        assertEquals("y", alice.composer());
        assertEquals(List.of(), alice.commands());
    }

    @Test
    void leavingTheNumbersIsANo() {
        alice.press("Ctrl-X i").type("C").press("Enter").type("p").press("Enter");
        alice.hear(new News.LinkNumbersShown("481 920"));
        alice.commands();
        alice.press("Ctrl-C");
        assertEquals(List.of(new Command.LinkCompared(Verdict.DIFFERENT)), alice.commands());
    }

    @Test
    void aRefusedLinkShowsTheFormAgainWithoutWhatWasSecret() {
        alice.press("Ctrl-X i").type("CODE").press("Enter").type("p").press("Enter");
        alice.hear(new News.Refused("Nobody waits with that code."));
        assertTrue(screen().contains("! Nobody waits"), screen());
        assertFalse(screen().contains("CODE"), screen());
    }

    @Test
    void thePasswordIsChangedWhenBothNewOnesAreEqual() {
        alice.type("/passwd").press("Enter");
        alice.type("old").press("Enter").type("new").press("Enter").type("nev").press("Enter");
        assertTrue(screen().contains("differ"), screen());
        alice.press("Backspace").type("w").press("Enter");
        Command.ChangePassword change =
                (Command.ChangePassword) alice.commands().get(0);
        assertArrayEquals("old".toCharArray(), change.old().chars());
        assertArrayEquals("new".toCharArray(), change.fresh().chars());

        alice.hear(new News.Refused("That is not your password."));
        assertTrue(screen().contains("! That is not your password."), screen());
        assertFalse(screen().contains("\u2022"), screen());
    }

    @Test
    void theAccountIsDeletedOnlyWithItsNameAndThePassword() {
        alice.type("/delete-account")
                .press("Enter")
                .type("bob")
                .press("Enter")
                .type("p")
                .press("Enter");
        assertTrue(screen().contains("Type your own name, alice"), screen());
        assertEquals(List.of(), alice.commands());
        alice.press("Ctrl-U").type("alice").press("Enter").press("Enter");
        assertInstanceOf(Command.DeleteAccount.class, alice.commands().get(0));

        alice.hear(new News.Stopped("Your account is deleted.", "Nothing is left here."));
        assertTrue(screen().contains("Your account is deleted."), screen());
    }

    @Test
    void theRecoveryCodeIsShownForThePasswordAndErasedWhenLeft() {
        alice.type("/recovery").press("Enter").type("p").press("Enter");
        assertInstanceOf(Command.ShowRecovery.class, alice.commands().get(0));
        Password code = TrustSamples.code();
        alice.hear(new News.RecoveryCodeShown(code, News.Occasion.ASKED));
        assertTrue(screen().contains("recovery K7QM2 XTA9B"), screen());
        assertFalse(alice.model().toString().contains("K7QM"));
        alice.press("q");
        assertArrayEquals(new char[code.length()], code.chars());
    }

    @Test
    void aRecoveryCodeThatNobodyWaitsForIsErased() {
        Password code = TrustSamples.code();
        alice.hear(new News.RecoveryCodeShown(code, News.Occasion.ASKED));
        assertFalse(screen().contains("K7QM"));
        assertArrayEquals(new char[code.length()], code.chars());
    }

    @Test
    void aFormThatIsLeftErasesWhatWasTyped() {
        alice.press("Ctrl-X p").type("old");
        Password typed = alice.model().form().orElseThrow().secret(Field.Role.PASSWORD);
        assertFalse(alice.model().toString().contains("old"));
        alice.press("Ctrl-C").press("Ctrl-C");
        assertArrayEquals(new char[3], typed.chars());
        assertEquals(NoDialog.NONE, alice.model().dialog());
    }

    @Test
    void whatHappenedMeanwhileIsSaid() {
        alice.hear(new News.FailedTries(1));
        assertTrue(alice.notice().startsWith("1 wrong password was tried"), alice.notice());
        alice.hear(new News.FailedTries(3));
        assertTrue(alice.notice().startsWith("3 wrong passwords were tried"), alice.notice());
        alice.hear(new News.VaultRestored());
        assertTrue(alice.notice().contains("older copy"), alice.notice());
    }
}
