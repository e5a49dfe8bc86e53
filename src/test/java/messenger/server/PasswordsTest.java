package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.opaque.OpaqueLogin;
import messenger.crypto.opaque.OpaqueRegistration;
import messenger.protocol.ClientFrame;
import messenger.protocol.Incarnation;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;

/** Proving a password (PROTOCOL 1.16.2). */
final class PasswordsTest {
    private static final RequestId START = new RequestId(2);
    private static final RequestId FINISH = new RequestId(3);
    private static final String PASSWORD = "correct horse";
    private static final int TRIES = ServerLimits.DEFAULT.passwords().tries();
    private static final Duration WINDOW = ServerLimits.DEFAULT.passwords().window();
    private static final Bytes WRONG = Bytes.copyOf(new byte[Limits.PASSWORD_KE3_BYTES]);

    private final TestServer server = new TestServer(Tightened.patient());
    private final Person alice = server.person("alice");
    private final TestConnection alices = TestPasswords.registered(server, alice, PASSWORD);

    private static List<ServerFrame> refused(RequestId request, Refusal reason) {
        return List.of(new ServerFrame.Refused(request, reason));
    }

    private static void finish(TestConnection connection, Bytes ke3) {
        connection.say(new ClientFrame.PasswordFinish(FINISH, ke3));
    }

    /** A try that fails; what came of its beginning. */
    private static ServerFrame failedTry(TestConnection connection, UserName name) {
        connection.takeHeard();
        TestPasswords.start(connection, name, "wrong");
        ServerFrame first = connection.takeHeard().get(0);
        if (first instanceof ServerFrame.PasswordAnswer) {
            finish(connection, WRONG);
            assertEquals(refused(FINISH, Refusal.LOGIN), connection.takeHeard());
        }
        return first;
    }

    @Test
    void whoKnowsThePasswordProvesIt() {
        TestConnection stranger = server.open();

        TestPasswords.prove(stranger, alice.name, PASSWORD);

        assertTrue(server.store.asked().stream().anyMatch(StoreRequest.ForgivePasswordTry.class::isInstance));
    }

    @Test
    void aClientWithTheWrongPasswordSeesItFirst() {
        TestConnection stranger = server.open();
        OpaqueLogin login = TestPasswords.start(stranger, alice.name, "wrong");
        ServerFrame answer = stranger.takeHeard().get(0);

        assertThrows(AuthenticationFailedException.class, () -> TestPasswords.ke3(login, answer));
    }

    @Test
    void aWrongProofEndsTheExchange() throws AuthenticationFailedException {
        TestConnection stranger = server.open();
        OpaqueLogin login = TestPasswords.start(stranger, alice.name, PASSWORD);
        Bytes right = TestPasswords.ke3(login, stranger.takeHeard().get(0));
        finish(stranger, WRONG);

        finish(stranger, right);

        assertEquals(
                List.of(new ServerFrame.Refused(FINISH, Refusal.LOGIN), new ServerFrame.Refused(FINISH, Refusal.LOGIN)),
                stranger.takeHeard());
        assertTrue(server.audits.contains(
                new Effect.Audit("password-refused", alice.account().toString())));
    }

    @Test
    void aProofIsGoodForItsOwnExchangeOnly() throws AuthenticationFailedException {
        TestConnection first = server.open();
        TestConnection second = server.open();
        OpaqueLogin login = TestPasswords.start(first, alice.name, PASSWORD);
        Bytes proof = TestPasswords.ke3(login, first.takeHeard().get(0));
        TestPasswords.start(second, alice.name, PASSWORD);
        second.takeHeard();

        finish(second, proof);

        assertEquals(refused(FINISH, Refusal.LOGIN), second.takeHeard());
    }

    @Test
    void aSecondStartVoidsTheExchangeBeforeIt() throws AuthenticationFailedException {
        TestConnection stranger = server.open();
        OpaqueLogin login = TestPasswords.start(stranger, alice.name, PASSWORD);
        Bytes proof = TestPasswords.ke3(login, stranger.takeHeard().get(0));
        TestPasswords.start(stranger, alice.name, PASSWORD);
        stranger.takeHeard();

        finish(stranger, proof);

        assertEquals(refused(FINISH, Refusal.LOGIN), stranger.takeHeard());
    }

    @Test
    void oneExchangeAtATimeWaitsForTheStore() {
        TestConnection stranger = server.open();
        server.holdStore();
        TestPasswords.start(stranger, alice.name, PASSWORD);

        TestPasswords.start(stranger, alice.name, PASSWORD);
        finish(stranger, WRONG);

        assertEquals(
                List.of(
                        new ServerFrame.Refused(START, Refusal.MALFORMED),
                        new ServerFrame.Refused(FINISH, Refusal.MALFORMED)),
                stranger.takeHeard());
        assertEquals(1, server.held());
    }

    @Test
    void aProofComesWithinFiveMinutes() throws AuthenticationFailedException {
        TestConnection inTime = server.open();
        TestConnection late = server.open();
        OpaqueLogin first = TestPasswords.start(inTime, alice.name, PASSWORD);
        OpaqueLogin second = TestPasswords.start(late, alice.name, PASSWORD);
        server.pass(PasswordStage.GOOD_FOR.minusNanos(1));
        finish(inTime, TestPasswords.ke3(first, inTime.takeHeard().get(0)));
        server.pass(Duration.ofNanos(1));

        finish(late, TestPasswords.ke3(second, late.takeHeard().get(0)));

        assertEquals(List.of(new ServerFrame.Done(FINISH)), inTime.takeHeard());
        assertEquals(refused(FINISH, Refusal.LOGIN), late.takeHeard());
    }

    @Test
    void nothingLeavesBeforeTheTryIsCounted() {
        TestConnection stranger = server.open();
        server.holdStore();

        TestPasswords.start(stranger, alice.name, PASSWORD);

        assertTrue(stranger.takeHeard().isEmpty());
        server.releaseStore();
        assertTrue(stranger.takeHeard().get(0) instanceof ServerFrame.PasswordAnswer);
    }

    @Test
    void aFewWrongTriesLockThePasswordUntilTheWindowHasPassed() {
        for (int i = 0; i < TRIES; i++) {
            assertTrue(failedTry(server.open(), alice.name) instanceof ServerFrame.PasswordAnswer, "try " + i);
        }

        assertEquals(new ServerFrame.Refused(START, Refusal.LOCKED), failedTry(server.open(), alice.name));
        server.pass(WINDOW.minusMillis(1));
        assertEquals(new ServerFrame.Refused(START, Refusal.LOCKED), failedTry(server.open(), alice.name));
        server.pass(Duration.ofMillis(1));
        TestPasswords.prove(server.open(), alice.name, PASSWORD);
        assertTrue(server.audits.stream().anyMatch(audit -> audit.event().equals("password-locked")));
    }

    @Test
    void aBegunTryThatIsNeverFinishedCounts() {
        for (int i = 0; i < TRIES; i++) {
            TestPasswords.start(server.open(), alice.name, "wrong");
        }
        TestConnection stranger = server.open();

        TestPasswords.start(stranger, alice.name, PASSWORD);

        assertEquals(refused(START, Refusal.LOCKED), stranger.takeHeard());
    }

    @Test
    void goodTriesAreNotCounted() {
        for (int i = 0; i < 3 * TRIES; i++) {
            TestPasswords.prove(server.open("198.51.100." + i), alice.name, PASSWORD);
        }
    }

    /** T16: whoever locks the password does not lock out a device. */
    @Test
    void t16ALockedPasswordKeepsNoDeviceOut() {
        for (int i = 0; i <= TRIES; i++) {
            failedTry(server.open(), alice.name);
        }
        TestConnection connection = server.open();

        connection.login(alice);

        assertEquals(
                List.of(new ServerFrame.LoggedIn(alice.name, 0, 1, 0, TRIES, Incarnation.NONE)),
                connection.takeHeard());
    }

    @Test
    void oneAddressTriesOnlySoOftenWhateverTheName() {
        int burst = ServerLimits.DEFAULT.passwords().triesPerAddress().burst();
        for (int i = 0; i < burst; i++) {
            failedTry(server.open("203.0.113.9"), new UserName("name" + i));
        }

        assertEquals(
                new ServerFrame.Refused(START, Refusal.RATE),
                failedTry(server.open("203.0.113.9"), new UserName("name")));
        TestPasswords.prove(server.open("192.0.2.1"), alice.name, PASSWORD);
    }

    @Test
    void passwordsTakeOnlySoMuchOfTheCoresTimeWhoeverTries() {
        ServerLimits.Passwords usual = ServerLimits.DEFAULT.passwords();
        Rate two = new Rate(2 * Allowances.PASSWORD_TRY_COST, 1);
        TestServer strict = new TestServer(ServerLimits.DEFAULT.withPasswords(new ServerLimits.Passwords(
                TRIES, WINDOW, usual.triesPerAddress(), usual.evaluationsPerAddress(), two)));
        for (int i = 0; i < 2; i++) {
            assertTrue(failedTry(strict.open("198.51.100." + i), alice.name) instanceof ServerFrame.PasswordAnswer);
        }

        assertEquals(new ServerFrame.Refused(START, Refusal.RATE), failedTry(strict.open("198.51.100.3"), alice.name));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ServerLimits.Passwords(
                        TRIES,
                        WINDOW,
                        usual.triesPerAddress(),
                        usual.evaluationsPerAddress(),
                        new Rate(Allowances.PASSWORD_TRY_COST - 1, 1)));
    }

    @Test
    void whoIsLoggedInProvesTheirOwnPasswordOnly() {
        TestPasswords.registered(server, server.person("bob"), PASSWORD);

        TestPasswords.start(alices, new UserName("bob"), PASSWORD);

        assertEquals(refused(START, Refusal.MALFORMED), alices.takeHeard());
        TestPasswords.prove(alices, alice.name, PASSWORD);
    }

    /** A guess at a password can be checked by an evaluation of it once a login was begun (RFC 9807 9.2). */
    @Test
    void strangersHaveOnlySoManyPasswordsEvaluatedForOneName() {
        OpaqueRegistration registration = OpaqueRegistration.start(TestPasswords.secret("guess"), server.random);
        var frame = new ClientFrame.RegisterStart(START, alice.name, registration.request());
        for (int i = 0; i < TRIES - 1; i++) {
            TestConnection stranger = server.open("198.51.100." + i);
            stranger.say(frame);
            assertTrue(stranger.takeHeard().get(0) instanceof ServerFrame.RegisterAnswer);
        }
        TestConnection last = server.open();

        last.say(frame);

        assertEquals(refused(START, Refusal.RATE), last.takeHeard());
        server.pass(WINDOW.dividedBy(TRIES));
        last.say(frame);
        assertTrue(last.takeHeard().get(0) instanceof ServerFrame.RegisterAnswer);
    }

    @Test
    void whatTheStoreCannotCountIsNotAnswered() {
        server.store.breakDown();
        TestConnection stranger = server.open();

        TestPasswords.start(stranger, alice.name, PASSWORD);

        assertEquals(refused(START, Refusal.UNAVAILABLE), stranger.takeHeard());
    }
}
