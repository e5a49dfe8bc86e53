package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import messenger.client.HomeServer;
import messenger.client.store.Vault;
import messenger.transport.TestAuthority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are known by what an authority says: commands over real sockets, the clock is the system's. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class AuthoritiesTest {
    private static final String HOST = "127.0.0.1";

    private final TestAuthority authority = TestAuthority.root("Authority of the Team");
    private final TestAuthority another = TestAuthority.root("Somebody Else");

    @TempDir
    private Path folder;

    private Path anchors;
    private Path vault;
    private Path password;

    @BeforeEach
    void files() throws IOException {
        anchors = anchors(authority);
        vault = folder.resolve("vault");
        password = Files.writeString(folder.resolve("password"), "a good password\n");
    }

    private Path anchors(TestAuthority of) throws IOException {
        Path own = Files.createTempDirectory(folder, "anchors");
        of.anchors(own);
        try (var files = Files.list(own)) {
            return files.findFirst().orElseThrow();
        }
    }

    private ServerApp start(int port, String tls) {
        try {
            String here = "data: " + folder.resolve("data") + "\nlisten: {host: " + HOST + ", port: " + port + "}\n";
            return ServerApp.start(ServerConfig.parse("test.yaml", here + tls).settings(), (event, subject) -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    private ServerApp certified(int port, TestAuthority by) throws IOException {
        Instant now = Instant.now();
        Path files = Files.createTempDirectory(folder, "tls");
        by.identity(files, "secp256r1", now.minus(Duration.ofHours(1)), now, HOST);
        return start(
                port,
                "tls: {certificate: " + files.resolve("server.pem") + ", key: " + files.resolve("server.key") + "}\n");
    }

    private static int port(ServerApp server) {
        return server.address().getPort();
    }

    private int run(String command, String... more) {
        List<String> all =
                new ArrayList<>(List.of(command, "--data", vault.toString(), "--password-file", password.toString()));
        all.addAll(List.of(more));
        return Main.run(all.toArray(new String[0]));
    }

    private int register(ServerApp server, String... more) {
        List<String> all = new ArrayList<>(List.of("--server", HOST + ":" + port(server), "--user", "alice"));
        all.addAll(List.of(more));
        return run("register", all.toArray(new String[0]));
    }

    private HomeServer home() {
        try (Vault open = Vault.open(vault, Passwords.fromFile(password), new SecureRandom())) {
            return HomeServer.load(open);
        }
    }

    @Test
    void aCertifiedServerIsTrustedAgainByItsCertificateAndMayChangeItsKey() throws IOException {
        int port;
        try (ServerApp server = certified(0, authority)) {
            port = port(server);
            assertEquals(Exit.DONE, register(server, "--ca", anchors.toString()));
        }
        assertEquals(Optional.empty(), home().pin());
        assertEquals(Optional.of(anchors.toString()), home().anchors());

        try (ServerApp renewed = certified(port, authority)) {
            assertEquals(port, port(renewed));
            assertEquals(Exit.DONE, run("fetch"));
        }
        try (ServerApp impostor = certified(port, another)) {
            assertEquals(port, port(impostor));
            assertEquals(Exit.TRUST, run("fetch"));
        }
        assertEquals(Optional.of(anchors.toString()), home().anchors());
    }

    @Test
    void aServerThatNoAuthorityKnowsIsPinnedOnlyWhereSomebodyDecidesSo() {
        try (ServerApp server = start(0, "")) {
            assertEquals(Exit.TRUST, register(server, "--ca", anchors.toString()));
            assertEquals(Exit.DONE, register(server, "--ca", anchors.toString(), "--trust-server"));
            assertEquals(Optional.of(server.fingerprint().value()), home().pin());
            assertEquals(Optional.empty(), home().anchors());
        }
    }

    @Test
    void aPinIsStrongerThanAnyAuthority() throws IOException {
        try (ServerApp server = certified(0, authority)) {
            String other = "SHA256:" + "A".repeat(43);
            assertEquals(Exit.TRUST, register(server, "--pin", other, "--ca", anchors.toString()));
            assertEquals(
                    Exit.DONE, register(server, "--pin", server.fingerprint().toString(), "--ca", anchors.toString()));
            assertEquals(Optional.of(server.fingerprint().value()), home().pin());
        }
    }

    @Test
    void theAuthoritiesOfTheSystemDoNotKnowATestServer() throws IOException {
        try (ServerApp server = certified(0, authority)) {
            assertEquals(Exit.TRUST, register(server, "--ca"));
        }
        assertEquals(Optional.of(HomeServer.SYSTEM_ANCHORS), home().anchors());
    }

    @Test
    void anAuthorityThatCannotBeReadIsToldBeforeAnythingIsMade() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
        try (ServerApp server = certified(0, authority)) {
            assertEquals(
                    Exit.USAGE,
                    register(server, "--ca", folder.resolve("absent.pem").toString()));
            assertEquals(Exit.USAGE, register(server, "--ca", empty.toString()));
        }
        assertFalse(Vault.exists(vault));
    }

    @Test
    void anAuthorityThatIsGoneLaterIsTold() throws IOException {
        try (ServerApp server = certified(0, authority)) {
            assertEquals(Exit.DONE, register(server, "--ca", anchors.toString()));
            Files.delete(anchors);
            assertEquals(Exit.USAGE, run("fetch"));
            assertTrue(Vault.exists(vault));
        }
    }
}
