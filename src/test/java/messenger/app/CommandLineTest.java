package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import messenger.crypto.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands are told, by arguments and files. */
final class CommandLineTest {
    @TempDir
    private Path folder;

    @Test
    void thePasswordIsTheFirstLineOfItsFile() throws IOException {
        for (String content : new String[] {"pass", "pass\n", "pass\r\n", "pass\nlogin: alice\n"}) {
            Path file = Files.writeString(folder.resolve("password"), content);

            assertEquals(secret("pass"), Passwords.read(file.toString(), Map.of(), "Password"));
        }
    }

    @Test
    void anEmptyPasswordIsRefused() throws IOException {
        for (String content : new String[] {"", "\n", "\r\n"}) {
            Path file = Files.writeString(folder.resolve("password"), content);

            CommandFailure failure =
                    assertThrows(CommandFailure.class, () -> Passwords.read(file.toString(), Map.of(), "Password"));
            assertEquals(Exit.USAGE, failure.exitCode());
        }
    }

    @Test
    void aServerNameFromAFileCannotSteerTheTerminal() {
        CommandFailure failure =
                assertThrows(CommandFailure.class, () -> ServerNames.parse("a:b:\u001b]0;owned\u0007[x"));

        assertEquals(Exit.USAGE, failure.exitCode());
        assertFalse(failure.sentence().chars().anyMatch(Character::isISOControl));
    }

    @Test
    void aNewPasswordIsReadFromItsOwnFileOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("next"), "fresh\n");

        assertEquals(secret("fresh"), Passwords.readNew(file.toString(), "New password"));
    }

    @Test
    void capitalsInANameBecomeSmallAndWhatIsNoNameIsRefused() {
        assertEquals("alice", Accounts.name("Alice").value());
        CommandFailure failure = assertThrows(CommandFailure.class, () -> Accounts.name("\u001b[2J"));

        assertEquals(Exit.USAGE, failure.exitCode());
        assertFalse(failure.sentence().chars().anyMatch(Character::isISOControl));
    }

    @Test
    void linkIsForTheNewDeviceOrForTheOldOneAndNotForBoth() {
        String data = folder.resolve("vault").toString();

        assertEquals(Exit.USAGE, Main.run(new String[] {"link", "--data", data}));
        assertEquals(Exit.USAGE, Main.run(new String[] {"link", "--data", data, "--new", "link-AAAAA"}));
        assertEquals(Exit.USAGE, Main.run(new String[] {"link", "--data", data, "--trust-server", "link-AAAAA"}));
        assertEquals(Exit.USAGE, Main.run(new String[] {"link", "--data", data, "link-AAAAA"}));
        assertEquals(Exit.USAGE, Main.run(new String[] {"link-new", "--data", data}));
        assertFalse(Files.exists(folder.resolve("vault")));
    }

    @Test
    void theAnswerOfAServerIsTheOneThatWasAskedForOrARefusal() {
        assertEquals(
                "ff",
                AdminReply.of("{\"answer\":\"invited\",\"code\":\"ff\"}", "invited")
                        .text("code"));
        for (String other : new String[] {
            "",
            "{",
            "7",
            "{\"answer\":\"pong\"}",
            "{\"answer\":\"invited\"}",
            "{\"answer\":\"invited\",\"code\":7}",
            "{\"error\":\"no \u001b[2J\"}"
        }) {
            CommandFailure failure = assertThrows(
                    CommandFailure.class, () -> AdminReply.of(other, "invited").text("code"), other);

            assertEquals(Exit.REFUSED, failure.exitCode());
            assertFalse(failure.sentence().chars().anyMatch(Character::isISOControl));
        }
    }

    private static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
