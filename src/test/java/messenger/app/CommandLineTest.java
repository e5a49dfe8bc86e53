package messenger.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import messenger.client.net.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small parts that the commands share. */
final class CommandLineTest {
    @TempDir
    private Path folder;

    @Test
    void aServerIsAHostAndAPort() {
        assertEquals(new ServerAddress("chat.example.org", 1315), ServerNames.parse(" chat.example.org "));
        assertEquals(new ServerAddress("127.0.0.1", 7), ServerNames.parse("127.0.0.1:7"));
        assertEquals(new ServerAddress("::1", 1315), ServerNames.parse("::1"));
        assertEquals(new ServerAddress("::1", 99), ServerNames.parse("[::1]:99"));
        assertEquals(new ServerAddress("::1", 1315), ServerNames.parse("[::1]"));
        for (String bad : new String[] {"", "host:", "host:0", "host:65536", "host:x", "[::1", "[::1]x", ":5"}) {
            assertEquals(
                    Exit.USAGE,
                    assertThrows(CommandFailure.class, () -> ServerNames.parse(bad), bad)
                            .exitCode());
        }
    }

    @Test
    void aPasswordIsTheFirstLineOfItsFile() throws IOException {
        Path file = folder.resolve("password");
        for (String content : new String[] {"s\u00e9cret", "s\u00e9cret\n", "s\u00e9cret\r\n"}) {
            Files.writeString(file, content);
            assertArrayEquals(
                    "s\u00e9cret".getBytes(StandardCharsets.UTF_8),
                    Passwords.read(file.toString(), Map.of(), "Password").expose());
            assertArrayEquals(
                    "s\u00e9cret".getBytes(StandardCharsets.UTF_8),
                    Passwords.read("", Map.of(Passwords.VARIABLE, file.toString()), "Password")
                            .expose());
        }
    }

    @Test
    void anEmptyMissingOrHugePasswordFileIsRefused() throws IOException {
        Path file = folder.resolve("password");
        assertThrows(CommandFailure.class, () -> Passwords.read(file.toString(), Map.of(), "Password"));
        Files.writeString(file, "\n");
        assertThrows(CommandFailure.class, () -> Passwords.read(file.toString(), Map.of(), "Password"));
        Files.writeString(file, "x".repeat(Passwords.BYTES_MAX));
        assertEquals(
                Passwords.BYTES_MAX,
                Passwords.read(file.toString(), Map.of(), "Password").size());
        Files.writeString(file, "x".repeat(Passwords.BYTES_MAX + 1));
        assertThrows(CommandFailure.class, () -> Passwords.read(file.toString(), Map.of(), "Password"));
    }

    @Test
    void typedCharactersBecomeUtf8AndAreErased() {
        char[] typed = "p\u00e4ss\uD83D\uDE00".toCharArray();

        assertArrayEquals(
                "p\u00e4ss\uD83D\uDE00".getBytes(StandardCharsets.UTF_8),
                Passwords.of(typed).expose());
        assertArrayEquals(new char[typed.length], typed);
    }

    @Test
    void jsonIsOneLineOfPrintableAscii() {
        Map<String, Object> members = new LinkedHashMap<>();
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x3000; c++) {
            all.append((char) c);
        }
        members.put("text", all.toString());
        members.put("online", true);

        String line = Json.line(members);

        assertTrue(line.chars().allMatch(c -> c >= 0x20 && c < 0x7f), "a character that is not printable ASCII");
        assertTrue(line.endsWith("\"online\":true}"));
    }
}
