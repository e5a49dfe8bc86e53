package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PasswordKeyFileTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve(PasswordKeyFile.NAME);
    }

    private Secret open(PasswordKeyFile.Accounts accounts) throws IOException {
        return PasswordKeyFile.openOrCreate(file(), accounts, new SeededRandom(1))
                .encoded();
    }

    @Test
    void theFirstStartMakesThemAndLaterOnesKeepThem() throws IOException {
        Secret first = open(PasswordKeyFile.Accounts.NONE);

        assertEquals(
                first,
                PasswordKeyFile.openOrCreate(file(), PasswordKeyFile.Accounts.SOME, new SeededRandom(2))
                        .encoded());

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    void withAccountsAMissingFileIsNotMadeAnew() {
        IOException refusal = assertThrows(IOException.class, () -> open(PasswordKeyFile.Accounts.SOME));

        assertTrue(String.valueOf(refusal.getMessage()).contains(file() + " is missing, though there are accounts"));
        assertFalse(Files.exists(file()));
    }

    @Test
    void aHalfWrittenFileOfACrashIsNoObstacle() throws IOException {
        Files.writeString(folder.resolve(PasswordKeyFile.NAME + ".new"), "half");

        open(PasswordKeyFile.Accounts.NONE);

        assertFalse(Files.exists(folder.resolve(PasswordKeyFile.NAME + ".new")));
    }

    @Test
    void anotherSizeIsRefusedAndKept() throws IOException {
        open(PasswordKeyFile.Accounts.NONE);
        String good = Files.readString(file()).strip();
        Files.writeString(file(), good);
        open(PasswordKeyFile.Accounts.SOME);
        for (String bad : new String[] {"", good.substring(1), good + "0", good + "\n\n", good + "\r\n", "x" + good}) {
            Files.writeString(file(), bad);

            IOException refusal = assertThrows(IOException.class, () -> open(PasswordKeyFile.Accounts.NONE));

            assertTrue(String.valueOf(refusal.getMessage()).contains("128 hexadecimal digits"));
            assertEquals(bad, Files.readString(file()));
        }
    }

    @Test
    void aDamagedFileIsRefusedOrHoldsOtherDigits() throws IOException {
        long seed = Long.getLong("secrets.seed", 20261120L);
        Random random = new Random(seed);
        open(PasswordKeyFile.Accounts.NONE);
        byte[] good = Files.readAllBytes(file());
        for (int round = 0; round < 300; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file(), bad);
            try {
                open(PasswordKeyFile.Accounts.SOME);
                assertTrue(new String(bad, java.nio.charset.StandardCharsets.ISO_8859_1).matches("[0-9a-f]{128}\n"));
            } catch (IOException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("128 hexadecimal digits"), "seed " + seed);
            }
        }
    }
}
