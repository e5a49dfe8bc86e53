package messenger.client.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed while it writes a vault; every commit it acknowledged is there, whole. */
final class VaultKillTest {
    @TempDir
    private Path directory;

    @Test
    void killedClientsLoseNothing() throws Exception {
        trials(5);
    }

    @Test
    @Tag("slow")
    void manyKilledClientsLoseNothing() throws Exception {
        trials(Integer.getInteger("kill.trials", 150));
    }

    private void trials(int count) throws Exception {
        long start = new Random().nextInt(1 << 20);
        for (int trial = 0; trial < count; trial++) {
            long seed = start + trial;
            Random random = new Random(seed);
            Path vault = Files.createDirectory(directory.resolve("trial" + trial));
            long acknowledged = runAndKill(vault, seed, random, 0);
            check(vault, seed, acknowledged);
            if (random.nextBoolean()) {
                check(vault, seed, runAndKill(vault, seed, random, acknowledged));
            }
        }
    }

    /** Gives the last commit that the process acknowledged before it was killed. */
    private long runAndKill(Path vault, long seed, Random random, long before) throws Exception {
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VaultLedger.class.getName(),
                        vault.toString(),
                        Long.toString(seed),
                        Integer.toString(1 + random.nextInt(40)))
                .redirectError(errors.toFile())
                .start();
        long acknowledged = before;
        int killAfter = random.nextInt(150);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < killAfter; i++) {
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("seed " + seed + ": " + Files.readString(errors));
                }
                acknowledged = Long.parseLong(line);
            }
            // Process.destroyForcibly would also close the pipe with the last acknowledgements in it.
            process.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged = Long.parseLong(line);
            }
        }
        process.waitFor();
        return acknowledged;
    }

    private static void check(Path at, long seed, long acknowledged) {
        VaultLedger ledger = new VaultLedger(seed);
        try (VaultStore vault = ledger.open(at)) {
            long shown = ledger.count(vault);
            assertTrue(
                    shown == acknowledged || shown == acknowledged + 1,
                    "seed " + seed + ": acknowledged " + acknowledged + ", shows " + shown);
            assertEquals(ledger.after(shown), ledger.rows(vault), "seed " + seed);
        }
    }
}
