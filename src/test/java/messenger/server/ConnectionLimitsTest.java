package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.Test;

final class ConnectionLimitsTest {
    private static final int MANY = 1000;

    private static void assertFull(TestConnection connection) {
        assertEquals(List.of(new ServerFrame.Goodbye(Refusal.UNAVAILABLE)), connection.takeHeard());
        assertTrue(connection.isClosed());
    }

    @Test
    void thereAreOnlySoManyConnections() {
        TestServer server = new TestServer(Tightened.connections(3, MANY, MANY, MANY));
        server.open("192.0.2.1");
        server.open("192.0.2.2");
        TestConnection last = server.open("192.0.2.3");
        assertFalse(last.isClosed());

        assertFull(server.open("192.0.2.4"));
        last.cut();

        assertFalse(server.open("192.0.2.4").isClosed());
    }

    @Test
    void oneAddressHasOnlySoManyConnections() {
        TestServer server = new TestServer(Tightened.connections(MANY, 2, MANY, MANY));
        server.open("192.0.2.1");
        assertFalse(server.open("192.0.2.1").isClosed());

        assertFull(server.open("192.0.2.1"));
        assertFalse(server.open("192.0.2.2").isClosed());
    }

    @Test
    void strangersAreOnlySoManyAndTheLoggedInAreNotAmongThem() {
        TestServer server = new TestServer(Tightened.connections(MANY, MANY, 2, MANY));
        server.registered(server.person("alice"));
        server.open("192.0.2.1");
        assertFalse(server.open("192.0.2.2").isClosed());

        assertFull(server.open("192.0.2.3"));
    }

    @Test
    void oneAddressHasOnlySoManyStrangers() {
        TestServer server = new TestServer(Tightened.connections(MANY, MANY, MANY, 2));
        server.open("192.0.2.1");
        assertFalse(server.open("192.0.2.1").isClosed());

        assertFull(server.open("192.0.2.1"));
        assertFalse(server.open("192.0.2.2").isClosed());
    }

    @Test
    void aConnectionThatClosesCountsUntilItIsGone() {
        TestServer server = new TestServer(Tightened.connections(1, MANY, MANY, MANY));
        TestConnection first = server.open();
        first.say(new ClientFrame.Bye());
        assertTrue(first.isClosed());

        assertFull(server.open());
        server.settle();

        assertFalse(server.open().isClosed());
    }

    @Test
    void t2WhoeverSaysMoreThanALoginTakesIsClosedAndWhoeverLogsInMayGoOn() {
        TestServer server = new TestServer();
        TestConnection stranger = server.open();
        TestConnection alices = server.registered(server.person("alice"));
        int most = Connection.STRANGERS_FRAMES.burst();
        for (int frame = 0; frame < most; frame++) {
            stranger.say(new ClientFrame.Ping());
            alices.say(new ClientFrame.Ping());
        }
        assertEquals(Collections.nCopies(most, new ServerFrame.Pong()), stranger.takeHeard());

        stranger.say(new ClientFrame.Ping());
        alices.say(new ClientFrame.Ping());

        assertEquals(List.of(new ServerFrame.Goodbye(Refusal.RATE)), stranger.takeHeard());
        assertTrue(stranger.isClosed());
        assertTrue(server.audits.stream().anyMatch(audit -> audit.event().equals("rate-limited")));
        assertFalse(alices.isClosed());
    }

    @Test
    void refusedConnectionsAreAuditedButCannotFillTheLog() {
        TestServer server = new TestServer(Tightened.connections(1, MANY, MANY, MANY));
        server.open();

        for (int i = 0; i < 1000; i++) {
            server.open();
        }

        assertEquals(20, server.audits.size());
        assertEquals(new Effect.Audit("connection-refused", "192.0.2.1"), server.audits.get(0));
    }

    @Test
    void t1WhoeverDoesNotLogInInTimeIsClosed() {
        TestServer server = new TestServer();
        TestConnection silent = server.open();
        TestConnection greeted = server.open();
        Person alice = server.person("alice");
        TestConnection alices = server.registered(alice);
        server.pass(Duration.ofSeconds(10).minusNanos(1));
        greeted.hello();
        server.tick();
        assertFalse(silent.isClosed());

        server.pass(Duration.ofNanos(1));
        server.tick();

        assertTrue(silent.isClosed());
        assertTrue(greeted.isClosed());
        assertFalse(alices.isClosed());
    }

    @Test
    void t9WhoeverIsSilentForAMinuteIsClosed() {
        TestServer server = new TestServer();
        TestConnection silent = server.registered(server.person("alice"));
        TestConnection pinging = server.registered(server.person("bob"));
        server.pass(Duration.ofSeconds(60).minusNanos(1));
        pinging.say(new ClientFrame.Ping());
        server.tick();
        assertFalse(silent.isClosed());

        server.pass(Duration.ofNanos(1));
        server.tick();

        assertTrue(silent.isClosed());
        assertFalse(pinging.isClosed());
        assertEquals(List.of(new ServerFrame.Pong()), pinging.takeHeard());
    }

    @Test
    void aClockThatIsSetBackKeepsNobodySilentForLonger() {
        TestServer server = new TestServer();
        TestConnection alices = server.registered(server.person("alice"));
        TestConnection stranger = server.open();
        server.pass(Duration.ofDays(-1));
        server.tick();
        assertFalse(alices.isClosed());

        server.pass(Duration.ofSeconds(60));
        server.tick();

        assertTrue(alices.isClosed());
        assertTrue(stranger.isClosed());
    }

    @Test
    void aServerThatStopsTellsEverybodyAndTakesNobody() {
        TestServer server = new TestServer();
        TestConnection stranger = server.open();
        TestConnection alices = server.registered(server.person("alice"));
        TestConnection bobs = server.registered(server.person("bob"));
        alices.say(new ClientFrame.WatchPresence());
        bobs.say(new ClientFrame.WatchPresence());

        server.on(new Event.Stop());

        assertFull(stranger);
        assertFull(alices);
        assertFull(bobs);
        assertFull(server.open());
    }
}
