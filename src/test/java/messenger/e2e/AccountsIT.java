package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account from its registration to its end, by commands. */
final class AccountsIT {
    private static final String FRESH = "a fresh password";

    @TempDir
    private Path folder;

    private final Started started = new Started();
    private RealServer server;
    private Cli alice;
    private Cli bob;

    @BeforeEach
    void startAServerWithTwoUsers() {
        server = RealServer.start(started, folder.resolve("server"));
        alice = Cli.of(started, folder, "alice");
        bob = Cli.of(started, folder, "bob");
        alice.register(server);
        bob.register(server);
    }

    @AfterEach
    void endEverything() {
        started.close();
    }

    private String passwordFile(String password) throws IOException {
        return Files.writeString(folder.resolve("next"), password + "\n").toString();
    }

    @Test
    void aChangedPasswordIsTheOnlyOneAfterwards() throws IOException {
        String next = passwordFile(FRESH);
        Cli.Outcome mistyped = alice.withPassword("tr0ub4dor").run("passwd", "--new-password-file", next);
        Cli.Outcome changed = alice.run("passwd", "--new-password-file", next);
        Cli.Outcome old = alice.run("fetch");
        Cli anew = alice.withPassword(FRESH);

        mistyped.expect(3);
        changed.expect(0);
        assertTrue(changed.err().contains("is changed"), changed::err);
        old.expect(3);
        String sent = anew.send(bob, "with the new password");
        assertEquals(List.of(sent), bob.fetch().all("id"));
        // The server has it too: what it refuses would be the old one.
        anew.run("passwd", "--new-password-file", passwordFile("another one")).expect(0);
        anew.run("fetch").expect(3);
        alice.withPassword("another one").run("fetch").expect(0);
    }

    @Test
    void aPasswordThatCannotBeChangedStaysAsItIs() throws IOException {
        server.stop();
        Cli.Outcome away = alice.run("passwd", "--new-password-file", passwordFile(FRESH));
        server.startAgain();

        away.expect(4);
        alice.run("fetch").expect(0);
        alice.withPassword(FRESH).run("fetch").expect(3);
    }

    @Test
    void t24ADeletedAccountIsGoneEverywhereAndItsContactsKnow() throws IOException {
        String hello = alice.send(bob, "hello bob");
        assertEquals(List.of(hello), bob.fetch().all("id"));
        // Bob is told who has Alice's access key; what she deletes, she tells those who have it.
        String answer = bob.send(alice, "hello alice");
        assertEquals(List.of(answer), alice.fetch().all("id"));

        Cli.Outcome unconfirmed = alice.run("delete-account");
        Cli.Outcome misnamed = alice.run("delete-account", "--yes-delete", "bob");
        Cli.Outcome mistyped = alice.withPassword("tr0ub4dor").run("delete-account", "--yes-delete", "alice");
        assertEquals(List.of("alice"), names("alice"));
        Cli.Outcome deleted = alice.run("delete-account", "--yes-delete", "alice");

        unconfirmed.expect(2);
        assertTrue(unconfirmed.err().contains("cannot be undone"), unconfirmed::err);
        misnamed.expect(2);
        mistyped.expect(3);
        deleted.expect(0);
        assertEquals(List.of(), files(alice.vault()));
        assertEquals(List.of(), names("alice"));
        bob.fetch();
        Cli.Outcome toNobody = bob.run("send", "--to", "alice", "are you there?");
        toNobody.expect(3);
        assertTrue(toNobody.err().contains("was deleted"), toNobody::err);
        // What was said stays; the last words may be there too, as not sent, if he heard of it only by sending them.
        assertEquals(List.of(hello, answer), bob.history("alice").all("id").subList(0, 2));
    }

    @Test
    void theNameOfADeletedAccountIsNobodysForAWhile() {
        alice.send(bob, "hello bob");
        bob.fetch();
        alice.run("delete-account", "--yes-delete", "alice").expect(0);
        Cli next = Cli.of(started, folder, "next");

        Cli.Outcome taken = next.run("register", "--server", server.where(), "--user", "alice", "--trust-server");
        Cli.Outcome lookalike = next.run("register", "--server", server.where(), "--user", "a1ice", "--trust-server");
        Cli.Outcome other = next.run("register", "--server", server.where(), "--user", "next", "--trust-server");

        taken.expect(3);
        lookalike.expect(3);
        other.expect(0);
    }

    @Test
    void theOnlyDeviceIsListedAndCannotBeRemoved() {
        JsonNode device = alice.run("devices", "--json").expect(0).only();
        Cli.Outcome unconfirmed = alice.run("devices", "remove", "1");
        Cli.Outcome itself = alice.run("devices", "remove", "1", "--yes");
        Cli.Outcome nothing = alice.run("devices", "remove", "7", "--yes");
        Cli.Outcome nonsense = alice.run("devices", "frobnicate");

        assertEquals(1, device.path("device").asInt());
        assertTrue(device.path("self").asBoolean() && device.path("primary").asBoolean(), device::toString);
        unconfirmed.expect(2);
        itself.expect(3);
        nothing.expect(2);
        nonsense.expect(2);
        assertEquals(1, alice.run("devices").expect(0).out().size());
    }

    @Test
    void whatIsNoLinkCodeIsNamedBeforeAnythingIsDone() {
        String recovery = alice.run("recovery-code").expect(0).out().get(0);
        Cli.Outcome garbage = alice.run("link", "frobnicate", "--yes-equal", "123456");
        Cli.Outcome swapped = alice.run("link", recovery, "--yes-equal", "123456");

        garbage.expect(2);
        swapped.expect(2);
        assertTrue(swapped.err().contains("recovery code"), swapped::err);
        assertFalse(swapped.err().contains(recovery), swapped::err);
    }

    @Test
    void capitalsInANameBecomeSmallAndThatIsSaid() {
        Cli.Outcome ivan = Cli.of(started, folder, "ivan")
                .run("register", "--server", server.where(), "--user", "Ivan", "--trust-server", "--json");

        assertEquals("ivan", ivan.expect(0).only().path("user").asText());
        assertTrue(ivan.err().contains("registered as ivan"), ivan::err);
    }

    @Test
    void theRecoveryCodeIsPrintedOnceOnRequestAgainAndNotWhereItIsNotWanted() {
        Cli oscar = Cli.of(started, folder, "oscar");
        Cli.Outcome registered = oscar.run(
                "register",
                "--server",
                server.where(),
                "--user",
                "oscar",
                "--trust-server",
                "--json",
                "--no-recovery-code");
        Cli.Outcome shown = oscar.run("recovery-code", "--json").expect(0);
        Cli.Outcome refused = oscar.withPassword("tr0ub4dor").run("recovery-code", "--json");

        assertTrue(registered.expect(0).only().path("recoveryCode").isMissingNode(), registered::toString);
        assertFalse(registered.err().contains("recovery"), registered::err);
        assertTrue(shown.only().path("recoveryCode").asText().startsWith("recovery-"), shown::toString);
        assertTrue(shown.err().contains("lock it away"), shown::err);
        refused.expect(3);
        assertEquals(List.of(), refused.out());
    }

    private List<String> names(String wanted) {
        return bob.run("users", "--json").expect(0).all("user").stream()
                .filter(wanted::equals)
                .toList();
    }

    private static List<Path> files(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
