package messenger.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import messenger.crypto.identity.MailboxId;
import messenger.server.StoreResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real engine is killed at a random moment, several times over the same files. */
final class MapDbKillTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final Set<Long> appended = new TreeSet<>();
    private final Set<Long> deleting = new HashSet<>();
    private final Set<Long> deleted = new HashSet<>();
    private final Set<String> given = new HashSet<>();
    private long version;
    private long generation;

    @Test
    void killedEnginesKeepWhatTheyAnswered() throws Exception {
        trials(4, 2);
    }

    @Test
    @Tag("slow")
    void manyKilledEnginesKeepWhatTheyAnswered() throws Exception {
        int trials = Integer.getInteger("kill.trials", 160);
        trials((trials + 3) / 4, 4);
    }

    private void trials(int stores, int kills) throws Exception {
        long start = new Random().nextInt(1 << 20);
        for (int i = 0; i < stores; i++) {
            long seed = start + i;
            Random random = new Random(seed);
            Path files = Files.createDirectory(directory.resolve("store" + i));
            appended.clear();
            deleting.clear();
            deleted.clear();
            given.clear();
            version = 0;
            generation = 0;
            for (int kill = 0; kill < kills; kill++) {
                runAndKill(files, seed, 1 + kill * 1_000_000L, random.nextInt(800));
                check(files, "seed " + seed + ", kill " + kill);
            }
        }
    }

    private void runAndKill(Path files, long seed, long first, int lines) throws Exception {
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreCrashWriter.class.getName(),
                        files.toString(),
                        Long.toString(seed),
                        Long.toString(first))
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("seed " + seed + ": " + Files.readString(errors));
                }
                note(line);
            }
            // Process.destroyForcibly would also close the pipe with the last answers in it.
            process.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                note(line);
            }
        }
        process.waitFor();
    }

    private void note(String line) {
        String value = line.substring(2);
        switch (line.charAt(0)) {
            case 'A' -> appended.add(Long.parseLong(value));
            case 'd' -> deleting.add(Long.parseLong(value));
            case 'D' -> deleted.add(Long.parseLong(value));
            case 'T' -> assertTrue(given.add(value), value + " was given out twice");
            case 'V' -> {
                version = Long.parseLong(value);
                generation = 0; // The device that went took its own with it.
            }
            case 'G' -> generation = Long.parseLong(value);
            default -> throw new AssertionError(line);
        }
    }

    private void check(Path files, String what) {
        try (Store store =
                MapDbStore.open(files, MailQuota.DEFAULT, StoreCrashWriter.LIMITS, new SecureRandom(), failure -> {
                    throw new AssertionError(failure);
                })) {
            Core core = Core.on(store);
            StoreResult page = core.ask(Fixture.fetch(Fixture.BOB));
            List<Long> waiting = Fixture.texts(page).stream()
                    .map(text -> Long.parseLong(text.substring(0, text.indexOf(' '))))
                    .toList();
            assertEquals(List.copyOf(new TreeSet<>(waiting)), waiting, what + ": in order, and each once");
            Set<Long> missing = new TreeSet<>(appended);
            missing.removeAll(deleting);
            missing.removeAll(new HashSet<>(waiting));
            assertEquals(Set.of(), missing, what + ": answered but gone");
            Set<Long> back = new TreeSet<>(waiting);
            back.retainAll(deleted);
            assertEquals(Set.of(), back, what + ": deleted but back");
            checkCarol(core, what);
            StoreResult taken = core.ask(Fixture.take(1));
            if (taken instanceof StoreResult.BundleTaken bundle) {
                bundle.oneTime().forEach(pair -> note("T " + Fixture.text(pair)));
            }
        }
    }

    /** Her devices are those of the last list that was answered, or of the one after; and nothing in between. */
    private void checkCarol(Core core, String what) {
        if (version == 0) {
            return;
        }
        long found = StoreCrashWriter.carolsVersion(core);
        assertTrue(found == version || found == version + 1, what + ": list " + found + " after " + version);
        StoreResult here = core.ask(Fixture.append(-1, "m", StoreCrashWriter.carolsMailbox(found)));
        assertEquals(Fixture.allAppended(), here, what);
        for (long other : new long[] {found - 1, found + 1}) {
            MailboxId gone = StoreCrashWriter.carolsMailbox(other);
            StoreResult unknown = new StoreResult.MailAppended(List.of(), List.of(gone), List.of());
            assertEquals(unknown, core.ask(Fixture.append(-2, "m", gone)), what);
        }
        var noted = (StoreResult.LoginNoted) core.ask(Fixture.login(3, 1, 0));
        long least = found == version ? generation : 0;
        assertTrue(noted.lastGeneration() >= least, what + ": an older generation");
    }
}
