package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.client.ui.Command.Decision;
import messenger.client.ui.Contact.Standing;
import messenger.client.ui.Person.Trust;
import org.junit.jupiter.api.Test;

/** Somebody never met writes: nothing of it is shown before the decision. */
final class RequestTest {
    private final Driver alice = Driver.chatting(80, 24).hear(TrustSamples.contacts());

    private String screen() {
        return alice.frame().toString();
    }

    @Test
    void nothingOfARequestIsShownAskedForOrReportedAsRead() {
        alice.hear(new News.MessageShown(Samples.from("carol", Samples.CAROL, "1", Driver.NOW, "buy this")));
        alice.press("Ctrl-X r");
        alice.hear(new News.MessageShown(Samples.from("carol", Samples.CAROL, "2", Driver.NOW, "buy that")));
        assertFalse(screen().contains("buy"), screen());
        alice.press("q").press("PgUp").press("q");

        assertFalse(screen().contains("buy"), screen());
        assertTrue(screen().contains("9f2c 41d7"), screen());
        assertEquals(List.of(), alice.commands());
    }

    @Test
    void acceptingShowsWhatTheyWrote() {
        alice.press("Ctrl-X r").press("a");
        assertEquals(List.of(new Command.Decide("carol", Decision.ACCEPT)), alice.commands());

        alice.hear(new News.ContactChanged(TrustSamples.contact("carol", Standing.ACCEPTED, Trust.UNVERIFIED, false)));
        assertEquals(List.of(new Command.LoadLatest(Samples.CAROL, Reading.FIRST_PAGE)), alice.commands());
    }

    @Test
    void decliningAndBlockingAskOnceMore() {
        alice.press("Ctrl-X r").press("d").press("n");
        assertEquals(List.of(), alice.commands());
        alice.press("Ctrl-X r").press("d").press("y");
        assertEquals(List.of(new Command.Decide("carol", Decision.DECLINE)), alice.commands());
        alice.press("Ctrl-X r").press("b").press("y");
        assertEquals(List.of(new Command.Decide("carol", Decision.BLOCK)), alice.commands());
    }

    @Test
    void composingAnAnswerAsksFirstAndKeepsTheText() {
        alice.press("Ctrl-X r").press("q");
        alice.type("are you there?").press("Enter");

        assertInstanceOf(Request.class, alice.model().dialog());
        assertEquals(List.of(), alice.commands());
        assertEquals("are you there?", alice.composer());
    }

    @Test
    void aRequestThatArrivesWhileSomebodyTypesOpensNothing() {
        alice.type("a day");
        alice.hear(new News.ContactChanged(TrustSamples.contact("bob", Standing.REQUESTED, Trust.UNVERIFIED, false)));

        assertEquals(NoDialog.NONE, alice.model().dialog());
        assertFalse(screen().contains("build machine"));
        alice.type(" dab");
        assertEquals("a day dab", alice.composer());
        assertEquals(List.of(), alice.commands());
    }

    @Test
    void theChatDoesNotBeginWithARequest() {
        Driver erin = Driver.starting(80, 24);
        erin.hear(new News.Contacts(List.of(TrustSamples.contact("bob", Standing.REQUESTED, Trust.UNVERIFIED, false))));
        Samples.chat(Driver.NOW).forEach(erin::hear);

        assertEquals("ops", erin.current());
    }

    @Test
    void commandsDecideAboutAnybodyByName() {
        alice.type("/accept @carol").press("Enter");
        assertEquals(List.of(new Command.Decide("carol", Decision.ACCEPT)), alice.commands());
        alice.type("/block bob").press("Enter").press("y");
        assertEquals(List.of(new Command.Decide("bob", Decision.BLOCK)), alice.commands());
        alice.type("/accept bob").press("Enter");
        assertTrue(alice.notice().contains("does not wait"), alice.notice());
        alice.type("/unblock bob").press("Enter");
        assertTrue(alice.notice().contains("not blocked"), alice.notice());
        alice.hear(new News.ContactChanged(TrustSamples.contact("bob", Standing.BLOCKED, Trust.VERIFIED, true)));
        alice.type("hello").press("Enter");
        assertTrue(alice.notice().startsWith("Not sent."), alice.notice());
        alice.press("Ctrl-U").type("/unblock").press("Enter");
        assertEquals(List.of(new Command.Decide("bob", Decision.UNBLOCK)), alice.commands());
        alice.type("/block no!name").press("Enter");
        assertTrue(alice.notice().contains("No name looks like that"), alice.notice());
        alice.type("/block alice").press("Enter");
        assertTrue(alice.notice().contains("That is you"), alice.notice());
    }

    @Test
    void requestsAreGoneThroughOneByOne() {
        alice.hear(new News.ContactChanged(TrustSamples.contact("dana", Standing.REQUESTED, Trust.UNVERIFIED, false)));
        alice.type("/requests").press("Enter");
        assertEquals("carol", alice.current());
        assertTrue(alice.notice().contains("carol, dana"), alice.notice());
        alice.press("q").press("Ctrl-X r");
        assertEquals("dana", alice.current());

        Driver bob = Driver.chatting(80, 24).press("Ctrl-X r");
        assertTrue(bob.notice().contains("Nobody waits"), bob.notice());
    }
}
