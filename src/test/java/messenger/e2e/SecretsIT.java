package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import messenger.client.OwnAccount;
import messenger.client.Table;
import messenger.client.store.Vault;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.identity.PrekeyPair;
import messenger.protocol.FrameCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a thief of the server's disk or a tap on the wire would search for, searched for (T30). */
final class SecretsIT {
    private static final String PASSWORD = "correct-horse-battery-staple-4711";
    private static final String SPOKEN = "the-rabbit-is-in-the-third-hat";
    private static final String ANSWERED = "and-the-key-is-under-the-doormat";

    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void t30TextsPasswordsAndPrivateKeysAreNeitherOnTheWireNorOnAnyDisk() throws Exception {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli alice = Cli.of(started, folder, "alice-the-archer", PASSWORD);
        alice.register(server);
        List<Bytes> wire = Collections.synchronizedList(new ArrayList<>());
        PeerSettings tapped = PeerSettings.of(server).tappedBy(wire::add);
        try (Peer bob = Peer.register(tapped, folder.resolve("bob").resolve("vault"), "bob-the-baker")) {
            alice.run("send", "--to", "bob-the-baker", SPOKEN).expect(0);
            assertEquals(List.of(SPOKEN), bob.awaitReceived(1));
            bob.compose("alice-the-archer", ANSWERED);
            bob.awaitStored(1);
            assertEquals(List.of(ANSWERED), alice.fetch().all("text"));
            bob.settle();
        }
        synchronized (wire) {
            assertTrue(wire.stream().anyMatch(frame -> kind(frame).equals("Register")), "it saw the registration");
        }
        server.stop();
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        secrets.put("what Alice said", SPOKEN.getBytes(StandardCharsets.UTF_8));
        secrets.put("what Bob answered", ANSWERED.getBytes(StandardCharsets.UTF_8));
        secrets.put("Alice's password", PASSWORD.getBytes(StandardCharsets.UTF_8));
        secrets.put("Bob's password", Peer.PASSWORD.getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> accessKeys = new LinkedHashMap<>();
        keys("Alice", alice.vault(), PASSWORD, secrets, accessKeys);
        keys("Bob", folder.resolve("bob").resolve("vault"), Peer.PASSWORD, secrets, accessKeys);

        Map<String, byte[]> places = new LinkedHashMap<>();
        for (Path root : List.of(
                server.folder(),
                server.logs(),
                alice.vault(),
                alice.logs(),
                folder.resolve("bob").resolve("vault"))) {
            read(root, places);
        }
        places.put("the server's output", String.join("\n", server.output()).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < wire.size(); i++) {
            places.put("frame " + i + " " + kind(wire.get(i)), wire.get(i).toArray());
        }

        // Names are nobody's secret on the wire, beneath TLS; on the server's disk they are.
        Map<String, byte[]> serversFiles = new LinkedHashMap<>();
        read(server.folder(), serversFiles);
        Map<String, byte[]> names = Map.of(
                "Alice's name", "alice-the-archer".getBytes(StandardCharsets.UTF_8),
                "Bob's name", "bob-the-baker".getBytes(StandardCharsets.UTF_8));
        assertTrue(serversFiles.size() > 2, serversFiles.keySet()::toString);
        assertEquals(List.of(), found(names, serversFiles));

        assertTrue(secrets.size() > 50 && places.size() > 20, secrets.size() + " " + places.size());
        assertEquals(List.of(), found(secrets, places));
        // Who hands in mail without saying who they are shows the recipient's key, and it is nowhere else.
        List<String> shown = found(accessKeys, places);
        assertFalse(shown.isEmpty());
        assertTrue(shown.stream().allMatch(where -> where.matches(".* in frame [0-9]+ SubmitSealed")), shown::toString);
        // The search itself finds what is there: a name on the wire, and anything that is put beside it.
        byte[] name = "bob-the-baker".getBytes(StandardCharsets.UTF_8);
        assertFalse(found(Map.of("a name", name), places).isEmpty());
        secrets.forEach((what, secret) -> assertEquals(
                List.of(what + " in a plant"), found(Map.of(what, secret), Map.of("a plant", planted(secret)))));
    }

    private static String kind(Bytes frame) {
        try {
            return FrameCodec.CLIENT.decode(frame).getClass().getSimpleName();
        } catch (MalformedException ofTheServer) {
            return "of the server";
        }
    }

    /** Every private key of a vault. */
    private static void keys(
            String whose, Path vault, String password, Map<String, byte[]> secrets, Map<String, byte[]> accessKeys)
            throws Exception {
        SecureRandom random = new SecureRandom();
        Secret secret = Secret.copyOf(password.getBytes(StandardCharsets.UTF_8));
        try (Vault open = Vault.open(vault, secret, random)) {
            OwnAccount account = OwnAccount.load(open);
            secrets.put(
                    whose + "'s account key", account.key().orElseThrow().seed().expose());
            secrets.put(
                    whose + "'s device signing key",
                    account.device().signing().seed().expose());
            secrets.put(
                    whose + "'s device identity key",
                    account.device().identity().secret().expose());
            accessKeys.put(whose + "'s access key", account.accessKey().expose());
            for (Map.Entry<Bytes, Bytes> row : open.all(Table.PREKEY).entrySet()) {
                // But for the row of counters, each row is a pair.
                if (row.getValue().size() > 64) {
                    PrekeyPair pair = PrekeyPair.decode(row.getValue());
                    secrets.put(
                            whose + "'s prekey " + pair.id(),
                            pair.curve().secret().expose());
                    secrets.put(
                            whose + "'s KEM prekey " + pair.id(),
                            pair.kem().seed().expose());
                }
            }
        }
    }

    private static void read(Path root, Map<String, byte[]> places) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                places.put(file.toString(), Files.readAllBytes(file));
            }
        }
    }

    private static List<String> found(Map<String, byte[]> secrets, Map<String, byte[]> places) {
        Needles needles = Needles.of(secrets);
        List<String> found = new ArrayList<>();
        places.forEach((where, bytes) -> needles.in(bytes).forEach(what -> found.add(what + " in " + where)));
        return found;
    }

    private static byte[] planted(byte[] secret) {
        return Bytes.concat(Bytes.utf8("before"), Bytes.copyOf(secret), Bytes.utf8("after"))
                .toArray();
    }
}
