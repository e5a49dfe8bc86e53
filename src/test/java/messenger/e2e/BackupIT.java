package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is backed up while it works, killed, and restored; whoever used it meanwhile loses nothing. */
final class BackupIT {
    private static final List<String> STORE = List.of("mail.db", "mail.log", "accounts.db", "accounts.log");

    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    private Admin admin() {
        return new Admin(started, folder.resolve("admin"));
    }

    private Path backup(RealServer server, String name, String... more) {
        Path target = folder.resolve(name);
        List<String> all = new ArrayList<>(List.of("backup", target.toString(), "--json"));
        all.addAll(List.of(more));
        JsonNode made = admin().run(server.folder(), all.toArray(new String[0]))
                .expect(0)
                .only();
        assertTrue(made.path("bytes").asLong() > 1 << 22, made.toString());
        assertEquals(target.toString(), made.path("backup").asText());
        return target;
    }

    private static void moveStoreAway(Path data, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : STORE) {
            Files.move(data.resolve(name), to.resolve(name));
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void twoTalkTheServerIsRestoredAndNothingOfTheirsIsLost() throws IOException {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli alice = Cli.of(started, folder, "alice");
        Cli bob = Cli.of(started, folder, "bob");
        alice.register(server);
        bob.register(server);
        alice.send(bob, "before the backup");
        assertEquals(List.of("before the backup"), bob.fetch().all("text"));
        alice.fetch();
        Path backup = backup(server, "backup");
        alice.send(bob, "after it, and fetched");
        assertEquals(List.of("after it, and fetched"), bob.fetch().all("text"));
        alice.send(bob, "after it, and only at the server");
        alice.send(bob, "and another one");
        bob.send(alice, "bob's answer, only at the server");

        server.kill();
        moveStoreAway(server.folder(), folder.resolve("lost"));
        Cli.Outcome restored =
                admin().run(server.folder(), "restore", backup.toString()).expect(0);
        assertTrue(
                restored.out().get(0).startsWith("Restored 2 accounts and "),
                restored.out().toString());
        server.startAgain();

        Cli.Outcome alices = alice.fetch();
        assertTrue(alices.err().contains("restored from a backup"), alices.err());
        Cli.Outcome bobs = bob.fetch();
        assertTrue(bobs.err().contains("restored from a backup"), bobs.err());
        assertEquals(List.of("after it, and only at the server", "and another one"), bobs.all("text"));
        assertEquals(List.of("bob's answer, only at the server"), alice.fetch().all("text"));
        alice.send(bob, "and on it goes");
        Cli.Outcome later = bob.fetch();
        assertEquals(List.of("and on it goes"), later.all("text"));
        assertFalse(later.err().contains("restored"), later.err());

        List<String> all = List.of(
                "before the backup",
                "after it, and fetched",
                "after it, and only at the server",
                "and another one",
                "bob's answer, only at the server",
                "and on it goes");
        assertEquals(new TreeSet<>(all), new TreeSet<>(texts(alice.history("bob"))));
        assertEquals(new TreeSet<>(all), new TreeSet<>(texts(bob.history("alice"))));
        assertEquals(all.size(), texts(alice.history("bob")).size());
        assertEquals(all.size(), texts(bob.history("alice")).size());
    }

    /** Without the lines about what is asked for again: receipts went down with the server, too. */
    private static List<String> texts(Cli.Outcome history) {
        return history.json().stream()
                .filter(line -> !line.path("state").asText().equals("missing"))
                .map(line -> line.path("text").asText())
                .toList();
    }

    @Test
    void aBackupIsPrivateWholeAndWithoutKeysUnlessAskedFor() throws IOException {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli.of(started, folder, "alice").register(server);
        Path without = backup(server, "without");
        Path with = backup(server, "with", "--with-keys");

        Set<String> expected = new TreeSet<>(STORE);
        expected.addAll(List.of("backup.json", "server-tls.crt", "server-tls.key"));
        assertEquals(expected, names(without));
        expected.addAll(List.of("store.key", "password.key"));
        assertEquals(expected, names(with));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(with)));
        for (String name : names(with)) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(with.resolve(name))),
                    name);
        }
        Cli.Outcome again =
                admin().run(server.folder(), "backup", with.toString()).expect(3);
        assertTrue(again.err().contains("is there already"), again.err());

        JsonNode whole = admin().run(server.folder(), "verify-store", "--backup", without.toString(), "--json")
                .expect(0)
                .only();
        assertEquals(1, whole.path("accounts").asInt());
        Cli.Outcome said = admin().run(
                        server.folder(), "backup", folder.resolve("third").toString())
                .expect(0);
        assertTrue(String.join(" ", said.out()).contains("Not in it: store.key and password.key"), said.out() + "");
        admin().run(server.folder(), "backup", with.resolve("mail.db/x").toString())
                .expect(3);
    }

    @Test
    void aBackupWithKeysMakesAServerElsewhereThatIsTheSame() throws IOException {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli alice = Cli.of(started, folder, "alice");
        alice.register(server);
        Path backup = backup(server, "backup", "--with-keys");
        server.kill();
        Path elsewhere = folder.resolve("elsewhere");

        admin().run(elsewhere, "restore", backup.toString()).expect(0);
        admin().run(elsewhere, "verify-store").expect(0);
        Cli.Outcome twice = admin().run(elsewhere, "restore", backup.toString()).expect(2);
        assertTrue(twice.err().contains("a restore overwrites none"), twice.err());

        Running again = RealServer.launch(started, folder.resolve("logs"), elsewhere, server.port());
        assertEquals("fingerprint  " + server.fingerprint(), again.awaitLine(line -> line.startsWith("fingerprint")));
        alice.fetch();
    }

    @Test
    void aServerThatDoesNotRunIsBackedUpTooAndOneThatRunsIsNotLookedAt() throws IOException {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli.of(started, folder, "alice").register(server);
        Cli.Outcome running = admin().run(server.folder(), "verify-store").expect(3);
        assertTrue(running.err().contains("A server runs with the store"), running.err());
        server.kill();
        JsonNode whole =
                admin().run(server.folder(), "verify-store", "--json").expect(0).only();
        assertEquals(1, whole.path("accounts").asInt());
        assertTrue(whole.path("commits-in-log").asLong() > 0, whole.toString());

        Path backup = backup(server, "backup");
        admin().run(server.folder(), "verify-store", "--backup", backup.toString())
                .expect(0);
        Cli.Outcome nothing = admin().run(
                        folder.resolve("nobody"), "backup", folder.resolve("x").toString())
                .expect(2);
        assertTrue(nothing.err().contains("There is no store"), nothing.err());
    }

    @Test
    void whatIsNoWholeBackupIsNotRestored() throws IOException {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli.of(started, folder, "alice").register(server);
        Path backup = backup(server, "backup", "--with-keys");
        server.kill();
        Path elsewhere = folder.resolve("elsewhere");

        Path mail = backup.resolve("mail.db");
        byte[] good = Files.readAllBytes(mail);
        byte[] bad = good.clone();
        for (int at = 20_480; at < bad.length; at++) {
            bad[at] ^= 1;
        }
        Files.write(mail, bad);
        Cli.Outcome damaged =
                admin().run(elsewhere, "restore", backup.toString()).expect(6);
        assertTrue(damaged.err().contains("mail.db is damaged"), damaged.err());
        assertFalse(Files.exists(elsewhere.resolve("mail.db")));

        Files.delete(mail);
        Cli.Outcome missing =
                admin().run(elsewhere, "restore", backup.toString()).expect(6);
        assertTrue(missing.err().contains("mail.db is missing"), missing.err());

        Files.write(mail, good);
        Path label = backup.resolve("backup.json");
        String text = Files.readString(label);
        Files.writeString(label, text.replace("\"format\":1", "\"format\":2"));
        Cli.Outcome newer = admin().run(elsewhere, "restore", backup.toString()).expect(2);
        assertTrue(newer.err().contains("newer version"), newer.err());
        Files.delete(label);
        Cli.Outcome none = admin().run(elsewhere, "restore", backup.toString()).expect(2);
        assertTrue(none.err().contains("is no backup"), none.err());

        Files.writeString(label, text);
        Files.delete(backup.resolve("store.key"));
        Cli.Outcome noKey = admin().run(elsewhere, "restore", backup.toString()).expect(6);
        assertTrue(noKey.err().contains("store.key is missing"), noKey.err());
        assertFalse(Files.exists(elsewhere.resolve("mail.db")));
    }
}
