package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whom one lets in and whom one knows, by commands. One server serves all of it; everybody is in one test only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrustIT {
    private final Started started = new Started();
    private Path folder;
    private RealServer server;

    @BeforeAll
    void startAServer(@TempDir Path shared) {
        folder = shared;
        server = RealServer.start(started, folder.resolve("server"));
    }

    @AfterAll
    void endEverything() {
        started.close();
    }

    private Cli registered(String name) {
        Cli person = Cli.of(started, folder, name);
        person.register(server);
        return person;
    }

    private static JsonNode verify(Cli who, String with) {
        return who.run("verify", "--with", with, "--json").expect(0).only();
    }

    private static String trust(Cli who, String of) {
        return who.run("users", "--json").expect(0).json().stream()
                .filter(line -> line.path("user").asText().equals(of))
                .map(line -> line.path("trust").asText() + " "
                        + line.path("standing").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bothSidesSeeOneNumberAndOnlyTheRightOneVerifies() {
        Cli alice = registered("alice");
        Cli bob = registered("bob");
        JsonNode seen = verify(alice, "bob");
        String number = verify(bob, "alice").path("number").asText();
        String wrong = (number.charAt(0) == '0' ? "1" : "0") + number.substring(1);

        assertTrue(number.matches("([0-9]{5} ){11}[0-9]{5}"), number);
        assertEquals(number, seen.path("number").asText());
        assertEquals("unverified", seen.path("trust").asText());
        Cli.Outcome mistaken = alice.run("verify", "--with", "bob", "--confirm", wrong);
        Cli.Outcome cut = alice.run("verify", "--with", "bob", "--confirm", number.substring(6));
        mistaken.expect(5);
        assertTrue(mistaken.err().contains("in between"), mistaken::err);
        cut.expect(2);
        assertEquals("unverified accepted", trust(alice, "bob"));

        alice.run("verify", "--with", "bob", "--confirm", number.replace(" ", "-"))
                .expect(0);
        alice.run("verify", "--with", "bob", "--confirm", number).expect(0);

        assertEquals("verified accepted", trust(alice, "bob"));
        assertEquals("unverified accepted", trust(bob, "alice"));
        assertEquals("verified", verify(alice, "bob").path("trust").asText());
        JsonNode unchanged = alice.run("trust", "bob", "--json").expect(0).only();
        assertEquals(
                unchanged.path("pinned").asText(), unchanged.path("presented").asText());
    }

    @Test
    void verifyNeedsSomebodyWhoIsThereAndATerminalForShortNumbers() {
        Cli carol = registered("carol");
        registered("dave");
        Cli.Outcome nobody = carol.run("verify", "--with", "zoe");
        Cli.Outcome herself = carol.run("verify", "--with", "carol");
        Cli.Outcome blind = carol.run("verify", "--with", "dave", "--numbers");

        nobody.expect(3);
        herself.expect(2);
        blind.expect(2);
        assertTrue(blind.err().contains("terminal"), blind::err);
    }

    @Test
    void whoWritesFirstIsNotShownUntilAcceptedAndThenNothingIsLost() {
        Cli eve = registered("eve");
        Cli frank = registered("frank");
        String first = eve.send(frank, "hello frank, you do not know me");
        Cli.Outcome before = frank.run("fetch", "--json").expect(0);
        Cli.Outcome requests = frank.run("requests", "--json").expect(0);
        Cli.Outcome history = frank.run("history", "--with", "eve", "--json").expect(0);

        assertEquals(List.of(), before.out());
        assertTrue(before.err().contains("accept eve"), before::err);
        assertEquals("eve", requests.only().path("user").asText());
        assertEquals(List.of(), history.out());
        assertFalse((before.err() + history.err()).contains("you do not know me"));
        assertEquals("stored", state(eve, "frank"));

        frank.run("accept", "eve").expect(0);
        Cli.Outcome after = frank.run("fetch", "--json").expect(0);

        assertEquals(List.of(first), after.all("id"));
        assertEquals("", after.err());
        assertEquals(List.of(), frank.run("requests").expect(0).out());
        eve.fetch();
        assertEquals("delivered", state(eve, "frank"));
        String second = eve.send(frank, "and now you do");
        assertEquals(List.of(second), frank.run("fetch", "--json").expect(0).all("id"));
    }

    private static String state(Cli of, String with) {
        List<String> states = of.history(with).all("state");
        return states.get(states.size() - 1);
    }

    @Test
    void whatADeclinedPersonWroteIsErasedAndTheyAreNotTold() {
        Cli grace = registered("grace");
        Cli heidi = registered("heidi");
        grace.send(heidi, "hello heidi");
        heidi.run("fetch").expect(0);

        heidi.run("decline", "grace").expect(0);
        grace.send(heidi, "are you there?");
        Cli.Outcome fetched = heidi.run("fetch", "--json").expect(0);

        assertEquals(List.of(), fetched.out());
        assertEquals("", fetched.err());
        assertEquals(List.of(), heidi.history("grace").out());
        assertEquals(List.of(), heidi.run("requests").expect(0).out());
        grace.fetch();
        assertEquals("stored", state(grace, "heidi"));
        heidi.run("accept", "grace").expect(3);
        heidi.run("unblock", "grace").expect(0);
        String third = grace.send(heidi, "third time lucky");
        assertEquals(List.of(third), heidi.run("fetch", "--json").expect(0).all("id"));
    }

    @Test
    void aBlockedPersonIsNotHeardAndNotWrittenToUntilUnblocked() {
        Cli ivan = registered("ivan");
        Cli judy = registered("judy");
        ivan.send(judy, "hello judy");
        judy.fetch();
        judy.send(ivan, "hello ivan");
        ivan.fetch();

        judy.run("block", "ivan").expect(0);
        ivan.run("send", "--to", "judy", "why?").expect(0);
        Cli.Outcome fetched = judy.run("fetch", "--accept-requests", "--json").expect(0);
        Cli.Outcome sent = judy.run("send", "--to", "ivan", "because");

        assertEquals(List.of(), fetched.out());
        sent.expect(3);
        assertTrue(sent.err().contains("unblock ivan"), sent::err);
        assertEquals("unverified blocked", trust(judy, "ivan"));
        judy.run("unblock", "ivan").expect(0);
        String again = ivan.send(judy, "thank you");
        assertEquals(List.of(again), judy.run("fetch", "--json").expect(0).all("id"));
    }

    @Test
    void nothingCanBeDecidedAboutSomebodyWhoNeverWrote() {
        Cli mallory = registered("mallory");
        Cli.Outcome outcome = mallory.run("accept", "zoe");

        outcome.expect(3);
        assertTrue(outcome.err().contains("never wrote"), outcome::err);
        mallory.run("block", "not a name").expect(2);
    }

    @Test
    void whoAnswersLetsIn() {
        Cli olivia = registered("olivia");
        Cli peggy = registered("peggy");
        String first = olivia.send(peggy, "hello peggy");
        peggy.run("fetch").expect(0);

        peggy.send(olivia, "hello olivia");

        assertEquals("unverified accepted", trust(peggy, "olivia"));
        assertEquals(List.of(first), peggy.run("fetch", "--json").expect(0).all("id"));
    }
}
