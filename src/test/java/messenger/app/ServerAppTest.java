package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import messenger.crypto.SeededRandom;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.server.net.Await;
import messenger.server.net.Terminal;
import messenger.storage.DamagedStoreException;
import messenger.transport.Identities;
import messenger.transport.ServerKeyHash;
import messenger.transport.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as it is wired, over real sockets. */
final class ServerAppTest {
    private static final Instant NOW = Identities.NOW;

    @TempDir
    private Path folder;

    private final AtomicLong clock = new AtomicLong(NOW.toEpochMilli());

    private Instant now() {
        return Instant.ofEpochMilli(clock.get());
    }

    private ServerApp start(String config) throws IOException, ConfigException {
        String here = "data: " + folder.resolve("data") + "\nlisten: {host: 127.0.0.1, port: 0}\n";
        return ServerApp.start(
                ServerConfig.parse("test.yaml", here + config).settings(),
                (event, subject) -> {},
                this::now,
                new SeededRandom(1));
    }

    private static X509Certificate certificate(ServerApp server) {
        try (Terminal anybody = Terminal.connect(server.address())) {
            return anybody.certificate();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aServerThatRunsForYearsRenewsItsCertificateAndKeepsItsKey() throws Exception {
        try (ServerApp server = start("storage: memory\n")) {
            X509Certificate first = certificate(server);
            assertEquals(server.fingerprint(), ServerKeyHash.of(first.getPublicKey()));

            clock.set(first.getNotAfter().toInstant().minus(Duration.ofDays(29)).toEpochMilli());
            Await.until("renewed", () -> !certificate(server).equals(first));

            X509Certificate second = certificate(server);
            assertEquals(server.fingerprint(), ServerKeyHash.of(second.getPublicKey()));
            assertTrue(
                    second.getNotAfter().toInstant().isAfter(first.getNotAfter().toInstant()));
        }
        try (ServerApp again = start("storage: memory\n")) {
            assertNotEquals(NOW, now());
            assertTrue(certificate(again).getNotAfter().toInstant().isAfter(now().plus(Duration.ofDays(700))));
        }
    }

    @Test
    void anAuthoritysCertificateIsShown() throws Exception {
        TestAuthority authority = TestAuthority.root("Root of Tests").intermediate("Authority of Tests");
        authority.identity(folder, "secp256r1", NOW, NOW, "chat.example");
        String tls =
                "tls: {certificate: " + folder.resolve("server.pem") + ", key: " + folder.resolve("server.key") + "}";

        try (ServerApp server = start("storage: memory\n" + tls + "\n")) {
            X509Certificate shown = certificate(server);
            assertEquals("CN=Authority of Tests", shown.getIssuerX500Principal().getName());
            assertEquals(server.fingerprint(), ServerKeyHash.of(shown.getPublicKey()));
        }
        assertFalse(Files.exists(folder.resolve("data/server-tls.key")), "its own is not needed");
        clock.set(NOW.plus(TestAuthority.VALID).plusSeconds(1).toEpochMilli());
        IOException refusal = assertThrows(IOException.class, () -> start("storage: memory\n" + tls + "\n"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("expired on"));
    }

    @Test
    void whoHasNoHybridGroupIsRefusedWhereItIsRequired() throws Exception {
        try (ServerApp server = start("storage: memory\ntls: {require-pq: true}\n")) {
            assertThrows(SSLException.class, () -> Terminal.connect(server.address()));
        }
    }

    @Test
    void withItsKeysElsewhereADataFolderAloneDoesNotStart() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("credentials"));
        String keys =
                "keys: {store: " + elsewhere.resolve("s.key") + ", password: " + elsewhere.resolve("p.key") + "}\n";
        start(keys).close();
        start(keys).close();
        assertFalse(Files.exists(folder.resolve("data/store.key")));
        assertFalse(Files.exists(folder.resolve("data/password.key")));

        IOException noPassword = assertThrows(IOException.class, () -> start(""));
        assertTrue(String.valueOf(noPassword.getMessage()).contains("password.key is missing"));
        assertFalse(Files.exists(folder.resolve("data/password.key")));

        Files.copy(elsewhere.resolve("p.key"), folder.resolve("data/password.key"));
        assertThrows(DamagedStoreException.class, () -> start(""));
        assertFalse(Files.exists(folder.resolve("data/store.key")));
    }

    @Test
    void aServerThatRunsAnswersItsAdminAndOneThatStoppedDoesNot() throws Exception {
        AdminSocket admin = AdminSocket.in(folder.resolve("data"));
        try (ServerApp server = start("storage: memory\n")) {
            assertEquals("{\"answer\":\"pong\"}", admin.ask("{\"request\":\"ping\"}"));
            try (Terminal alice = Terminal.connect(server.address())) {
                alice.send(new ClientFrame.Ping());
                assertEquals(new ServerFrame.Pong(), alice.receive());
            }
        }
        assertThrows(CommandFailure.class, () -> admin.ask("{\"request\":\"ping\"}"));
        assertFalse(Files.exists(folder.resolve("data/admin.sock")));
    }
}
