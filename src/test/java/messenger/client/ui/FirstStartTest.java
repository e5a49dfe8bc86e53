package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import messenger.client.ui.Command.Verdict;
import messenger.crypto.Ed25519KeyPair;
import messenger.crypto.Secret;
import messenger.crypto.verify.RecoveryCode;
import org.junit.jupiter.api.Test;

/** The three ways into the chat, and the recovery code at the end of two of them. */
final class FirstStartTest {
    private final Driver person = Driver.starting(80, 24).hear(new News.FirstStart("s:1", "alice"));

    private String screen() {
        return person.frame().toString();
    }

    @Test
    void eachWayHasItsFormAndAWayBack() {
        person.press("n");
        assertTrue(screen().contains("new account") && screen().contains("s:1"), screen());
        person.press("Ctrl-G").press("l");
        assertTrue(screen().contains("link this device"), screen());
        person.press("Ctrl-G").press("r");
        assertTrue(screen().contains("All your other devices will be signed out"), screen());
        assertEquals(List.of(new Command.Abandon(), new Command.Abandon()), person.commands());
    }

    @Test
    void inviteAndAccessPasswordAppearWhenAskedForAndGoWithTheRegistration() {
        person.press("n");
        assertFalse(screen().contains("Invite code") || screen().contains("Access password"), screen());
        person.type("p").press("Enter").type("p").press("Ctrl-O").type("INV 1");
        person.press("Enter").type("open").press("Enter");

        Command.Register register = (Command.Register) person.commands().get(0);
        assertEquals("INV 1", register.invite());
        assertArrayEquals("open".toCharArray(), register.access().chars());
        assertFalse(register.toString().contains("open"));

        person.hear(new News.AccountNeeded("s:1", "alice", "Not that one.", Set.of(News.Extra.ACCESS_PASSWORD)));
        assertTrue(screen().contains("Access password") && !screen().contains("Invite code"), screen());
    }

    @Test
    void linkingShowsACodeThatRunsOutThenNumbersThenAsksForAPassword() {
        person.press("l").press("Enter");
        assertEquals(List.of(new Command.BeginLink("s:1")), person.commands());
        person.hear(new News.LinkCodeShown("AAAA BBBB", "AAAABBBB", Driver.NOW.plusSeconds(120)));
        assertTrue(screen().contains("AAAA BBBB") && screen().contains("2:00 left"), screen());
        assertTrue(person.model().countsDown());
        person.tell(new Msg.Tick(Driver.NOW.plusSeconds(61)));
        assertTrue(screen().contains("0:59 left"), screen());
        person.tell(new Msg.Tick(Driver.NOW.plusSeconds(120)));
        assertTrue(screen().contains("too old") && !screen().contains("AAAA"), screen());

        person.hear(new News.LinkNumbersShown("481 920")).press("y");
        assertEquals(List.of(new Command.LinkCompared(Verdict.EQUAL)), person.commands());
        person.hear(new News.DevicePasswordNeeded("alice", ""));
        person.type("p").press("Enter").type("p").press("Enter");
        assertInstanceOf(Command.SetDevicePassword.class, person.commands().get(0));
        person.hear(new News.Opened("alice", "s:1"));
        assertTrue(person.model().isOpen());
    }

    @Test
    void leavingALinkCodeGivesItUp() {
        person.hear(new News.LinkCodeShown("AAAA BBBB", "AAAABBBB", Driver.NOW.plusSeconds(120)));
        person.press("q");
        assertEquals(List.of(new Command.Abandon()), person.commands());
        assertInstanceOf(Choice.class, person.model().dialog());
        assertFalse(person.model().countsDown());
    }

    @Test
    void aLinkThatFailsSaysWhyInItsForm() {
        person.hear(new News.LinkNumbersShown("481 920")).press("n");
        assertEquals(List.of(new Command.LinkCompared(Verdict.DIFFERENT)), person.commands());
        person.hear(new News.LinkNeeded("s:1", "The numbers differed, so nothing was linked."));
        assertTrue(screen().contains("! The numbers differed"), screen());
    }

    @Test
    void recoveringHandsOverCodeAndPasswords() {
        person.press("r")
                .type("old")
                .press("Enter")
                .type("recovery K7QM2 XTA9B")
                .press("Enter")
                .press("Enter")
                .press("Enter");
        Command.Recover recover = (Command.Recover) person.commands().get(0);
        assertArrayEquals("recovery K7QM2 XTA9B".toCharArray(), recover.code().chars());
        assertEquals(0, recover.fresh().length());
        assertFalse(recover.toString().contains("K7QM"));

        person.hear(new News.RecoverNeeded("s:1", "alice", "The code does not fit."));
        assertTrue(screen().contains("! The code does not fit."), screen());
    }

    @Test
    void theNewRecoveryCodeStaysUntilItsFirstGroupWasTyped() {
        Password code = TrustSamples.code();
        person.hear(new News.RecoveryCodeShown(code, News.Occasion.NEW)).hear(new News.Opened("alice", "s:1"));
        person.type("K7QM").press("Enter");
        assertTrue(screen().contains("not the first group") && screen().contains("recovery K7QM2 XTA9B"), screen());
        assertFalse(person.model().toString().contains("K7QM"));

        person.type("k7qm2").press("Enter");
        assertEquals(List.of(new Command.RecoveryKept()), person.commands());
        assertTrue(person.model().isOpen());
        assertFalse(screen().contains("K7QM"));
        assertArrayEquals(new char[code.length()], code.chars());
    }

    @Test
    void theSampleOfACodeHasTheShapeOfARealOne() {
        String real = new RecoveryCode(Secret.copyOf(new byte[Ed25519KeyPair.SEED_BYTES]))
                .text()
                .replace('-', ' ');
        assertEquals(shape(real), shape(TrustSamples.CODE));
    }

    private static String shape(String code) {
        return code.replaceAll("[0-9A-Z]", "X");
    }

    @Test
    void whoQuitsBeforeWritingTheCodeDownHasNotConfirmedIt() {
        person.hear(new News.RecoveryCodeShown(TrustSamples.code(), News.Occasion.NEW));
        person.press("Ctrl-C");
        assertTrue(screen().contains("Ctrl-C again to quit"), screen());
        person.press("Ctrl-C");
        assertEquals(List.of(new Command.Quit()), person.commands());
    }
}
