package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import messenger.crypto.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerSecretsTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve(ServerSecrets.FILE);
    }

    private ServerSecrets open(ServerSecrets.Accounts accounts) throws IOException {
        return ServerSecrets.openOrCreate(file(), accounts, new SeededRandom(1));
    }

    @Test
    void theFirstStartMakesThemAndLaterOnesKeepThem() throws IOException {
        ServerSecrets first = open(ServerSecrets.Accounts.NONE);

        assertEquals(first, ServerSecrets.openOrCreate(file(), ServerSecrets.Accounts.SOME, new SeededRandom(2)));
        assertEquals(first, ServerSecrets.openOrCreate(file(), ServerSecrets.Accounts.NONE, new SeededRandom(3)));
        assertNotEquals(first.oprfSeed(), first.akeSeed());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    void withAccountsAMissingFileIsNotMadeAnew() {
        IOException refusal = assertThrows(IOException.class, () -> open(ServerSecrets.Accounts.SOME));

        assertTrue(String.valueOf(refusal.getMessage()).contains(file() + " is missing, though there are accounts"));
        assertFalse(Files.exists(file()));
    }

    @Test
    void aHalfWrittenFileOfACrashIsNoObstacle() throws IOException {
        Files.writeString(folder.resolve(ServerSecrets.FILE + ".new"), "half");

        open(ServerSecrets.Accounts.NONE);

        assertFalse(Files.exists(folder.resolve(ServerSecrets.FILE + ".new")));
    }

    @Test
    void anotherSizeIsRefusedAndKept() throws IOException {
        open(ServerSecrets.Accounts.NONE);
        String good = Files.readString(file()).strip();
        Files.writeString(file(), good);
        open(ServerSecrets.Accounts.SOME);
        for (String bad : new String[] {"", good.substring(1), good + "0", good + "\n\n", good + "\r\n", "x" + good}) {
            Files.writeString(file(), bad);

            IOException refusal = assertThrows(IOException.class, () -> open(ServerSecrets.Accounts.NONE));

            assertTrue(String.valueOf(refusal.getMessage()).contains("128 hexadecimal digits"));
            assertEquals(bad, Files.readString(file()));
        }
    }

    @Test
    void aDamagedFileIsRefusedOrHoldsOtherDigits() throws IOException {
        long seed = Long.getLong("secrets.seed", 20261120L);
        Random random = new Random(seed);
        open(ServerSecrets.Accounts.NONE);
        byte[] good = Files.readAllBytes(file());
        for (int round = 0; round < 300; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file(), bad);
            try {
                open(ServerSecrets.Accounts.SOME);
                assertTrue(new String(bad, java.nio.charset.StandardCharsets.ISO_8859_1).matches("[0-9a-f]{128}\n"));
            } catch (IOException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("128 hexadecimal digits"), "seed " + seed);
            }
        }
    }

    @Test
    void nothingOfThemIsPrinted() throws IOException {
        ServerSecrets secrets = open(ServerSecrets.Accounts.NONE);

        String hex = HexFormat.of().formatHex(secrets.oprfSeed().expose());
        assertFalse(secrets.toString().contains(hex.substring(0, 8)), secrets.toString());
        assertFalse(secrets.toString().contains("[B@"));
    }
}
