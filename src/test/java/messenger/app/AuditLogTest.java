package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
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
