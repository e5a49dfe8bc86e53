package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import messenger.client.OwnAccount;
import messenger.crypto.identity.LoginProof;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mallory in Alice's name: reads, writes, deletes, guesses at names. All of it is refused, and some of it logged. */
final class ImpostorIT {
    private static final RequestId ONE = new RequestId(1);

    @TempDir
    private Path folder;

    private final Started started = new Started();
    private final SecureRandom random = new SecureRandom();
    private RealServer server;
    private OwnAccount alice;
    private OwnAccount mallory;

    @BeforeEach
    void startAServerWithTwo() throws IOException {
        server = RealServer.start(started, folder.resolve("server"));
        alice = account("alice");
        mallory = account("mallory");
    }

    @AfterEach
    void endEverything() {
        started.close();
    }

    private OwnAccount account(String name) throws IOException {
        OwnAccount account = OwnAccount.create(new UserName(name), Instant.now(), random);
        try (RawClient client = RawClient.tls(server)) {
            client.register(account, server.keyHash());
        }
        return account;
    }

    private RawClient loggedIn(OwnAccount account) throws IOException {
        RawClient client = RawClient.tls(server);
        client.login(account, server.keyHash());
        return client;
    }

    /** A login that says it is Alice, signed by the only key that Mallory has. */
    private ClientFrame.Login asAlice(RawClient client) throws IOException {
        LoginProof proof = new LoginProof(
                server.keyHash().value(),
                client.hello(),
                alice.id(),
                alice.device().id(),
                alice.deviceList().list().version());
        return new ClientFrame.Login(
                alice.id(), alice.device().id(), proof.deviceListVersion(), 0, proof.sign(mallory.device()));
    }

    @Test
    void t15AFailedLoginReadsNothingAndIsLogged() throws IOException {
        try (RawClient stranger = RawClient.tls(server)) {
            assertEquals(Refusal.LOGIN, stranger.refusal(asAlice(stranger)).reason());

            stranger.send(new ClientFrame.Subscribe());

            stranger.await(ServerFrame.Goodbye.class);
            stranger.awaitClosed();
        }
        String log = Files.readString(server.folder().resolve("security.log"), StandardCharsets.UTF_8);
        assertTrue(log.contains("\"login-refused\""), log);
        assertFalse(log.contains("alice") || log.contains(alice.id().toString()), log);
    }

    @Test
    void t15NobodySendsBeforeALoginOrRegistersATakenName() throws IOException {
        try (RawClient stranger = RawClient.tls(server)) {
            stranger.hello();
            stranger.send(new ClientFrame.FindUser(ONE, alice.name()));
            stranger.await(ServerFrame.Goodbye.class);
            stranger.awaitClosed();
        }
        OwnAccount twin = OwnAccount.create(alice.name(), Instant.now(), random);
        try (RawClient stranger = RawClient.tls(server)) {
            assertEquals(Refusal.NAME_TAKEN, stranger.refusedRegistration(twin, server.keyHash()));
        }
        try (RawClient alices = loggedIn(alice)) {
            assertTrue(alices.isHeard());
        }
    }

    @Test
    void t15SomebodyElsesAccountIsNotDeletedNorItsDevicesChanged() throws IOException {
        try (RawClient client = loggedIn(mallory)) {
            for (ClientFrame attempt : List.of(
                    new ClientFrame.DeleteAccount(ONE, alice.deviceList().encoded()),
                    new ClientFrame.UpdateDevices(ONE, alice.deviceList().encoded()))) {
                assertEquals(ONE, client.refusal(attempt).request());
            }
        }
        try (RawClient alices = loggedIn(alice)) {
            assertTrue(alices.isHeard());
        }
    }

    /** Such a name cannot be made in this program, so it is put into the bytes. */
    @Test
    void t15AWildcardIsNoNameAndFindsNobody() throws IOException {
        byte[] question = RawClient.framed(new ClientFrame.FindUser(ONE, alice.name()));
        int at = new String(question, StandardCharsets.ISO_8859_1).indexOf("alice");
        for (String wildcard : List.of("%%%%%", "ali%%", "*****", "a.*.*", "'or''")) {
            byte[] changed = question.clone();
            System.arraycopy(wildcard.getBytes(StandardCharsets.US_ASCII), 0, changed, at, wildcard.length());
            try (RawClient client = loggedIn(mallory)) {
                client.send(changed);

                assertEquals(
                        Refusal.MALFORMED,
                        client.await(ServerFrame.Goodbye.class).reason(),
                        wildcard);
                client.awaitClosed();
            }
        }
    }
}
