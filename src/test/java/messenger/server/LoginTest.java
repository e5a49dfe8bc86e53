package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.crypto.Signature;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.LoginProof;
import messenger.protocol.ClientFrame;
import messenger.protocol.Incarnation;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoginTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private final TestServer server = new TestServer(Tightened.patient());
    private final Person alice = server.person("alice");
    private final Person mallory = server.person("mallory");

    @BeforeEach
    void aliceIsRegistered() {
        server.registered(alice).cut();
    }

    private static List<ServerFrame> refused(Refusal reason) {
        return List.of(new ServerFrame.Refused(RequestId.NONE, reason));
    }

    @Test
    void whoeverProvesToBeTheDeviceIsLoggedIn() {
        TestConnection connection = server.open();

        connection.login(alice);

        assertEquals(
                List.of(new ServerFrame.LoggedIn(alice.name, 0, 1, 0, 0, Incarnation.NONE)), connection.takeHeard());
        assertTrue(connection.isAdmitted());
    }

    @Test
    void aLoginSaysHowManyOneTimePrekeysAreLeft() {
        TestConnection first = server.loggedIn(alice);
        first.say(alice.prekeys(1, 2, 3));
        first.cut();
        TestConnection second = server.open();

        second.login(alice);

        assertEquals(List.of(new ServerFrame.LoggedIn(alice.name, 3, 1, 0, 0, Incarnation.NONE)), second.takeHeard());
    }

    /** A vault that was restored from a copy learns it by this. */
    @Test
    void aLoginSaysTheGenerationOfTheOneBefore() {
        TestConnection first = server.open();
        first.say(alice.login(first.hello(), alice.device, 1, 7));
        assertEquals(List.of(new ServerFrame.LoggedIn(alice.name, 0, 1, 0, 0, Incarnation.NONE)), first.takeHeard());
        first.cut();
        TestConnection second = server.open();

        second.say(alice.login(second.hello(), alice.device, 1, 6));

        assertEquals(List.of(new ServerFrame.LoggedIn(alice.name, 0, 1, 7, 0, Incarnation.NONE)), second.takeHeard());
    }

    @Test
    void anotherProtocolVersionIsRefused() {
        TestConnection connection = server.open();

        connection.say(new ClientFrame.Hello(2, "test"));

        assertEquals(
                List.of(
                        new ServerFrame.Refused(RequestId.NONE, Refusal.VERSION),
                        new ServerFrame.Goodbye(Refusal.VERSION)),
                connection.takeHeard());
        assertTrue(connection.isClosed());
    }

    @Test
    void aReplayedLoginIsRefused() {
        TestConnection connection = server.open();
        ClientFrame.Login login = alice.login(connection.hello());
        connection.say(login);
        connection.cut();
        TestConnection replay = server.open();
        replay.hello();

        replay.say(login);

        assertEquals(refused(Refusal.LOGIN), replay.takeHeard());
    }

    @Test
    void aNonceIsGoodOnce() {
        TestConnection connection = server.open();
        Bytes nonce = connection.hello();
        connection.say(mallory.login(nonce));
        connection.takeHeard();

        connection.say(alice.login(nonce));

        assertEquals(refused(Refusal.LOGIN), connection.takeHeard());
    }

    @Test
    void afterARefusalANewNonceMayBeAskedFor() {
        TestConnection connection = server.open();
        Bytes nonce = connection.hello();
        connection.say(mallory.login(nonce));
        connection.takeHeard();

        Bytes second = connection.hello();
        connection.say(alice.login(second));

        assertNotEquals(nonce, second);
        assertEquals(
                List.of(new ServerFrame.LoggedIn(alice.name, 0, 1, 0, 0, Incarnation.NONE)), connection.takeHeard());
    }

    @Test
    void aNewNonceVoidsTheOneBefore() {
        TestConnection connection = server.open();
        Bytes first = connection.hello();
        connection.hello();

        connection.say(alice.login(first));

        assertEquals(refused(Refusal.LOGIN), connection.takeHeard());
    }

    @Test
    void aNonceIsGoodUntilJustBeforeFiveMinutesHavePassed() {
        TestConnection connection = server.open();
        Bytes nonce = connection.hello();
        server.pass(FIVE_MINUTES.minusNanos(1));

        connection.say(alice.login(nonce));

        assertEquals(
                List.of(new ServerFrame.LoggedIn(alice.name, 0, 1, 0, 0, Incarnation.NONE)), connection.takeHeard());
    }

    @Test
    void aNonceOfFiveMinutesIsTooOld() {
        TestConnection connection = server.open();
        Bytes nonce = connection.hello();
        server.pass(FIVE_MINUTES);

        connection.say(alice.login(nonce));

        assertEquals(refused(Refusal.LOGIN), connection.takeHeard());
    }

    @Test
    void aLoginWithoutNonceIsRefused() {
        TestConnection connection = server.open();

        connection.say(alice.login(Bytes.copyOf(new byte[LoginProof.NONCE_BYTES])));

        assertEquals(refused(Refusal.LOGIN), connection.takeHeard());
    }

    @Test
    void aLoginForAnotherServersKeyIsRefused() {
        TestConnection connection = server.open();
        Bytes otherServer = Sha256.of(Bytes.utf8("Mallory's server"));
        LoginProof proof = new LoginProof(otherServer, connection.hello(), alice.account(), DeviceId.FIRST, 1);

        connection.say(new ClientFrame.Login(alice.account(), DeviceId.FIRST, 1, 0, proof.sign(alice.device)));

        assertEquals(refused(Refusal.LOGIN), connection.takeHeard());
    }

    @Test
    void everyWrongLoginIsAnsweredAlike() {
        assertEquals(refused(Refusal.LOGIN), answerTo(mallory, DeviceId.FIRST, 1), "unknown account");
        assertEquals(refused(Refusal.LOGIN), answerTo(alice, new DeviceId(2), 1), "unknown device");
        assertEquals(refused(Refusal.LOGIN), answerTo(alice, DeviceId.FIRST, 2), "unknown version");
        TestConnection connection = server.open();
        DeviceKeys stranger = DeviceKeys.generate(DeviceId.FIRST, server.random);
        Signature forged = alice.proof(connection.hello()).sign(stranger);

        connection.say(new ClientFrame.Login(alice.account(), DeviceId.FIRST, 1, 0, forged));

        assertEquals(refused(Refusal.LOGIN), connection.takeHeard(), "wrong signature");
        assertFalse(connection.isAdmitted());
    }

    private List<ServerFrame> answerTo(Person person, DeviceId device, long version) {
        TestConnection connection = server.open();
        LoginProof proof =
                new LoginProof(Person.SERVER_KEY_HASH, connection.hello(), person.account(), device, version);
        connection.say(new ClientFrame.Login(person.account(), device, version, 0, proof.sign(person.device)));
        assertFalse(connection.isAdmitted());
        assertFalse(connection.isClosed());
        return connection.takeHeard();
    }

    @Test
    void aRefusedLoginIsAudited() {
        TestConnection connection = server.open();
        server.audits.clear();

        connection.login(mallory);

        assertEquals(List.of(new Effect.Audit("login-refused", mallory.account().toString())), server.audits);
    }

    @Test
    void whatNeedsALoginIsRefusedBeforeItAndTheConnectionCloses() {
        TestConnection connection = server.open();

        connection.submit(7, alice);

        assertEquals(
                List.of(
                        new ServerFrame.Refused(new RequestId(7), Refusal.MALFORMED),
                        new ServerFrame.Goodbye(Refusal.MALFORMED)),
                connection.takeHeard());
        assertTrue(connection.isClosed());
        assertTrue(server.store.mail(alice.mailbox()).isEmpty());
    }

    @Test
    void aSecondLoginOnOneConnectionIsOutOfPlace() {
        TestConnection connection = server.loggedIn(alice);

        connection.say(new ClientFrame.Hello(1, "test"));

        assertTrue(connection.takeHeard().contains(new ServerFrame.Goodbye(Refusal.MALFORMED)));
        assertTrue(connection.isClosed());
    }

    @Test
    void nothingIsHeardWhileALoginWaitsForTheStore() {
        TestConnection connection = server.open();
        Bytes nonce = connection.hello();
        server.holdStore();
        connection.say(alice.login(nonce));

        connection.say(new ClientFrame.Subscribe());
        server.releaseStore();

        assertTrue(connection.isClosed());
        assertFalse(connection.isAdmitted());
    }

    @Test
    void garbageIsAnsweredWithAGoodbye() {
        TestConnection connection = server.loggedIn(alice);

        server.on(new Event.Garbled(connection.id()));

        assertEquals(List.of(new ServerFrame.Goodbye(Refusal.MALFORMED)), connection.takeHeard());
        assertTrue(connection.isClosed());
    }

    @Test
    void aLoginThatTheStoreCannotAnswerIsUnavailable() {
        TestConnection connection = server.open();
        Bytes nonce = connection.hello();
        server.store.breakDown();

        connection.say(alice.login(nonce));

        assertEquals(refused(Refusal.UNAVAILABLE), connection.takeHeard());
    }
}
