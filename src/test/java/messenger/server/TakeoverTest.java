package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import messenger.protocol.ClientFrame;
import messenger.protocol.Incarnation;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.Test;

final class TakeoverTest {
    private final TestServer server = new TestServer();
    private final Person alice = server.person("alice");
    private final Person bob = server.person("bob");

    @Test
    void t25ALaterLoginOfTheSameDeviceTakesOver() {
        TestConnection older = server.registered(alice);

        TestConnection newer = server.loggedIn(alice);

        assertEquals(List.of(new ServerFrame.Goodbye(Refusal.REPLACED)), older.takeHeard());
        assertTrue(older.isClosed());
        assertFalse(newer.isClosed());
        assertTrue(server.audits.contains(
                new Effect.Audit("replaced", alice.account().toString())));
    }

    @Test
    void othersAreNotTouchedByATakeover() {
        TestConnection bobs = server.registered(bob);
        server.registered(alice);

        server.loggedIn(alice);

        assertFalse(bobs.isClosed());
        assertTrue(bobs.takeHeard().isEmpty());
    }

    @Test
    void aTakeoverIsNoComingAndNoGoing() {
        TestConnection bobs = server.registered(bob);
        bobs.say(new ClientFrame.WatchPresence());
        server.registered(alice);
        bobs.takeHeard();

        server.loggedIn(alice);
        server.settle();

        assertTrue(bobs.takeHeard().isEmpty());
    }

    @Test
    void theEndOfTheOlderConnectionLeavesTheNewerOneAlone() {
        server.registered(alice).say(new ClientFrame.Subscribe());
        TestConnection newer = server.loggedIn(alice);
        newer.say(new ClientFrame.Subscribe());
        server.settle();
        newer.takeHeard();

        server.registered(bob).submit(1, alice);

        assertEquals(List.of(1L), newer.takeDelivered());
        assertEquals(Set.of(alice.mailbox()), server.watched);
    }

    @Test
    void whatTheOlderConnectionHadFetchedDoesNotReachTheNewerOneTwice() {
        TestConnection older = server.registered(alice);
        server.registered(bob).submit(1, alice);
        TestConnection newer = server.open();
        var login = alice.login(newer.hello());
        server.holdStore();
        older.say(new ClientFrame.Subscribe());
        newer.say(login);
        server.releaseStore();
        newer.say(new ClientFrame.Subscribe());

        assertEquals(List.of(1L), newer.takeDelivered());
        assertTrue(older.isClosed());
    }

    @Test
    void aMessageThatTheOlderConnectionHandedInIsKeptAndItsAnswerGoesNowhere() {
        server.registered(bob);
        TestConnection older = server.registered(alice);
        TestConnection newer = server.open();
        var login = alice.login(newer.hello());
        server.holdStore();
        newer.say(login);
        server.releaseOne();
        older.submit(1, bob);
        server.releaseStore();

        assertEquals(1, server.store.mail(bob.mailbox()).size());
        assertEquals(List.of(new ServerFrame.LoggedIn(alice.name, 0, 1, 0, 0, Incarnation.NONE)), newer.takeHeard());
    }

    @Test
    void anAcknowledgementOfTheOlderConnectionAfterTheTakeoverIsNotHeard() {
        TestConnection older = server.registered(alice);
        older.say(new ClientFrame.Subscribe());
        server.registered(bob).submit(1, alice);
        server.loggedIn(alice);

        older.acknowledge(1);

        assertEquals(1, server.store.mail(alice.mailbox()).size());
    }

    @Test
    void ofTwoLoginsAtOnceTheOneThatIsAnsweredLastStays() {
        server.registered(alice).cut();
        TestConnection first = server.open();
        TestConnection second = server.open();
        var firstLogin = alice.login(first.hello());
        var secondLogin = alice.login(second.hello());
        server.holdStore();
        first.say(firstLogin);
        second.say(secondLogin);

        server.releaseStore();

        assertTrue(first.isClosed());
        assertTrue(second.isAdmitted());
        assertFalse(second.isClosed());
    }
}
