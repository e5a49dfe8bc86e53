package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.Test;

/** A new device and the one that links it meet (PROTOCOL 1.13). */
final class RendezvousTest {
    private static final RequestId ONE = new RequestId(1);
    private static final ServerLimits.Linking LINKING = ServerLimits.DEFAULT.linking();
    private static final Bytes PLACE = place(1);

    private final TestServer server = new TestServer();
    private final Person alice = server.person("alice");
    private final TestConnection member = server.registered(alice);
    private final TestConnection fresh = server.open("192.0.2.7");

    private static Bytes place(int number) {
        byte[] place = new byte[Limits.RENDEZVOUS_BYTES];
        place[0] = (byte) number;
        place[1] = (byte) (number >> 8);
        return Bytes.copyOf(place);
    }

    private static ClientFrame say(String message) {
        return new ClientFrame.LinkSay(Bytes.utf8(message));
    }

    private static ServerFrame said(String message) {
        return new ServerFrame.LinkSaid(Bytes.utf8(message));
    }

    private void meet() {
        fresh.say(new ClientFrame.LinkOpen(PLACE));
        member.say(new ClientFrame.LinkJoin(ONE, PLACE));
        assertEquals(List.of(new ServerFrame.LinkJoined()), fresh.takeHeard());
        assertEquals(List.of(new ServerFrame.LinkJoined()), member.takeHeard());
    }

    private static List<ServerFrame> refused(Refusal reason) {
        return List.of(new ServerFrame.Refused(ONE, reason));
    }

    /** Time passes for connections that ping. */
    private void pass(Duration time) {
        Duration left = time;
        while (!left.isZero()) {
            Duration step = left.compareTo(Duration.ofSeconds(30)) > 0 ? Duration.ofSeconds(30) : left;
            server.pass(step);
            member.say(new ClientFrame.Ping());
            if (!fresh.isClosed()) {
                fresh.say(new ClientFrame.Ping());
            }
            server.tick();
            left = left.minus(step);
        }
        member.takeHeard();
    }

    @Test
    void whatOneSaysTheOtherHearsInOrder() {
        meet();

        fresh.say(say("a"));
        fresh.say(say("b"));
        member.say(say("c"));

        assertEquals(List.of(said("a"), said("b")), member.takeHeard());
        assertEquals(List.of(said("c")), fresh.takeHeard());
        assertTrue(server.store.asked().stream().noneMatch(StoreRequest.AppendMail.class::isInstance));
    }

    @Test
    void aRendezvousIsGoodOnce() {
        meet();
        TestConnection bobs = server.registered(server.person("bob"));

        bobs.say(new ClientFrame.LinkJoin(ONE, PLACE));

        assertEquals(refused(Refusal.NOBODY_WAITS), bobs.takeHeard());
    }

    @Test
    void whereNobodyWaitsNobodyIsMet() {
        member.say(new ClientFrame.LinkJoin(ONE, PLACE));

        assertEquals(refused(Refusal.NOBODY_WAITS), member.takeHeard());
    }

    @Test
    void oneWhoWaitsSpeaksToNobody() {
        fresh.say(new ClientFrame.LinkOpen(PLACE));

        fresh.say(say("hello?"));

        assertEquals(List.of(new ServerFrame.Refused(RequestId.NONE, Refusal.NOBODY_WAITS)), fresh.takeHeard());
    }

    @Test
    void aPlaceIsNotTakenTwice() {
        fresh.say(new ClientFrame.LinkOpen(PLACE));
        TestConnection mallory = server.open();

        mallory.say(new ClientFrame.LinkOpen(PLACE));
        assertEquals(List.of(new ServerFrame.Refused(RequestId.NONE, Refusal.UNAVAILABLE)), mallory.takeHeard());
        mallory.cut();
        member.say(new ClientFrame.LinkJoin(ONE, PLACE));

        assertEquals(List.of(new ServerFrame.LinkJoined()), fresh.takeHeard());
    }

    @Test
    void itEndsWithEitherConnection() {
        meet();
        fresh.cut();
        assertEquals(List.of(new ServerFrame.LinkEnded()), member.takeHeard());
        member.say(say("still there?"));
        assertEquals(List.of(new ServerFrame.Refused(RequestId.NONE, Refusal.NOBODY_WAITS)), member.takeHeard());

        TestConnection another = server.open();
        another.say(new ClientFrame.LinkOpen(PLACE));
        member.say(new ClientFrame.LinkJoin(ONE, PLACE));
        another.takeHeard();
        member.cut();

        assertEquals(List.of(new ServerFrame.LinkEnded()), another.takeHeard());
    }

    @Test
    void whoWaitsIsNotClosedForNotLoggingIn() {
        fresh.say(new ClientFrame.LinkOpen(PLACE));
        assertEquals(Limits.FRAME_BYTES_MAX_STRANGER, fresh.frameBytesMax());

        pass(LINKING.goodFor().minusMillis(1));
        assertFalse(fresh.isClosed());
        fresh.takeHeard();
        pass(Duration.ofMillis(1));
        assertEquals(List.of(new ServerFrame.LinkEnded()), fresh.takeHeard().subList(1, 2));

        pass(ServerLimits.DEFAULT.connections().loginWithin().minusMillis(1));
        assertFalse(fresh.isClosed());
        pass(Duration.ofMillis(1));
        assertTrue(fresh.isClosed());
    }

    @Test
    void afterALinkTheNewDeviceLogsInOnTheSameConnection() {
        meet();
        var device = alice.anotherDevice(2);
        var list = alice.next(alice.list, alice.device, device);
        member.say(new ClientFrame.UpdateDevices(ONE, list.encoded()));

        fresh.say(alice.login(fresh.hello(), device, 2, 1));

        assertTrue(fresh.isAdmitted());
    }

    @Test
    void afterThreeMinutesNobodyIsMet() {
        fresh.say(new ClientFrame.LinkOpen(PLACE));
        pass(LINKING.goodFor());

        member.say(new ClientFrame.LinkJoin(ONE, PLACE));

        assertEquals(refused(Refusal.NOBODY_WAITS), member.takeHeard());
    }

    @Test
    void thereIsRoomForSoManyMessages() {
        meet();
        for (int i = 0; i < LINKING.messages(); i++) {
            (i % 2 == 0 ? fresh : member).say(say("x"));
        }
        assertEquals(LINKING.messages() / 2, fresh.takeHeard().size());
        member.takeHeard();

        fresh.say(say("one more"));

        assertEquals(List.of(new ServerFrame.LinkEnded()), member.takeHeard());
        assertEquals(List.of(new ServerFrame.LinkEnded()), fresh.takeHeard());
    }

    @Test
    void thereIsRoomForSoManyBytes() {
        ServerLimits.Linking small =
                new ServerLimits.Linking(9, 9, LINKING.opensPerAddress(), 9, 10, LINKING.goodFor());
        TestServer strict = new TestServer(ServerLimits.DEFAULT.withLinking(small));
        TestConnection one = strict.open();
        TestConnection other = strict.registered(strict.person("alice"));
        one.say(new ClientFrame.LinkOpen(PLACE));
        other.say(new ClientFrame.LinkJoin(ONE, PLACE));
        one.takeHeard();

        other.say(say("12345"));
        other.say(say("67890"));
        assertEquals(List.of(said("12345"), said("67890")), one.takeHeard());
        other.say(say("!"));

        assertEquals(List.of(new ServerFrame.LinkEnded()), one.takeHeard());
    }

    @Test
    void oneAddressHasOnlySoManyPlaces() {
        ServerLimits.Linking few = new ServerLimits.Linking(9, 2, LINKING.opensPerAddress(), 9, 9, LINKING.goodFor());
        TestServer strict = new TestServer(ServerLimits.DEFAULT.withLinking(few));
        assertTrue(opens(strict, "192.0.2.1", 1));
        assertTrue(opens(strict, "192.0.2.1", 2));
        assertFalse(opens(strict, "192.0.2.1", 3));
        assertTrue(opens(strict, "192.0.2.2", 4));
    }

    @Test
    void thereAreOnlySoManyPlacesInAll() {
        ServerLimits.Linking few = new ServerLimits.Linking(2, 9, LINKING.opensPerAddress(), 9, 9, LINKING.goodFor());
        TestServer strict = new TestServer(ServerLimits.DEFAULT.withLinking(few));
        assertTrue(opens(strict, "192.0.2.1", 1));
        assertTrue(opens(strict, "192.0.2.2", 2));

        assertFalse(opens(strict, "192.0.2.3", 3));
    }

    @Test
    void oneAddressOpensOnlySoOften() {
        for (int i = 0; i < LINKING.opensPerAddress().burst(); i++) {
            TestConnection connection = server.open("203.0.113.9");
            connection.say(new ClientFrame.LinkOpen(place(i + 10)));
            connection.cut();
        }
        TestConnection connection = server.open("203.0.113.9");

        connection.say(new ClientFrame.LinkOpen(PLACE));

        assertEquals(List.of(new ServerFrame.Refused(RequestId.NONE, Refusal.RATE)), connection.takeHeard());
    }

    private static boolean opens(TestServer server, String address, int place) {
        TestConnection connection = server.open(address);
        connection.say(new ClientFrame.LinkOpen(place(place)));
        return connection.takeHeard().isEmpty();
    }

    @Test
    void oneConnectionWaitsAtOnePlace() {
        fresh.say(new ClientFrame.LinkOpen(PLACE));

        fresh.say(new ClientFrame.LinkOpen(place(2)));

        assertEquals(List.of(new ServerFrame.Refused(RequestId.NONE, Refusal.MALFORMED)), fresh.takeHeard());
    }

    @Test
    void nothingStaysOfARendezvous() {
        meet();
        fresh.cut();
        member.cut();
        server.pass(Duration.ofDays(366));
        server.tick();

        assertEquals(0, server.server.size());
    }
}
