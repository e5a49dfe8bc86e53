package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.Incarnation;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.Test;

/** Devices come and go, and accounts end (PROTOCOL 1.1, 1.15). */
final class OwnAccountsTest {
    private static final RequestId ONE = new RequestId(1);
    private static final String PASSWORD = "correct horse";

    private final TestServer server = new TestServer(Tightened.patient());
    private final Person alice = server.person("alice");
    private final Person bob = server.person("bob");
    private final DeviceKeys second = alice.anotherDevice(2);
    private final SignedDeviceList both = alice.next(alice.list, alice.device, second);
    private final TestConnection first = TestPasswords.registered(server, alice, PASSWORD);
    private final TestConnection bobs = server.registered(bob);

    private static List<ServerFrame> refused(Refusal reason) {
        return List.of(new ServerFrame.Refused(ONE, reason));
    }

    private List<ServerFrame> update(TestConnection connection, SignedDeviceList list) {
        connection.say(new ClientFrame.UpdateDevices(ONE, list.encoded()));
        return connection.takeHeard();
    }

    private TestConnection secondLogsIn(long version) {
        TestConnection connection = server.open();
        connection.say(alice.login(connection.hello(), second, version, 1));
        return connection;
    }

    @Test
    void aLinkedDeviceLogsIn() {
        assertEquals(List.of(new ServerFrame.Done(ONE)), update(first, both));

        TestConnection other = secondLogsIn(2);

        assertEquals(List.of(new ServerFrame.LoggedIn(alice.name, 0, 2, 0, 0, Incarnation.NONE)), other.takeHeard());
        assertFalse(first.isClosed());
        assertTrue(server.audits.contains(
                new Effect.Audit("devices-changed", alice.account().toString())));
    }

    /** As after a restore from a backup: a list is the account's own word, whoever brings it. */
    @Test
    void aDeviceThatTheServerDoesNotKnowHandsInTheListThatNamesItAndLogsIn() {
        TestConnection stranger = server.open();
        stranger.say(alice.login(stranger.hello(), second, 2, 1));
        assertEquals(List.of(new ServerFrame.Refused(RequestId.NONE, Refusal.LOGIN)), stranger.takeHeard());

        assertEquals(List.of(new ServerFrame.Done(ONE)), update(stranger, both));
        assertEquals(refused(Refusal.CONFLICT), update(stranger, both));
        stranger.say(alice.login(stranger.hello(), second, 2, 1));

        assertEquals(List.of(new ServerFrame.LoggedIn(alice.name, 0, 2, 0, 0, Incarnation.NONE)), stranger.takeHeard());
    }

    @Test
    void aStrangersListThatDoesNotFollowOrVerifyChangesNothing() {
        TestConnection stranger = server.open();
        SignedDeviceList third = alice.next(both, alice.device);

        assertEquals(refused(Refusal.CONFLICT), update(stranger, third));
        stranger.say(new ClientFrame.UpdateDevices(ONE, Bytes.hex("00")));
        assertEquals(refused(Refusal.BAD_SIGNATURE), stranger.takeHeard());
        assertEquals(List.of(alice.list.encoded()), server.store.deviceLists(alice.account()));
    }

    @Test
    void theOtherDevicesAreToldOfANewList() {
        update(first, both);
        TestConnection other = secondLogsIn(2);
        other.takeHeard();

        update(first, alice.next(both, alice.device, second, alice.anotherDevice(3)));

        assertEquals(List.of(new ServerFrame.DevicesChanged(3)), other.takeHeard());
        assertTrue(bobs.takeHeard().isEmpty());
    }

    @Test
    void aDeviceThatKnowsAnOlderListLogsInAndLearnsTheVersion() {
        update(first, both);
        TestConnection again = server.open();

        again.login(alice);

        assertEquals(List.of(new ServerFrame.LoggedIn(alice.name, 0, 2, 0, 0, Incarnation.NONE)), again.takeHeard());
    }

    @Test
    void aRemovedDeviceIsSentAwayAndStaysOut() {
        update(first, both);
        TestConnection other = secondLogsIn(2);
        other.takeHeard();

        assertEquals(List.of(new ServerFrame.Done(ONE)), update(first, alice.next(both, alice.device)));

        assertEquals(List.of(new ServerFrame.Goodbye(Refusal.REMOVED)), other.takeHeard());
        assertTrue(other.isClosed());
        assertEquals(
                List.of(new ServerFrame.Refused(RequestId.NONE, Refusal.REMOVED)),
                secondLogsIn(2).takeHeard());
    }

    @Test
    void aDeviceMayRemoveItself() {
        update(first, both);
        SignedDeviceList without = alice.next(both, second);

        first.say(new ClientFrame.UpdateDevices(ONE, without.encoded()));

        assertEquals(List.of(new ServerFrame.Done(ONE), new ServerFrame.Goodbye(Refusal.REMOVED)), first.takeHeard());
    }

    @Test
    void onlyTheNextListIsTaken() {
        SignedDeviceList third = alice.next(both, alice.device);
        SignedDeviceList forked = alice.next(alice.next(alice.list, alice.device), alice.device, second);

        assertEquals(refused(Refusal.CONFLICT), update(first, third), "a gap");
        update(first, both);
        assertEquals(refused(Refusal.CONFLICT), update(first, both), "the same again");
        assertEquals(refused(Refusal.CONFLICT), update(first, forked), "a fork");
        assertEquals(refused(Refusal.CONFLICT), update(first, alice.list), "an older one");
    }

    @Test
    void ofTwoUpdatesAtOnceOneIsTaken() {
        SignedDeviceList rival = alice.next(alice.list, alice.device, alice.anotherDevice(3));
        server.holdStore();
        first.say(new ClientFrame.UpdateDevices(ONE, both.encoded()));
        first.say(new ClientFrame.UpdateDevices(new RequestId(2), rival.encoded()));

        server.releaseStore();

        assertEquals(
                List.of(new ServerFrame.Done(ONE), new ServerFrame.Refused(new RequestId(2), Refusal.CONFLICT)),
                first.takeHeard());
    }

    /** It was checked against the list before, and must not go on believing in that one. */
    @Test
    void aLoginThatIsUnderWayLearnsOfTheListThatCameMeanwhile() {
        update(first, both);
        TestConnection other = server.open();
        Bytes nonce = other.hello();
        SignedDeviceList third = alice.next(both, alice.device, second, alice.anotherDevice(3));
        server.holdStore();
        first.say(new ClientFrame.UpdateDevices(ONE, third.encoded()));
        server.releaseOne();
        other.say(alice.login(nonce, second, 2, 1));
        server.releaseOne();

        server.releaseStore();

        assertEquals(List.of(new ServerFrame.LoggedIn(alice.name, 0, 3, 0, 0, Incarnation.NONE)), other.takeHeard());
    }

    @Test
    void aListThatTheAccountsKeyDidNotSignIsRefused() {
        byte[] tampered = both.encoded().toArray();
        tampered[60] ^= 1;
        SignedDeviceList mallorys = bob.next(bob.list, second);

        first.say(new ClientFrame.UpdateDevices(ONE, Bytes.copyOf(tampered)));
        assertEquals(refused(Refusal.BAD_SIGNATURE), first.takeHeard());
        assertEquals(refused(Refusal.BAD_SIGNATURE), update(first, mallorys));
        first.say(new ClientFrame.UpdateDevices(ONE, Bytes.hex("00")));
        assertEquals(refused(Refusal.BAD_SIGNATURE), first.takeHeard());
    }

    @Test
    void aDeviceThatStaysKeepsItsKeysAndItsMailbox() {
        DeviceKeys other = alice.anotherDevice(1);
        DeviceKeys moved =
                new DeviceKeys(alice.device.id(), alice.device.signing(), alice.device.identity(), other.mailbox());
        DeviceKeys sharing = new DeviceKeys(second.id(), second.signing(), second.identity(), alice.mailbox());

        assertEquals(refused(Refusal.CONFLICT), update(first, alice.next(alice.list, other)));
        assertEquals(refused(Refusal.BAD_SIGNATURE), update(first, alice.next(alice.list, moved)));
        assertEquals(refused(Refusal.BAD_SIGNATURE), update(first, alice.next(alice.list, alice.device, sharing)));
    }

    @Test
    void somebodyElsesMailboxIsNotTakenIn() {
        DeviceKeys spying = new DeviceKeys(second.id(), second.signing(), second.identity(), bob.mailbox());

        assertEquals(refused(Refusal.CONFLICT), update(first, alice.next(alice.list, alice.device, spying)));
    }

    @Test
    void anUpdateDoesNotEndTheAccount() {
        assertEquals(refused(Refusal.BAD_SIGNATURE), update(first, alice.last(alice.list)));
    }

    @Test
    void anAccountEndsByItsPasswordForAllItsDevices() {
        update(first, both);
        TestConnection other = secondLogsIn(2);
        other.takeHeard();
        bobs.say(new ClientFrame.WatchPresence());
        TestPasswords.prove(first, alice.name, PASSWORD);
        SignedDeviceList last = alice.last(both);

        first.say(new ClientFrame.DeleteAccount(ONE, last.encoded()));

        assertEquals(List.of(new ServerFrame.Done(ONE), new ServerFrame.Goodbye(Refusal.REMOVED)), first.takeHeard());
        assertEquals(List.of(new ServerFrame.Goodbye(Refusal.REMOVED)), other.takeHeard());
        ServerFrame.Presence gone = (ServerFrame.Presence) bobs.takeHeard().get(0);
        assertFalse(gone.online());
        bobs.say(new ClientFrame.FindAccount(ONE, alice.account(), 0));
        assertEquals(List.of(new ServerFrame.AccountGone(ONE, last.encoded())), bobs.takeHeard());
        assertTrue(server.audits.contains(
                new Effect.Audit("account-deleted", alice.account().toString())));
    }

    @Test
    void noDeviceOfADeletedAccountLogsIn() {
        TestPasswords.prove(first, alice.name, PASSWORD);
        first.say(new ClientFrame.DeleteAccount(ONE, alice.last(alice.list).encoded()));
        TestConnection again = server.open();

        again.login(alice);

        assertEquals(List.of(new ServerFrame.Refused(RequestId.NONE, Refusal.LOGIN)), again.takeHeard());
    }

    @Test
    void withoutThePasswordNoAccountEnds() {
        first.say(new ClientFrame.DeleteAccount(ONE, alice.last(alice.list).encoded()));

        assertEquals(refused(Refusal.LOGIN), first.takeHeard());
        assertFalse(first.isClosed());
    }

    @Test
    void anAccountEndsOnlyByAListThatSaysSo() {
        TestPasswords.prove(first, alice.name, PASSWORD);

        first.say(new ClientFrame.DeleteAccount(ONE, both.encoded()));

        assertEquals(refused(Refusal.BAD_SIGNATURE), first.takeHeard());
    }

    @Test
    void aLookUpTellsTheListsThatAreNew() {
        update(first, both);

        bobs.say(new ClientFrame.FindAccount(ONE, alice.account(), 0));
        assertEquals(
                List.of(new ServerFrame.UserFound(ONE, alice.name, List.of(alice.list.encoded(), both.encoded()))),
                bobs.takeHeard());
        bobs.say(new ClientFrame.FindAccount(ONE, alice.account(), 1));
        assertEquals(List.of(new ServerFrame.UserFound(ONE, alice.name, List.of(both.encoded()))), bobs.takeHeard());
        bobs.say(new ClientFrame.FindAccount(ONE, alice.account(), 2));
        assertEquals(List.of(new ServerFrame.UserFound(ONE, alice.name, List.of(both.encoded()))), bobs.takeHeard());
    }

    @Test
    void whatTheStoreCannotKeepIsUnavailable() {
        server.store.breakDown();

        assertEquals(refused(Refusal.UNAVAILABLE), update(first, both));
    }
}
