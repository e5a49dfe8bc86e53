package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditLogTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private AuditLog log(ServerConfig.AuditNames names) {
        return new AuditLog(file(), names, () -> NOON, new SecureRandom());
    }

    private Path file() {
        return folder.resolve("security.log");
    }

    @Test
    void aSubjectIsHashedAndTheSameOneIsRecognised() throws IOException {
        AuditLog log = log(ServerConfig.AuditNames.HASHED);
        log.write("login-refused", "alice");
        log.write("login-refused", "alice");
        log.write("login-refused", "bob");

        List<String> lines = Files.readAllLines(file());
        assertEquals(3, lines.size());
        assertEquals(lines.get(0), lines.get(1));
        assertNotEquals(lines.get(0), lines.get(2));
        assertFalse(Files.readString(file()).contains("alice"));
        String start = "{\"at\":\"2026-03-01T12:00:00Z\",\"event\":\"login-refused\",\"subject\":\"";
        assertTrue(lines.get(0).startsWith(start), lines.get(0));
    }

    @Test
    void aSubjectCannotForgeALine() throws IOException {
        log(ServerConfig.AuditNames.PLAIN).write("login-refused", "x\"}\n{\"event\":\"forged\u009b\u001b[2J");

        assertEquals(1, Files.readAllLines(file()).size());
        assertTrue(Files.readString(file()).chars().allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f)));
    }

    /** Control characters, quotes, escapes, lone surrogates, other line breaks, and far too much of them. */
    @Test
    void whateverTheSubjectIsEachEventIsOneLineOfPlainJson() throws IOException {
        long seed = Long.getLong("audit.seed", 20261120L);
        Random random = new Random(seed);
        String nasty = "\n\r\t\0\u001b\u0007\u007f\u0085\u009b"
                + "\u2028\u2029\u202e\ud800\udc00\"\\'{}[],: a\u00e9\ufeff\uffff";
        AuditLog log = log(ServerConfig.AuditNames.PLAIN);
        List<String> subjects = new ArrayList<>();
        for (int round = 0; round < 500; round++) {
            StringBuilder subject = new StringBuilder();
            for (int length = random.nextInt(round % 10 == 0 ? 2000 : 40); length > 0; length--) {
                subject.append(nasty.charAt(random.nextInt(nasty.length())));
            }
            subjects.add(subject.toString());
            log.write("login-refused", subject.toString());
        }

        List<String> lines = Files.readAllLines(file(), StandardCharsets.US_ASCII);
        assertEquals(subjects.size(), lines.size(), "seed " + seed);
        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).chars().allMatch(c -> c >= 0x20 && c < 0x7f), "seed " + seed);
            JsonNode line = new JsonMapper().readTree(lines.get(i));
            assertEquals(3, line.size());
            assertEquals("login-refused", line.path("event").asText());
            String subject = subjects.get(i);
            String kept = subject.substring(0, Math.min(subject.length(), AuditLog.SUBJECT_CHARS_MAX));
            assertTrue(line.path("subject").asText().startsWith(kept), "seed " + seed);
        }
    }

    @Test
    void aSubjectIsKeptUpToItsLimitAndCutBeyond() throws IOException {
        AuditLog log = log(ServerConfig.AuditNames.PLAIN);
        for (int more = -1; more <= 1; more++) {
            log.write("e", "x".repeat(AuditLog.SUBJECT_CHARS_MAX + more));
        }
        log.write("e", "x".repeat(10_000_000));

        List<String> lines = Files.readAllLines(file());
        String longest = "x".repeat(AuditLog.SUBJECT_CHARS_MAX);
        assertTrue(lines.get(0).endsWith("\"" + longest.substring(1) + "\"}"));
        assertTrue(lines.get(1).endsWith("\"" + longest + "\"}"));
        assertTrue(lines.get(2).endsWith("\"" + longest + "...\"}"));
        assertEquals(lines.get(2), lines.get(3));
    }

    @Test
    void hashesAreOfTheWholeSubjectAndOfThisRunAlone() throws IOException {
        String prefix = "x".repeat(AuditLog.SUBJECT_CHARS_MAX);
        AuditLog log = log(ServerConfig.AuditNames.HASHED);
        log.write("e", prefix + "1");
        log.write("e", prefix + "2");
        log(ServerConfig.AuditNames.HASHED).write("e", prefix + "1");

        assertEquals(3, Files.readAllLines(file()).stream().distinct().count());
        assertTrue(
                Files.readAllLines(file()).stream().allMatch(line -> line.matches(".*\"subject\":\"[0-9a-f]{16}\"}")));
    }

    @Test
    void theOldestFileGoesWhenThereAreThree() throws IOException {
        for (String age : List.of("second", "first", "newest")) {
            byte[] full = java.util.Arrays.copyOf(
                    age.getBytes(StandardCharsets.US_ASCII), Math.toIntExact(AuditLog.FILE_BYTES_MAX));
            Files.write(file(), full);
            log(ServerConfig.AuditNames.PLAIN).write("after", age);
        }

        assertTrue(startsWith("security.log.1", "newest"));
        assertTrue(startsWith("security.log.2", "first"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
    }

    private boolean startsWith(String name, String start) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(name));
        return new String(bytes, 0, start.length(), StandardCharsets.US_ASCII).equals(start);
    }

    @Test
    void aFullFileBecomesTheOldOne() throws IOException {
        Files.write(file(), new byte[Math.toIntExact(AuditLog.FILE_BYTES_MAX - 1)]);
        AuditLog log = log(ServerConfig.AuditNames.PLAIN);
        log.write("one", "fits");
        log.write("two", "does not");

        assertEquals(1, Files.readAllLines(file()).size());
        assertTrue(Files.size(folder.resolve("security.log.1")) >= AuditLog.FILE_BYTES_MAX);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }
}
