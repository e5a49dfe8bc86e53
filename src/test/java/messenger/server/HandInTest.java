package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.SealedWrap;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import org.junit.jupiter.api.Test;

/** Mail from those who do not say who they are (PROTOCOL 1.6). */
final class HandInTest {
    private static final RequestId ONE = new RequestId(1);
    private static final ServerLimits.HandIns LIMITS = ServerLimits.DEFAULT.handIns();

    private final TestServer server = new TestServer();
    private final Person alice = server.person("alice");
    private final Person bob = server.person("bob");
    private final TestConnection alices = server.registered(alice);

    private TestConnection nobody(TestServer at, String address) {
        TestConnection connection = at.open(address);
        connection.say(new ClientFrame.HandIn(ONE));
        assertEquals(List.of(new ServerFrame.Done(ONE)), connection.takeHeard());
        return connection;
    }

    private ClientFrame.SubmitSealed sealed(long request, SubmissionId submission, Bytes key, Person... recipients) {
        List<SealedWrap> wraps = new ArrayList<>();
        for (Person recipient : recipients) {
            wraps.add(new SealedWrap(recipient.mailbox(), Bytes.utf8("wrap"), key));
        }
        return new ClientFrame.SubmitSealed(new RequestId(request), submission, Bytes.utf8("sealed"), wraps);
    }

    private ClientFrame.SubmitSealed sealed(long request, Person recipient) {
        return sealed(request, SubmissionId.random(server.random), recipient.accessKey, recipient);
    }

    private static ServerFrame accepted(long request) {
        return new ServerFrame.Accepted(new RequestId(request), List.of(), List.of(), List.of());
    }

    private static ServerFrame rate(long request) {
        return new ServerFrame.Refused(new RequestId(request), Refusal.RATE);
    }

    @Test
    void mailFromNobodyArrives() {
        alices.say(new ClientFrame.Subscribe());
        alices.takeHeard();
        TestConnection nobody = nobody(server, "192.0.2.9");

        nobody.say(sealed(5, alice));

        assertEquals(List.of(accepted(5)), nobody.takeHeard());
        assertEquals(List.of(1L), alices.takeDelivered());
        assertEquals(Limits.FRAME_BYTES_MAX_HAND_IN, nobody.frameBytesMax());
    }

    @Test
    void acceptedIsSaidWhenItIsDurable() {
        TestConnection nobody = nobody(server, "192.0.2.9");
        server.holdStore();

        nobody.say(sealed(5, alice));

        assertTrue(nobody.takeHeard().isEmpty());
        server.releaseStore();
        assertEquals(List.of(accepted(5)), nobody.takeHeard());
    }

    @Test
    void nothingElseIsHeardFromNobody() {
        List<ClientFrame> frames = List.of(
                new ClientFrame.Hello(1, "test"),
                new ClientFrame.FindUser(ONE, alice.name),
                new ClientFrame.Subscribe(),
                new ClientFrame.HandIn(ONE),
                new ClientFrame.Acknowledge(List.of(1L)));
        for (ClientFrame frame : frames) {
            TestConnection nobody = nobody(server, "192.0.2.9");

            nobody.say(frame);

            assertTrue(nobody.takeHeard().contains(new ServerFrame.Goodbye(Refusal.MALFORMED)), frame.toString());
        }
    }

    @Test
    void onlyNobodySubmitsSealed() {
        TestConnection stranger = server.open();

        stranger.say(sealed(5, alice));
        alices.say(sealed(5, alice));

        assertTrue(stranger.isClosed());
        assertTrue(alices.isClosed());
        assertTrue(server.store.mail(alice.mailbox()).isEmpty());
    }

    @Test
    void nobodyStaysLongerThanAStrangerButNotSilently() {
        TestConnection nobody = nobody(server, "192.0.2.9");
        server.pass(Duration.ofSeconds(59));
        server.tick();
        assertFalse(nobody.isClosed());
        nobody.say(new ClientFrame.Ping());
        assertEquals(List.of(new ServerFrame.Pong()), nobody.takeHeard());
        server.pass(Duration.ofSeconds(59));
        server.tick();
        assertFalse(nobody.isClosed());

        server.pass(Duration.ofSeconds(1));
        server.tick();

        assertTrue(nobody.isClosed());
    }

    @Test
    void oneAddressHasOnlySoManyOfThese() {
        TestServer strict = new TestServer(ServerLimits.DEFAULT.withHandIns(limits(9, 2)));
        TestConnection first = nobody(strict, "192.0.2.9");
        nobody(strict, "192.0.2.9");
        TestConnection third = strict.open("192.0.2.9");

        third.say(new ClientFrame.HandIn(ONE));
        assertTrue(third.takeHeard().contains(new ServerFrame.Goodbye(Refusal.UNAVAILABLE)));
        nobody(strict, "192.0.2.8");
        first.cut();

        nobody(strict, "192.0.2.9");
    }

    @Test
    void thereAreOnlySoManyInAll() {
        TestServer strict = new TestServer(ServerLimits.DEFAULT.withHandIns(limits(2, 9)));
        nobody(strict, "192.0.2.7");
        nobody(strict, "192.0.2.8");
        TestConnection third = strict.open("192.0.2.9");

        third.say(new ClientFrame.HandIn(ONE));

        assertTrue(third.isClosed());
    }

    private static ServerLimits.HandIns limits(int total, int perAddress) {
        return new ServerLimits.HandIns(
                total,
                perAddress,
                LIMITS.submissions(),
                LIMITS.submissionsPerAddress(),
                LIMITS.recipientsPerAddress(),
                LIMITS.perAccessKey());
    }

    private static TestServer rates(Rate connection, Rate address, Rate recipients, Rate key) {
        return new TestServer(
                ServerLimits.DEFAULT.withHandIns(new ServerLimits.HandIns(9, 9, connection, address, recipients, key)));
    }

    @Test
    void oneConnectionHandsInOnlySoOftenAndInOrder() {
        Rate two = new Rate(2, 3600);
        TestServer strict =
                rates(two, LIMITS.submissionsPerAddress(), LIMITS.recipientsPerAddress(), LIMITS.perAccessKey());
        strict.registered(alice);
        TestConnection nobody = nobody(strict, "192.0.2.9");
        nobody.say(sealed(1, alice));
        nobody.say(sealed(2, alice));
        ClientFrame.SubmitSealed third = sealed(3, alice);
        nobody.say(third);
        strict.pass(Duration.ofSeconds(2));

        nobody.say(sealed(4, alice));
        nobody.say(third);
        nobody.say(sealed(5, alice));

        assertEquals(List.of(accepted(1), accepted(2), rate(3), rate(4), accepted(3), accepted(5)), nobody.takeHeard());
        TestConnection another = nobody(strict, "192.0.2.9");
        another.say(sealed(6, alice));
        assertEquals(List.of(accepted(6)), another.takeHeard());
    }

    @Test
    void oneAddressHandsInOnlySoOften() {
        TestServer strict =
                rates(LIMITS.submissions(), new Rate(2, 1), LIMITS.recipientsPerAddress(), LIMITS.perAccessKey());
        strict.registered(alice);
        nobody(strict, "192.0.2.9").say(sealed(1, alice));
        nobody(strict, "192.0.2.9").say(sealed(2, alice));
        TestConnection third = nobody(strict, "192.0.2.9");
        TestConnection elsewhere = nobody(strict, "192.0.2.8");

        third.say(sealed(3, alice));
        elsewhere.say(sealed(4, alice));

        assertEquals(List.of(rate(3)), third.takeHeard());
        assertEquals(List.of(accepted(4)), elsewhere.takeHeard());
    }

    @Test
    void recipientsOfOneAddressAreCounted() {
        TestServer strict = rates(
                LIMITS.submissions(),
                LIMITS.submissionsPerAddress(),
                new Rate(Limits.RECIPIENTS_MAX, 1),
                LIMITS.perAccessKey());
        strict.registered(alice);
        Person[] many = new Person[Limits.RECIPIENTS_MAX];
        Arrays.fill(many, alice);
        TestConnection nobody = nobody(strict, "192.0.2.9");

        nobody.say(sealed(1, SubmissionId.random(server.random), alice.accessKey, many));
        nobody.say(sealed(2, alice));

        assertTrue(nobody.takeHeard().contains(rate(2)));
    }

    /** T16: who does not have Alice's key cannot use up what may be sent to her. */
    @Test
    void t16OneAccountIsWrittenToOnlySoOftenByThoseWhoMay() {
        TestServer strict = rates(
                LIMITS.submissions(), LIMITS.submissionsPerAddress(), LIMITS.recipientsPerAddress(), new Rate(2, 1));
        strict.registered(alice);
        strict.registered(bob);
        TestConnection mallory = nobody(strict, "192.0.2.66");
        for (int i = 0; i < 5; i++) {
            mallory.say(sealed(i, SubmissionId.random(server.random), bob.accessKey, alice));
        }
        TestConnection nobody = nobody(strict, "192.0.2.9");

        nobody.say(sealed(1, alice));
        nobody(strict, "192.0.2.8").say(sealed(2, alice));
        assertEquals(List.of(accepted(1)), nobody.takeHeard());
        nobody.say(sealed(3, alice));

        assertEquals(List.of(rate(3)), nobody.takeHeard());
    }

    @Test
    void onlySoManySubmissionsWaitForTheStore() {
        TestServer strict = new TestServer(Tightened.pending(2));
        strict.registered(alice);
        TestConnection nobody = nobody(strict, "192.0.2.9");
        strict.holdStore();
        nobody.say(sealed(1, alice));
        nobody.say(sealed(2, alice));

        nobody.say(sealed(3, alice));

        assertEquals(List.of(rate(3)), nobody.takeHeard());
    }

    @Test
    void nothingAboutNobodyIsWrittenDown() {
        server.audits.clear();
        TestConnection nobody = nobody(server, "192.0.2.9");
        for (int i = 0; i < 100_000 && !nobody.isClosed(); i++) {
            nobody.say(sealed(i, alice));
        }

        assertTrue(nobody.isClosed());
        assertEquals(List.of(), server.audits);
    }

    @Test
    void aFloodEndsTheConnection() {
        TestConnection nobody = nobody(server, "192.0.2.9");
        for (int i = 0; i < 100_000; i++) {
            nobody.say(new ClientFrame.Ping());
        }

        assertTrue(nobody.isClosed());
    }

    @Test
    void nothingStaysOfNobody() {
        nobody(server, "192.0.2.9").say(sealed(1, alice));
        alices.cut();
        server.pass(Duration.ofDays(366));
        server.tick();
        server.settle();
        server.tick();

        assertEquals(0, server.server.size());
    }
}
