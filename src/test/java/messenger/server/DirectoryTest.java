package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.LoginProof;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;

final class DirectoryTest {
    private static final RequestId ONE = new RequestId(1);

    private final TestServer server = new TestServer();
    private final Person alice = server.person("alice");
    private final Person bob = server.person("bob");
    private final TestConnection bobs = server.registered(bob);

    private ServerFrame.Presence presence(Person person, boolean online) {
        return new ServerFrame.Presence(
                person.name, person.account(), online, server.now().toEpochMilli());
    }

    @Test
    void aUserIsFoundByNameAndByAccount() {
        server.registered(alice);
        ServerFrame found = new ServerFrame.UserFound(ONE, alice.name, List.of(alice.list.encoded()));

        bobs.say(new ClientFrame.FindUser(ONE, alice.name));
        assertEquals(List.of(found), bobs.takeHeard());
        bobs.say(new ClientFrame.FindAccount(ONE, alice.account(), 0));
        assertEquals(List.of(found), bobs.takeHeard());
    }

    @Test
    void nobodyIsNotFound() {
        List<ServerFrame> refused = List.of(new ServerFrame.Refused(ONE, Refusal.UNKNOWN_USER));

        bobs.say(new ClientFrame.FindUser(ONE, new UserName("nobody")));
        assertEquals(refused, bobs.takeHeard());
        bobs.say(new ClientFrame.FindAccount(ONE, alice.account(), 0));
        assertEquals(refused, bobs.takeHeard());
    }

    @Test
    void theListSaysWhoIsOnlineAndWhenTheOthersWere() {
        server.registered(alice).cut();
        long aliceLeftAt = server.now().toEpochMilli();
        server.pass(Duration.ofSeconds(30));

        bobs.say(new ClientFrame.ListUsers(ONE, ""));

        assertEquals(
                List.of(new ServerFrame.Users(
                        ONE,
                        List.of(
                                new ServerFrame.Presence(alice.name, alice.account(), false, aliceLeftAt),
                                presence(bob, true)),
                        false)),
                bobs.takeHeard());
    }

    @Test
    void theListContinuesAfterAName() {
        server.registered(alice);

        bobs.say(new ClientFrame.ListUsers(ONE, "alice"));

        assertEquals(List.of(new ServerFrame.Users(ONE, List.of(presence(bob, true)), false)), bobs.takeHeard());
    }

    @Test
    void watchersAreToldWhoComesAndGoes() {
        bobs.say(new ClientFrame.WatchPresence());

        TestConnection alices = server.registered(alice);
        assertEquals(List.of(presence(alice, true)), bobs.takeHeard());
        server.pass(Duration.ofSeconds(5));
        alices.say(new ClientFrame.Bye());

        assertEquals(List.of(presence(alice, false)), bobs.takeHeard());
        assertEquals(server.now(), server.store.lastSeen(alice.account()));
    }

    @Test
    void whoeverDoesNotWatchIsNotTold() {
        server.registered(alice).cut();

        assertTrue(bobs.takeHeard().isEmpty());
    }

    @Test
    void watchingTwiceTellsOnce() {
        bobs.say(new ClientFrame.WatchPresence());
        bobs.say(new ClientFrame.WatchPresence());

        server.registered(alice);

        assertEquals(1, bobs.takeHeard().size());
    }

    /** T25: two devices of one account; only the first to come and the last to go are told. */
    @Test
    void t25TwoDevicesOfOneAccountAreOnlineTogether() {
        TestConnection watcher = bobs;
        DeviceKeys second = DeviceKeys.generate(new DeviceId(2), server.random);
        var list = alice.key.sign(alice.deviceList(1, DeviceList.NO_PREVIOUS, List.of(alice.device, second)));
        server.store.answer(new StoreRequest.CreateAccount(
                alice.name, DeviceUpdates.devices(list), TestPasswords.ANY_RECORD, Bytes.EMPTY, server.now()));
        watcher.say(new ClientFrame.WatchPresence());

        TestConnection first = server.loggedIn(alice);
        assertEquals(List.of(presence(alice, true)), watcher.takeHeard());
        TestConnection other = server.open();
        var proof = new LoginProof(Person.SERVER_KEY_HASH, other.hello(), alice.account(), second.id(), 1);
        other.say(new ClientFrame.Login(alice.account(), second.id(), 1, 0, proof.sign(second)));
        assertTrue(other.isAdmitted());
        assertFalse(first.isClosed());
        first.cut();
        assertTrue(watcher.takeHeard().isEmpty());
        other.cut();

        assertEquals(List.of(presence(alice, false)), watcher.takeHeard());
    }

    @Test
    void whatTheStoreCannotAnswerIsUnavailable() {
        server.store.breakDown();
        List<ServerFrame> refused = List.of(new ServerFrame.Refused(ONE, Refusal.UNAVAILABLE));

        bobs.say(new ClientFrame.FindUser(ONE, alice.name));
        assertEquals(refused, bobs.takeHeard());
        bobs.say(new ClientFrame.ListUsers(ONE, ""));
        assertEquals(refused, bobs.takeHeard());
    }
}
