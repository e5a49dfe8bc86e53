package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in: by invitation, by the access password, by nobody's leave, and how often passwords may be tried. */
final class AdmissionIT {
    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    private RealServer server(String config) {
        return RealServer.start(started, folder.resolve("server"), config);
    }

    private Cli somebody(String name) {
        return Cli.of(started, folder, name);
    }

    private Cli.Outcome admin(RealServer server, String... arguments) {
        List<String> all = new ArrayList<>(List.of("admin"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", server.folder().toString()));
        return Cli.bare(started, folder.resolve("admin"), all.toArray(new String[0]));
    }

    private JsonNode invite(RealServer server, String... more) {
        List<String> all = new ArrayList<>(List.of("invite", "--json", "--address", server.where()));
        all.addAll(List.of(more));
        return admin(server, all.toArray(new String[0])).expect(0).only();
    }

    private static Cli.Outcome registerWith(Cli newcomer, String invitation, String... more) {
        List<String> all = new ArrayList<>(List.of("--invite", invitation, "--user", newcomer.name()));
        all.addAll(List.of(more));
        return newcomer.run("register", all.toArray(new String[0]));
    }

    private static Cli.Outcome registerAt(RealServer server, Cli newcomer, String... more) {
        List<String> all =
                new ArrayList<>(List.of("--server", server.where(), "--trust-server", "--user", newcomer.name()));
        all.addAll(List.of(more));
        return newcomer.run("register", all.toArray(new String[0]));
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content + "\n").toString();
    }

    @Test
    void anInvitationLetsInAsManyAsItIsForAndNobodyElse() {
        RealServer server = server("registration: invite\n");
        Cli alice = somebody("alice");
        Cli bob = somebody("bob");

        Cli.Outcome uninvited = registerAt(server, alice).expect(3);
        String invitation = invite(server).path("invitation").asText();
        registerWith(alice, invitation).expect(0);
        Cli.Outcome second = registerWith(bob, invitation).expect(3);
        String another =
                invite(server, "--uses", "2", "--days", "1").path("invitation").asText();
        registerWith(bob, another).expect(0);

        assertTrue(uninvited.err().contains("lets in only who was invited"), uninvited::err);
        assertTrue(second.err().contains("used up"), second::err);
        String sent = alice.send(bob, "we are in");
        assertEquals(List.of(sent), bob.fetch().all("id"));
    }

    @Test
    void anInvitationSurvivesARestartAndNamesTheServerAndItsKey() {
        RealServer server = server("registration: invite\n");
        Cli alice = somebody("alice");
        JsonNode invited = invite(server);
        String invitation = invited.path("invitation").asText();
        server.stop();
        RealServer impostor = server.replaced(folder.resolve("impostor"));

        Cli.Outcome elsewhere = registerWith(alice, invitation).expect(5);
        impostor.stop();
        server.startAgain();
        registerWith(alice, invitation).expect(0);

        assertTrue(elsewhere.err().contains(server.fingerprint()), elsewhere::err);
        assertTrue(elsewhere.err().contains(impostor.fingerprint()), elsewhere::err);
        assertEquals(server.where(), invited.path("server").asText());
    }

    @Test
    void whatIsAskedOfAServerThatIsAwayOrAskedWronglyIsRefused() {
        RealServer server = server("registration: invite\n");
        Cli.Outcome there = admin(server, "ping");
        Cli.Outcome people = admin(server, "invite", "--address", server.where());
        Cli.Outcome nothing = admin(server, "invite", "--address", server.where(), "--uses", "0");
        Cli.Outcome long366 = admin(server, "invite", "--address", server.where(), "--days", "366");
        Cli.Outcome nowhere = admin(server, "invite");
        Cli.Outcome strange = admin(server, "invite", "--address", "a b");
        server.stop();
        Cli.Outcome away = admin(server, "invite", "--address", server.where());
        Cli.Outcome silent = admin(server, "ping");

        there.expect(0);
        assertEquals(1, people.expect(0).out().size());
        assertTrue(people.err().contains("register --invite CODE --user NAME"), people::err);
        for (Cli.Outcome usage : List.of(nothing, long366, nowhere, strange)) {
            usage.expect(2);
        }
        for (Cli.Outcome alone : List.of(away, silent)) {
            alone.expect(4);
            assertTrue(alone.err().contains("No server runs"), alone::err);
        }
    }

    @Test
    void theAccessPasswordLetsInWhoKnowsIt() throws IOException {
        String right = file("access", "mellon");
        RealServer server = server("access-password-file: " + right + "\n");
        Cli alice = somebody("alice");

        Cli.Outcome without = registerAt(server, alice);
        Cli.Outcome wrong = registerAt(server, alice, "--access-password-file", file("wrong", "friend"));
        Cli.Outcome good = registerAt(server, alice, "--access-password-file", right);

        for (Cli.Outcome refused : List.of(without, wrong)) {
            refused.expect(3);
            assertTrue(refused.err().contains("access password"), refused::err);
        }
        good.expect(0);
    }

    @Test
    void aClosedServerTakesNobodyAndKeepsWhoIsThere() {
        RealServer server = server("registration: invite\n");
        Cli alice = somebody("alice");
        String invitation = invite(server, "--uses", "5").path("invitation").asText();
        registerWith(alice, invitation).expect(0);
        server.stop();
        server.configure("registration: closed\n");
        server.startAgain();

        Cli.Outcome late = registerWith(somebody("bob"), invitation).expect(3);

        assertTrue(late.err().contains("takes no registrations"), late::err);
        alice.fetch();
    }

    @Test
    void t16FiveWrongPasswordsLockThePasswordAndNotTheDevices() throws IOException {
        RealServer server = server("");
        Cli alice = somebody("alice");
        String printed = alice.register(server).out().get(2);
        assertTrue(printed.startsWith("recovery "), printed);
        String code = file("code", printed.substring("recovery ".length()).strip());
        Cli guesser = Cli.of(started, folder, "guesser", "a guess");

        for (int i = 0; i < 5; i++) {
            Cli.Outcome wrong = recover(guesser, server, code).expect(3);
            assertTrue(wrong.err().contains("is wrong"), wrong::err);
        }
        Cli.Outcome sixth = recover(guesser, server, code).expect(3);
        server.stop();
        server.startAgain();
        Cli.Outcome right = recover(somebody("lost"), server, code, "password of alice");
        Cli.Outcome fetched = alice.run("fetch").expect(0);
        Cli.Outcome changed = alice.run("passwd", "--new-password-file", file("next", "fresh"));

        assertTrue(sixth.err().contains("Too many wrong passwords"), sixth::err);
        right.expect(3);
        assertTrue(right.err().contains("Too many wrong passwords"), right::err);
        assertTrue(fetched.err().contains("since the last login: 5"), fetched::err);
        changed.expect(3);
        assertTrue(changed.err().contains("Too many wrong passwords"), changed::err);
        Cli.Outcome again = alice.run("fetch").expect(0);
        assertFalse(again.err().contains("since the last login"), again::err);
    }

    private static Cli.Outcome recover(Cli somebody, RealServer server, String code) {
        return somebody.run(
                "recover",
                "--server",
                server.where(),
                "--trust-server",
                "--user",
                "alice",
                "--recovery-code-file",
                code,
                "--yes");
    }

    private static Cli.Outcome recover(Cli somebody, RealServer server, String code, String password) {
        return recover(somebody.withPassword(password), server, code);
    }
}
