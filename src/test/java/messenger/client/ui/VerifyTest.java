package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.client.ui.Command.Decision;
import messenger.client.ui.Command.Verdict;
import messenger.client.ui.Contact.Standing;
import messenger.client.ui.Person.Trust;
import org.junit.jupiter.api.Test;

/** Whom am I talking to: safety numbers, short numbers, and keys that changed. */
final class VerifyTest {
    private final Driver alice = Driver.chatting(80, 24).hear(TrustSamples.contacts());

    private String screen() {
        return alice.frame().toString();
    }

    private void atDana() {
        alice.press("Ctrl-X 4").press("Ctrl-U");
        alice.commands();
    }

    @Test
    void nothingCanBeConfirmedBeforeTheNumberIsThere() {
        alice.press("Ctrl-X v").press("y");
        assertEquals(List.of(new Command.ShowSafety("bob")), alice.commands());

        alice.hear(TrustSamples.safety("carol", News.Whose.PINNED)).press("y");
        assertEquals(List.of(), alice.commands());

        alice.hear(TrustSamples.safety("bob", News.Whose.PINNED)).press("y");
        assertEquals(List.of(new Command.ConfirmSafety("bob", "account-of-bob")), alice.commands());
    }

    @Test
    void aNumberThatNobodyWaitsForOpensNothing() {
        alice.hear(TrustSamples.safety("bob", News.Whose.PINNED)).type("yes");
        assertEquals("yes", alice.composer());
        assertEquals(List.of(), alice.commands());
    }

    @Test
    void numbersThatDifferTakeTheVerificationAwayAndSayWhatItMeans() {
        alice.press("Ctrl-X v").hear(TrustSamples.safety("bob", News.Whose.PINNED));
        alice.commands();
        alice.press("n");
        assertEquals(List.of(new Command.Decide("bob", Decision.UNVERIFY)), alice.commands());
        assertTrue(alice.notice().contains("somebody may be between"), alice.notice());
    }

    @Test
    void shortNumbersAreComparedWhenBothAgree() {
        alice.press("Ctrl-X v").hear(TrustSamples.safety("bob", News.Whose.PINNED));
        alice.commands();
        alice.press("c").press("y");
        assertEquals(List.of(new Command.CompareNumbers("bob")), alice.commands());

        alice.hear(new News.ComparisonShown("carol", "1")).press("y");
        assertEquals(List.of(), alice.commands());
        alice.hear(new News.ComparisonShown("bob", "491 730 852")).press("y").press("y");
        assertEquals(List.of(new Command.NumbersCompared("bob", Verdict.EQUAL)), alice.commands());

        alice.hear(new News.ComparisonEnded("bob", News.Outcome.EQUAL));
        assertTrue(screen().contains("bob is verified"), screen());
        alice.press("q");
        assertEquals(NoDialog.NONE, alice.model().dialog());
    }

    @Test
    void differentShortNumbersAreAnError() {
        alice.type("/verify bob").press("Enter").hear(TrustSamples.safety("bob", News.Whose.PINNED));
        alice.press("c").hear(new News.ComparisonShown("bob", "491 730 852"));
        alice.commands();
        alice.press("n");
        assertEquals(List.of(new Command.NumbersCompared("bob", Verdict.DIFFERENT)), alice.commands());
        alice.press("q").hear(new News.ComparisonEnded("bob", News.Outcome.DIFFERENT));
        assertTrue(alice.notice().contains("somebody may be between"), alice.notice());
    }

    @Test
    void theWishOfTheOtherSideIsANoticeWithItsKeysAndNothingElse() {
        alice.type("c").hear(new News.ComparisonWanted("bob"));
        assertTrue(alice.notice().contains("Ctrl-X v, then c"), alice.notice());
        assertEquals(NoDialog.NONE, alice.model().dialog());

        alice.press("Ctrl-X v").hear(TrustSamples.safety("bob", News.Whose.PINNED));
        assertTrue(screen().contains("press c"), screen());
        alice.press("c");
        assertFalse(alice.model().contacts().wishes().contains("bob"));
    }

    @Test
    void t20AChangedKeyBlocksSendingAndKeepsTheText() {
        atDana();
        assertTrue(screen().contains("! The key of dana changed"), screen());
        assertTrue(screen().contains("blocked, the key changed"), screen());
        alice.type("secret plan").press("Enter");

        assertEquals("secret plan", alice.composer());
        assertInstanceOf(Changed.class, alice.model().dialog());
        assertEquals(List.of(), alice.commands());

        alice.press("k").type("/msg dana another").press("Enter");
        assertTrue(alice.commands().stream().noneMatch(command -> command instanceof Command.Send));
    }

    @Test
    void aNewKeyThatWasNeverComparedIsTakenAfterOneMoreQuestion() {
        atDana();
        alice.press("Ctrl-X k").press("a").press("n");
        assertEquals(List.of(), alice.commands());
        alice.type("/trust dana").press("Enter").press("a").press("y");
        assertEquals(List.of(new Command.Decide("dana", Decision.ACCEPT_IDENTITY)), alice.commands());

        alice.hear(new News.ContactChanged(TrustSamples.contact("dana", Standing.ACCEPTED, Trust.UNVERIFIED, false)));
        assertFalse(screen().contains("blocked, the key"), screen());
    }

    @Test
    void aNewKeyOfSomebodyVerifiedIsTakenOnlyByComparing() {
        alice.hear(new News.ContactChanged(TrustSamples.contact("dana", Standing.ACCEPTED, Trust.CHANGED, true)));
        atDana();
        alice.press("Ctrl-X k").press("a").press("y");
        assertInstanceOf(Changed.class, alice.model().dialog());
        assertEquals(List.of(), alice.commands());

        alice.press("v").hear(TrustSamples.safety("dana", News.Whose.RIVAL));
        assertTrue(screen().contains("NEW key"), screen());
        assertEquals(List.of(new Command.ShowSafety("dana")), alice.commands());
        alice.press("y");
        assertEquals(List.of(new Command.ConfirmSafety("dana", "account-of-dana")), alice.commands());
    }

    @Test
    void theStateOfAKeyIsShownByASignWhereverThePersonAppears() {
        Driver wide = Driver.chatting(180, 40).hear(TrustSamples.contacts());
        String shown = wide.frame().toString();
        assertTrue(shown.contains("@bob v"), shown);
        assertTrue(shown.contains("@dana !"), shown);
        assertTrue(shown.contains("bob            v"), shown);
        assertTrue(shown.contains("dana   ! new key"), shown);
        assertTrue(shown.contains("v verified"), shown);
        for (Trust trust : Trust.values()) {
            assertEquals(1, Marks.badge(trust).length());
        }
    }

    @Test
    void otherDevicesOfAPersonBecomeALineThatTheCoreIsNeverAskedFor() {
        alice.hear(new News.PeerDevicesChanged("bob", List.of("3", "4"), List.of("1")));
        assertTrue(screen().contains("bob added devices 3, 4 and removed device 1."), screen());

        History history = alice.model().chats().history(Samples.BOB);
        assertEquals(List.of(new MessageId("9")), history.newest());
        assertTrue(history.messages().get(history.messages().size() - 1).isRemark());
    }

    @Test
    void whatTheCoreRefusesIsSaidInTheDialogThatAsked() {
        alice.type("/verify mallory").press("Enter").hear(new News.Refused("Nobody is called mallory."));
        assertTrue(screen().contains("! Nobody is called mallory."), screen());
        alice.press("q").hear(new News.Refused("Nobody is called eve."));
        assertEquals("Nobody is called eve.", alice.notice());
    }
}
