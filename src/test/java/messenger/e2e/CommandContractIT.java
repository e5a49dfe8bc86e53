package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts rely on: options, exit codes, and what is on which stream. One server and two users serve all of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandContractIT {
    private static final int TEXT_BYTES_MAX = 60_000;

    private final Started started = new Started();
    private Path folder;
    private RealServer server;
    private Cli alice;
    private Cli bob;

    @BeforeAll
    void startAServerWithTwoUsers(@TempDir Path shared) {
        folder = shared;
        server = RealServer.start(started, folder.resolve("server"));
        alice = Cli.of(started, folder, "alice");
        bob = Cli.of(started, folder, "bob");
        alice.register(server);
        bob.register(server);
    }

    @AfterAll
    void endEverything() {
        started.close();
    }

    private Cli.Outcome bare(String... arguments) {
        return Cli.bare(started, folder.resolve("logs"), arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server",
                "client",
                "register",
                "send",
                "fetch",
                "listen",
                "users",
                "history",
                "requests",
                "accept",
                "decline",
                "block",
                "unblock",
                "verify",
                "trust",
                "devices",
                "link",
                "passwd",
                "recovery-code",
                "delete-account"
            })
    void everyCommandExplainsItselfAndRefusesWhatItDoesNotKnow(String command) {
        Cli.Outcome help = bare(command, "--help").expect(0);
        Cli.Outcome unknown = bare(command, "--frobnicate").expect(2);

        assertTrue(
                help.out().stream().anyMatch(line -> line.startsWith("Usage: messenger.jar " + command)),
                help::toString);
        assertEquals("", help.err());
        assertFalse(unknown.err().isBlank());
        assertEquals(List.of(), unknown.out());
    }

    @Test
    void registerPrintsTheAccountAsJson() {
        JsonNode carol = Cli.of(started, folder, "carol")
                .run("register", "--server", server.where(), "--user", "carol", "--trust-server", "--json")
                .expect(0)
                .only();

        assertEquals("carol", carol.path("user").asText());
        assertTrue(carol.path("account").asText().matches("[0-9a-f]{32}"), carol::toString);
        assertTrue(carol.path("fingerprint").asText().matches("([0-9]{5} ?){6,}"), carol::toString);
        assertTrue(carol.path("recoveryCode").asText().matches("recovery(-[0-9A-Z]{1,5}){12}"), carol::toString);
    }

    @Test
    void aNameThatIsTakenIsRefusedAndAnotherOneMayBeTriedInTheSameFolder() {
        Cli second = Cli.of(started, folder, "second");
        Cli.Outcome taken = second.run("register", "--server", server.where(), "--user", "alice", "--trust-server");
        Cli.Outcome free = second.run("register", "--server", server.where(), "--user", "second", "--trust-server");

        taken.expect(3);
        assertTrue(taken.err().contains("alice is taken"), taken::err);
        assertEquals(List.of(), taken.out());
        free.expect(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"al", "al\u00edce", "a b c", "../../etc", "aaaaaaaaaabbbbbbbbbbccccccccccddd"})
    void t21WhatIsNoNameIsRefusedBeforeAnythingIsMade(String name) {
        Cli nobody = Cli.of(started, folder, "nobody");

        Cli.Outcome outcome = nobody.run("register", "--server", server.where(), "--user", name, "--trust-server");

        outcome.expect(2);
        assertTrue(outcome.err().contains("no user name"), outcome::err);
        assertFalse(nobody.vault().toFile().exists());
    }

    @Test
    void anUnknownServerIsNotTrustedUntilSomebodySaysSo() {
        Cli dora = Cli.of(started, folder, "dora");
        String wrong = "SHA256:" + "A".repeat(43);
        Cli.Outcome undecided = dora.run("register", "--server", server.where(), "--user", "dora");
        Cli.Outcome mispinned = dora.run("register", "--server", server.where(), "--user", "dora", "--pin", wrong);
        Cli.Outcome garbage = dora.run("register", "--server", server.where(), "--user", "dora", "--pin", "xyz");
        Cli.Outcome pinned =
                dora.run("register", "--server", server.where(), "--user", "dora", "--pin", server.fingerprint());

        undecided.expect(5);
        assertTrue(undecided.err().contains(server.fingerprint()), undecided::err);
        mispinned.expect(5);
        assertTrue(mispinned.err().contains(server.fingerprint()), mispinned::err);
        assertTrue(mispinned.err().contains(wrong), mispinned::err);
        garbage.expect(2);
        pinned.expect(0);
    }

    @Test
    void aServerThatIsNotThereIsNoConnection() {
        Cli.Outcome outcome = Cli.of(started, folder, "early")
                .run("register", "--server", "127.0.0.1:1", "--user", "early", "--trust-server");

        outcome.expect(4);
        assertTrue(outcome.err().contains("127.0.0.1:1"), outcome::err);
    }

    @Test
    void aVaultHoldsOneAccount() {
        Cli.Outcome outcome = alice.run("register", "--server", server.where(), "--user", "alice2", "--trust-server");

        outcome.expect(2);
        assertTrue(outcome.err().contains("account of alice already"), outcome::err);
    }

    @Test
    void sendTellsWhatBecameOfTheText() {
        JsonNode sent = alice.runWithInput("from standard input\nsecond line\n", "send", "--to", "bob", "--json")
                .expect(0)
                .only();
        String id = sent.path("id").asText();

        assertTrue(id.matches("[0-9a-f]{32}"), sent::toString);
        assertEquals("bob", sent.path("to").asText());
        assertTrue(List.of("stored", "delivered").contains(sent.path("state").asText()), sent::toString);
        JsonNode fetched = bob.fetch().json().stream()
                .filter(line -> line.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        assertEquals("from standard input\nsecond line", fetched.path("text").asText());
        assertFalse(Instant.parse(fetched.path("received").asText())
                .isBefore(Instant.parse(fetched.path("sent").asText())));
    }

    @Test
    void t24NothingIsSentToNobody() {
        Cli.Outcome outcome = alice.run("send", "--to", "zoe", "hello?");

        outcome.expect(3);
        assertTrue(outcome.err().contains("Nobody is called zoe"), outcome::err);
        assertEquals(List.of(), outcome.out());
    }

    @Test
    void aWrongPasswordOpensNothing() {
        Cli.Outcome outcome = alice.withPassword("tr0ub4dor").run("send", "--to", "bob", "hello");

        outcome.expect(3);
        assertFalse(outcome.err().isBlank());
        assertFalse(outcome.err().contains("tr0ub4dor"), outcome::err);
    }

    @Test
    void aFolderWithoutAVaultIsAMistakeOfTheCommandLine() {
        Cli.Outcome outcome = Cli.of(started, folder, "nowhere").run("fetch");

        outcome.expect(2);
        assertTrue(outcome.err().contains("There is no account"), outcome::err);
    }

    @Test
    void theLongestTextIsSentAndOneByteMoreIsRefused() {
        String longest = "x".repeat(TEXT_BYTES_MAX - 2) + "\u00e4";
        Cli.Outcome sent = alice.runWithInput(longest, "send", "--to", "bob", "--json");
        Cli.Outcome refused = alice.runWithInput(longest + "x", "send", "--to", "bob", "--json");
        Cli.Outcome empty = alice.runWithInput("", "send", "--to", "bob");

        String id = sent.expect(0).only().path("id").asText();
        assertTrue(
                bob.fetch().json().stream()
                        .anyMatch(line -> line.path("id").asText().equals(id)
                                && line.path("text").asText().equals(longest)),
                "the longest text arrives");
        refused.expect(2);
        assertTrue(refused.err().contains("60001") || refused.err().contains("60000"), refused::err);
        empty.expect(2);
    }

    @Test
    void usersListsEverybodyAndWhoIsThere() {
        List<JsonNode> users = alice.run("users", "--json").expect(0).json();
        Cli.Outcome forPeople = alice.run("users").expect(0);

        assertTrue(users.stream()
                .anyMatch(line -> line.path("user").asText().equals("bob")
                        && !line.path("online").asBoolean()
                        && line.path("trust").asText().equals("unverified")
                        && !line.path("standing").asText().isEmpty()
                        && !Instant.parse(line.path("lastSeen").asText())
                                .isAfter(Instant.now().plusSeconds(1))));
        assertTrue(forPeople.out().stream().anyMatch(line -> line.startsWith("bob ")), forPeople::toString);
    }

    @Test
    void historyShowsTheNewestAndCountsOnlyWithinBounds() {
        Cli eve = Cli.of(started, folder, "eve1");
        eve.register(server);
        List<String> ids = List.of(eve.send(alice, "one"), eve.send(alice, "two"), eve.send(alice, "three"));

        Cli.Outcome two =
                eve.run("history", "--with", "alice", "-n", "2", "--json").expect(0);
        Cli.Outcome none = eve.run("history", "--with", "bob", "--json").expect(0);

        assertEquals(ids.subList(1, 3), two.all("id"));
        assertEquals(List.of("two", "three"), two.all("text"));
        assertEquals(List.of(), none.out());
        eve.run("history", "--with", "alice", "-n", "0").expect(2);
        eve.run("history").expect(2);
    }

    @Test
    void t21ControlCharactersCannotSteerTheTerminalOfWhoFetches() {
        Cli mallory = Cli.of(started, folder, "mallory");
        Cli frank = Cli.of(started, folder, "frank");
        mallory.register(server);
        frank.register(server);
        String evil = "a\u001b[2Jb\u0007c\u009b31md\u202ee\r\n1999-01-01 00:00:00 alice: forged";
        mallory.runWithInput(evil, "send", "--to", "frank").expect(0);

        Cli.Outcome printed = frank.run("fetch", "--accept-requests").expect(0);
        Cli.Outcome asJson = frank.run("history", "--with", "mallory", "--json").expect(0);

        String all = String.join("\n", printed.out());
        assertTrue(all.chars().noneMatch(c -> (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || c == 0x202e), all);
        assertTrue(printed.out().stream().noneMatch(line -> line.startsWith("1999-01-01")), all);
        assertTrue(asJson.out().get(0).chars().allMatch(c -> c >= 0x20 && c < 0x7f), asJson::toString);
        assertEquals(List.of(evil), asJson.all("text"));
    }
}
