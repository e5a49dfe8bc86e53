package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import org.junit.jupiter.api.Test;

final class RatesTest {
    private static final ServerLimits.Rates RATES = ServerLimits.DEFAULT.rates();

    private final TestServer server = new TestServer(Tightened.patient());
    private final Person alice = server.person("alice");
    private final Person bob = server.person("bob");

    private static List<ServerFrame> rate(RequestId request) {
        return List.of(new ServerFrame.Refused(request, Refusal.RATE));
    }

    @Test
    void submissionsBeyondTheBurstAreRefusedUntilOneComesBack() {
        TestConnection alices = server.registered(alice);
        server.registered(bob);
        for (int i = 0; i < RATES.submissions().burst(); i++) {
            alices.submit(i, bob);
        }
        assertTrue(alices.takeHeard().stream().allMatch(ServerFrame.Accepted.class::isInstance));

        SubmissionId refused = SubmissionId.random(server.random);
        alices.submit(9, refused, 10, bob);
        assertEquals(rate(new RequestId(9)), alices.takeHeard());
        server.pass(RATES.submissions().each());
        alices.submit(10, refused, 10, bob);

        assertEquals(
                List.of(new ServerFrame.Accepted(new RequestId(10), List.of(), List.of(), List.of())),
                alices.takeHeard());
        assertEquals(
                RATES.submissions().burst() + 1,
                server.store.mail(bob.mailbox()).size());
    }

    @Test
    void noSubmissionOvertakesOneThatWasRefused() {
        TestConnection alices = server.registered(alice);
        server.registered(bob);
        for (int i = 0; i < RATES.submissions().burst(); i++) {
            alices.submit(i, bob);
        }
        SubmissionId refused = SubmissionId.random(server.random);
        alices.submit(9, refused, 10, bob);
        server.pass(RATES.submissions().each().multipliedBy(2));
        alices.takeHeard();

        alices.submit(10, bob);
        assertEquals(rate(new RequestId(10)), alices.takeHeard());
        alices.submit(11, refused, 10, bob);
        alices.submit(12, bob);

        assertEquals(
                List.of(
                        new ServerFrame.Accepted(new RequestId(11), List.of(), List.of(), List.of()),
                        new ServerFrame.Accepted(new RequestId(12), List.of(), List.of(), List.of())),
                alices.takeHeard());
    }

    /** The first that was refused may go another way by now; it must not keep the others out for ever. */
    @Test
    void whatWasRefusedLaterMayComeFirstOnceTheClientKnows() {
        TestConnection alices = server.registered(alice);
        server.registered(bob);
        for (int i = 0; i < RATES.submissions().burst(); i++) {
            alices.submit(i, bob);
        }
        SubmissionId second = SubmissionId.random(server.random);
        alices.submit(8, bob);
        alices.submit(9, second, 10, bob);
        server.pass(RATES.submissions().each().multipliedBy(3));
        alices.takeHeard();

        alices.submit(10, bob);
        alices.submit(11, second, 10, bob);
        alices.submit(12, bob);

        assertEquals(
                List.of(
                        new ServerFrame.Refused(new RequestId(10), Refusal.RATE),
                        new ServerFrame.Accepted(new RequestId(11), List.of(), List.of(), List.of()),
                        new ServerFrame.Accepted(new RequestId(12), List.of(), List.of(), List.of())),
                alices.takeHeard());
    }

    @Test
    void submissionsAreCountedForTheAccountAndNotForTheConnection() {
        TestConnection alices = server.registered(alice);
        server.registered(bob);
        for (int i = 0; i < RATES.submissions().burst(); i++) {
            alices.submit(i, bob);
        }
        TestConnection again = server.loggedIn(alice);

        again.submit(9, bob);

        assertEquals(rate(new RequestId(9)), again.takeHeard());
    }

    @Test
    void recipientsAreCountedAsWell() {
        TestConnection alices = server.registered(alice);
        server.registered(bob);
        Person[] everybody = new Person[250];
        Arrays.fill(everybody, bob);
        for (int i = 0; i < RATES.recipients().burst() / everybody.length; i++) {
            alices.submit(i, everybody);
        }
        alices.takeHeard();

        alices.submit(9, bob);

        assertEquals(rate(new RequestId(9)), alices.takeHeard());
    }

    @Test
    void lookupsBeyondTheBurstAreRefused() {
        TestConnection alices = server.registered(alice);
        for (int i = 0; i < RATES.lookups().burst(); i++) {
            alices.say(new ClientFrame.FindUser(new RequestId(i), alice.name));
        }
        alices.takeHeard();

        alices.say(new ClientFrame.FindAccount(new RequestId(7), alice.account(), 0));
        assertEquals(rate(new RequestId(7)), alices.takeHeard());
        alices.say(new ClientFrame.ListUsers(new RequestId(8), ""));
        assertEquals(rate(new RequestId(8)), alices.takeHeard());
        alices.say(new ClientFrame.TakeBundle(new RequestId(9), alice.account(), alice.device.id()));
        assertEquals(rate(new RequestId(9)), alices.takeHeard());
    }

    @Test
    void wrongLoginsOfOneAddressAreLimitedAndOtherAddressesAreNot() {
        server.registered(alice).cut();
        Person mallory = server.person("mallory");
        for (int i = 0; i < RATES.loginTries().burst(); i++) {
            TestConnection connection = server.open("203.0.113.9");
            connection.say(mallory.login(connection.hello()));
            connection.cut();
        }
        TestConnection refused = server.open("203.0.113.9");
        TestConnection alices = server.open("192.0.2.1");

        refused.login(alice);
        alices.login(alice);

        assertEquals(rate(RequestId.NONE), refused.takeHeard());
        assertTrue(alices.isAdmitted());
    }

    /** T16: a stranger who knows the account id must not be able to lock its owner out. */
    @Test
    void t16WrongLoginsInAlicesNameDoNotKeepHerOut() {
        server.registered(alice).cut();
        Person impostor =
                new Person("alice", server.person("mallory").key, server.person("mallory").device, server.random);
        for (int i = 0; i < 10 * RATES.logins().burst(); i++) {
            TestConnection connection = server.open("203.0.113." + i);
            var proof = impostor.proof(connection.hello());
            connection.say(
                    new ClientFrame.Login(alice.account(), alice.device.id(), 1, 0, proof.sign(impostor.device)));
            connection.cut();
        }
        TestConnection alices = server.open();

        alices.login(alice);

        assertTrue(alices.isAdmitted());
    }

    @Test
    void anAccountThatLogsInAgainAndAgainIsSlowedDown() {
        server.registered(alice).cut();
        for (int i = 0; i < RATES.logins().burst(); i++) {
            server.loggedIn(alice).cut();
        }
        TestConnection connection = server.open();

        connection.login(alice);
        assertEquals(rate(RequestId.NONE), connection.takeHeard());
        server.pass(RATES.logins().each());
        connection.login(alice);

        assertTrue(connection.isAdmitted());
    }

    @Test
    void registrationsOfOneAddressAreLimited() {
        for (int i = 0; i < RATES.registrations().burst(); i++) {
            server.registered(server.person("user" + i)).cut();
        }
        TestConnection connection = server.open();

        connection.register(alice);
        assertEquals(rate(RequestId.NONE), connection.takeHeard());
        TestConnection elsewhere = server.open("192.0.2.2");
        elsewhere.register(alice);

        assertTrue(elsewhere.isAdmitted());
    }

    @Test
    void framesBeyondTheBurstAreRefused() {
        TestConnection alices = server.registered(alice);
        server.pass(Duration.ofHours(1));
        for (int i = 0; i < RATES.frames().burst(); i++) {
            alices.say(new ClientFrame.Ping());
        }
        assertTrue(alices.takeHeard().stream().allMatch(ServerFrame.Pong.class::isInstance));

        alices.say(new ClientFrame.Ping());

        assertEquals(rate(RequestId.NONE), alices.takeHeard());
    }

    @Test
    void aFloodOfFramesEndsTheConnectionAndNobodyElses() {
        TestConnection bobs = server.registered(bob);
        TestConnection mallorys = server.registered(server.person("mallory"));

        for (int i = 0; i < 100_000; i++) {
            mallorys.say(new ClientFrame.Ping());
        }

        List<ServerFrame> heard = mallorys.takeHeard();
        assertTrue(heard.size() < RATES.frames().burst() + Connection.REFUSALS.burst() + 2, "heard " + heard.size());
        assertEquals(new ServerFrame.Goodbye(Refusal.RATE), heard.get(heard.size() - 1));
        assertTrue(mallorys.isClosed());
        assertFalse(bobs.isClosed());
        assertEquals(
                1,
                server.audits.stream()
                        .filter(audit -> audit.event().equals("rate-limited"))
                        .count());
    }

    @Test
    void acknowledgementsOfDeliveriesAreNotCountedAsFrames() {
        TestConnection alices = server.registered(alice);
        TestConnection bobs = server.registered(bob);
        alices.say(new ClientFrame.Subscribe());
        server.pass(Duration.ofHours(1));
        for (int i = 1; i <= 500; i++) {
            bobs.submit(i, alice);
            alices.acknowledge(i);
        }
        alices.takeHeard();
        for (int i = 0; i < RATES.frames().burst(); i++) {
            alices.say(new ClientFrame.Ping());
        }

        assertTrue(alices.takeHeard().stream().allMatch(ServerFrame.Pong.class::isInstance));
    }

    @Test
    void acknowledgementsOfNothingAreCountedAsFrames() {
        TestConnection alices = server.registered(alice);

        for (int i = 0; i < 100_000; i++) {
            alices.acknowledge(i);
        }

        assertTrue(alices.isClosed());
    }

    @Test
    void onlySoManyRequestsMayWaitForTheStore() {
        TestServer strict = new TestServer(Tightened.pending(2));
        TestConnection alices = strict.registered(alice);
        strict.holdStore();
        alices.say(new ClientFrame.FindUser(new RequestId(1), alice.name));
        alices.say(new ClientFrame.FindUser(new RequestId(2), alice.name));
        assertTrue(alices.takeHeard().isEmpty());

        alices.say(new ClientFrame.FindUser(new RequestId(3), alice.name));
        assertEquals(rate(new RequestId(3)), alices.takeHeard());
        strict.releaseOne();
        alices.say(new ClientFrame.FindUser(new RequestId(4), alice.name));

        assertEquals(
                List.of(new ServerFrame.UserFound(new RequestId(1), alice.name, List.of(alice.list.encoded()))),
                alices.takeHeard());
    }
}
