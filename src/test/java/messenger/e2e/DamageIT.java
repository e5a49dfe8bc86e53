package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar and a damaged file: it says which, says what to do, ends with its exit code, changes nothing, never starts
 * empty over data.
 */
final class DamageIT {
    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    private static Map<Path, byte[]> files(Path where) throws IOException {
        Map<Path, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(where)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void put(Map<Path, byte[]> files) throws IOException {
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }

    /** One kind of damage, to a copy of a file's bytes; no bytes at all where the file goes. */
    private record Damage(String file, UnaryOperator<byte[]> how, int exit, String says) {}

    private static byte[] flipped(byte[] bytes) {
        byte[] bad = bytes.clone();
        for (int at = 20_480; at < bad.length; at++) {
            bad[at] ^= 1;
        }
        return bad;
    }

    private static byte[] half(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] gone(byte[] bytes) {
        return new byte[0];
    }

    private static byte[] junk(byte[] bytes) {
        byte[] bad = bytes.clone();
        java.util.Arrays.fill(bad, (byte) 'x');
        return bad;
    }

    private interface Start {
        Cli.Outcome start();
    }

    private static void assertRefused(Path where, List<Damage> damages, Start start) throws IOException {
        Map<Path, byte[]> good = files(where);
        for (Damage damage : damages) {
            Path file = where.resolve(damage.file());
            byte[] bad = damage.how().apply(Files.readAllBytes(file));
            if (bad.length == 0) {
                Files.delete(file);
            } else {
                Files.write(file, bad);
            }
            Cli.Outcome outcome = start.start();
            String said = damage.file() + " should say " + damage.says() + ": " + outcome.out() + outcome.err();
            assertEquals(damage.exit(), outcome.exit(), said);
            assertTrue(outcome.err().contains(damage.file()), said);
            assertTrue(outcome.err().contains(damage.says()), said);
            assertTrue(!outcome.err().contains("\tat "), said);
            assertTrue(bad.length > 0 || Files.notExists(file), "it was made anew: " + said);
            put(good);
        }
    }

    @Test
    void t10TheServerRefusesToStartOverAnyDamagedFile() throws IOException {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli alice = Cli.of(started, folder, "alice");
        Cli bob = Cli.of(started, folder, "bob");
        alice.register(server);
        bob.register(server);
        // In its first life all of a store is in its log: the files could be damaged and nothing would be lost.
        server.stop();
        server.startAgain();
        alice.send(bob, "waits");
        server.kill();

        assertRefused(
                server.folder(),
                List.of(
                        new Damage("mail.db", DamageIT::flipped, 6, "restore the last backup"),
                        new Damage("mail.db", DamageIT::half, 6, "restore the last backup"),
                        new Damage("mail.db", DamageIT::gone, 6, "it is missing"),
                        new Damage("accounts.db", DamageIT::flipped, 6, "restore the last backup"),
                        new Damage("accounts.db", DamageIT::gone, 6, "it is missing"),
                        new Damage("mail.log", DamageIT::gone, 6, "it is missing"),
                        new Damage("accounts.log", DamageIT::gone, 6, "it is missing"),
                        new Damage("accounts.log", DamageIT::junk, 6, "restore the last backup"),
                        new Damage("store.key", DamageIT::gone, 6, "cannot be read"),
                        new Damage("store.key", DamageIT::junk, 6, "it holds no key"),
                        new Damage("password.key", DamageIT::gone, 2, "Restore it from a backup"),
                        new Damage("password.key", DamageIT::junk, 2, "Restore it from a backup"),
                        new Damage("server-tls.key", DamageIT::gone, 2, "Restore it from a backup"),
                        new Damage("server-tls.key", DamageIT::junk, 2, "backup")),
                () -> {
                    Running start = RealServer.launch(started, folder.resolve("logs"), server.folder(), server.port());
                    List<String> out = start.nextLine().stream().toList();
                    assertEquals(List.of(), out, "it started");
                    return new Cli.Outcome(start.exit(), out, start.errors());
                });

        server.startAgain();
        assertEquals(List.of("waits"), bob.fetch().all("text"));
    }

    @Test
    void theClientRefusesAnyDamagedFileOfItsVault() throws IOException {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli alice = Cli.of(started, folder, "alice");
        alice.register(server);

        assertRefused(
                alice.vault(),
                List.of(
                        new Damage("vault.db", DamageIT::flipped, 6, "is damaged"),
                        new Damage("vault.db", DamageIT::half, 6, "is damaged"),
                        new Damage("vault.db", DamageIT::gone, 6, "is missing"),
                        new Damage("vault.key", DamageIT::gone, 6, "Put the whole folder back"),
                        new Damage("vault.key", DamageIT::junk, 6, ""),
                        new Damage("vault.log", DamageIT::gone, 6, "is missing"),
                        new Damage("vault.cells", DamageIT::gone, 6, "is missing"),
                        new Damage("vault.cells", DamageIT::junk, 6, "")),
                () -> alice.run("fetch", "--json"));

        alice.fetch();
    }
}
