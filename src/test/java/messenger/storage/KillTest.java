package messenger.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed at a random moment; every commit it acknowledged is there, whole. */
final class KillTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void killedProcessesLoseNothing() throws Exception {
        trials(10, 1);
    }

    @Test
    @Tag("slow")
    void manyKilledProcessesLoseNothing() throws Exception {
        trials(Integer.getInteger("kill.trials", 150), 3);
    }

    private void trials(int count, int killsMax) throws Exception {
        long start = new Random().nextInt(1 << 20);
        int refused = 0;
        for (int trial = 0; trial < count; trial++) {
            long seed = start + trial;
            Random random = new Random(seed);
            Path store = Files.createDirectory(directory.resolve("trial" + trial));
            long acknowledged = 0;
            int kills = 1 + random.nextInt(killsMax);
            for (int kill = 0; kill < kills; kill++) {
                acknowledged = runAndKill(store, seed, random, acknowledged);
            }
            Path torn = copy(store, "torn" + trial);
            Path flipped = copy(store, "flipped" + trial);
            check(store, seed, acknowledged);
            tearTail(torn, random);
            check(torn, seed, acknowledged);
            refused += checkFlipped(flipped, seed, acknowledged, random);
        }
        if (count > 50) {
            assertTrue(refused > 0, "no flipped bit was ever noticed");
        }
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Gives the last commit the process acknowledged before it was killed. */
    private long runAndKill(Path store, long seed, Random random, long before) throws Exception {
        Process process = new ProcessBuilder(
                        java().toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashWriter.class.getName(),
                        store.toString(),
                        Long.toString(seed),
                        Integer.toString(1 + random.nextInt(40)))
                .redirectError(directory.resolve("errors").toFile())
                .start();
        long acknowledged = before;
        int killAfter = random.nextInt(150);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < killAfter; i++) {
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("seed " + seed + ": " + Files.readString(directory.resolve("errors")));
                }
                acknowledged = take(line, acknowledged, store, seed);
            }
            // Process.destroyForcibly would also close the pipe with the last acknowledgements in it.
            process.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged = take(line, acknowledged, store, seed);
            }
        }
        process.waitFor();
        return acknowledged;
    }

    /** Gives the last acknowledged commit; a copy that was said to be whole is checked at once. */
    private long take(String line, long acknowledged, Path store, long seed) {
        if (!line.startsWith(CrashWriter.COPY)) {
            return Long.parseLong(line);
        }
        long commit = Long.parseLong(line.substring(CrashWriter.COPY.length())) + 1;
        Ledger ledger = new Ledger(seed);
        try (JournaledStore copy =
                JournaledStore.open(store.resolve(line), "test", CrashWriter.LIMITS, new SecureRandom())) {
            assertEquals(commit, ledger.count(copy), () -> "seed " + seed + ", " + line);
            ledger.check(copy);
        }
        return acknowledged;
    }

    private void check(Path at, long seed, long acknowledged) {
        Ledger ledger = new Ledger(seed);
        try (JournaledStore store = JournaledStore.open(at, "test", CrashWriter.LIMITS, new SecureRandom())) {
            long shown = ledger.count(store);
            assertTrue(
                    shown == acknowledged || shown == acknowledged + 1,
                    "seed " + seed + ": acknowledged " + acknowledged + ", shows " + shown);
            ledger.check(store);
            ledger.next(store);
            ledger.check(store);
        }
    }

    private Path copy(Path store, String name) throws IOException {
        Path to = Files.createDirectory(directory.resolve(name));
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    /** Where the records of the present generation end. */
    private static long endOfLog(RandomAccessFile log) throws IOException {
        byte[] header = new byte[RedoRecord.HEADER_BYTES];
        long generation = 0;
        long at = 0;
        while (at + header.length <= log.length()) {
            log.seek(at);
            log.readFully(header);
            ByteBuffer in = ByteBuffer.wrap(header);
            if (in.getInt(0) != RedoRecord.MAGIC || (at > 0 && in.getLong(8) != generation)) {
                break;
            }
            generation = in.getLong(8);
            at += RedoRecord.padded(RedoRecord.HEADER_BYTES + in.getInt(32));
        }
        return at;
    }

    /** Adds the first half of a record that was never acknowledged. */
    private static void tearTail(Path store, Random random) throws IOException {
        Path log = store.resolve("test.log");
        if (Files.notExists(log)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            long end = endOfLog(file);
            byte[] record = new byte[RedoRecord.HEADER_BYTES + random.nextInt(2000)];
            random.nextBytes(record);
            ByteBuffer.wrap(record).putInt(RedoRecord.MAGIC).putInt(32, 3000);
            if (end > 0) {
                byte[] previous = new byte[RedoRecord.HEADER_BYTES];
                file.seek(0);
                file.readFully(previous);
                System.arraycopy(previous, 8, record, 8, 16);
            }
            file.seek(end);
            file.write(record);
        }
    }

    /** A flipped bit in what is in use is refused or harmless. Gives 1 if it was refused. */
    private int checkFlipped(Path store, long seed, long acknowledged, Random random) throws IOException {
        Path file = store.resolve(random.nextBoolean() ? "test.log" : "test.db");
        if (Files.notExists(file)) {
            return 0;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long used = file.endsWith("test.log") ? endOfLog(bytes) : bytes.length();
            if (used == 0) {
                return 0;
            }
            long at = random.nextInt((int) used);
            bytes.seek(at);
            int value = bytes.read();
            bytes.seek(at);
            bytes.write(value ^ (1 << random.nextInt(8)));
        }
        try {
            check(store, seed, acknowledged);
            return 0;
        } catch (DamagedStoreException noticed) {
            assertEquals(0, noticed.getMessage().indexOf("The store file"));
            return 1;
        }
    }
}
