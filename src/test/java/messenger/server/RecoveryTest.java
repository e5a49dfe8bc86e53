package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.LoginProof;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.Incarnation;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;

/** A lost device is replaced by password and recovery code together (PROTOCOL 1.16.2). */
final class RecoveryTest {
    private static final String PASSWORD = "correct horse";
    private static final RequestId ONE = new RequestId(1);

    private final TestServer server = new TestServer(Tightened.patient());
    private final Person alice = server.person("alice");
    private final DeviceKeys fresh = alice.anotherDevice(2);
    private final TestConnection old = TestPasswords.registered(server, alice, PASSWORD);
    private final TestConnection stranger = server.open();

    private static List<ServerFrame> refused(Refusal reason) {
        return List.of(new ServerFrame.Refused(RequestId.NONE, reason));
    }

    private ClientFrame.Recover recover(SignedDeviceList list, DeviceKeys device) {
        Bytes nonce = stranger.hello();
        LoginProof proof = new LoginProof(
                Person.SERVER_KEY_HASH,
                nonce,
                alice.account(),
                device.id(),
                list.list().version());
        return new ClientFrame.Recover(list.encoded(), device.id(), proof.sign(device));
    }

    @Test
    void whoKnowsPasswordAndRecoveryCodeComesBackWithANewDevice() {
        TestPasswords.prove(stranger, alice.name, PASSWORD);
        stranger.say(new ClientFrame.FindUser(ONE, alice.name));
        assertEquals(
                List.of(new ServerFrame.UserFound(ONE, alice.name, List.of(alice.list.encoded()))),
                stranger.takeHeard());

        stranger.say(recover(alice.next(alice.list, fresh), fresh));

        assertEquals(List.of(new ServerFrame.LoggedIn(alice.name, 0, 2, 0, 0, Incarnation.NONE)), stranger.takeHeard());
        assertTrue(stranger.isAdmitted());
        assertEquals(List.of(new ServerFrame.Goodbye(Refusal.REMOVED)), old.takeHeard());
        assertTrue(old.isClosed());
        assertTrue(server.audits.contains(
                new Effect.Audit("device-removed", alice.account().toString())));
    }

    @Test
    void theLostDeviceIsOutForGood() {
        TestPasswords.prove(stranger, alice.name, PASSWORD);
        stranger.say(recover(alice.next(alice.list, fresh), fresh));
        TestConnection lost = server.open();

        lost.login(alice);

        assertEquals(refused(Refusal.REMOVED), lost.takeHeard());
        assertFalse(lost.isAdmitted());
    }

    @Test
    void devicesThatAreKeptStayAndAreTold() {
        TestPasswords.prove(stranger, alice.name, PASSWORD);

        stranger.say(recover(alice.next(alice.list, alice.device, fresh), fresh));

        assertEquals(List.of(new ServerFrame.DevicesChanged(2)), old.takeHeard());
        assertFalse(old.isClosed());
    }

    @Test
    void theRecoveryCodeWithoutThePasswordIsWorthNothing() {
        stranger.say(recover(alice.next(alice.list, fresh), fresh));

        assertEquals(refused(Refusal.LOGIN), stranger.takeHeard());
        assertFalse(old.isClosed());
    }

    @Test
    void thePasswordWithoutTheRecoveryCodeIsWorthNothing() {
        Person mallory = server.person("alice");
        TestPasswords.prove(stranger, alice.name, PASSWORD);

        stranger.say(recover(mallory.next(mallory.list, fresh), fresh));

        assertEquals(refused(Refusal.BAD_SIGNATURE), stranger.takeHeard());
        assertFalse(old.isClosed());
    }

    @Test
    void thePasswordIsGoodForItsOwnNameOnly() {
        TestPasswords.registered(server, server.person("bob"), PASSWORD);
        TestPasswords.prove(stranger, new UserName("bob"), PASSWORD);

        stranger.say(recover(alice.next(alice.list, fresh), fresh));
        assertEquals(refused(Refusal.BAD_SIGNATURE), stranger.takeHeard());
        stranger.say(new ClientFrame.FindUser(ONE, alice.name));

        assertTrue(stranger.takeHeard().contains(new ServerFrame.Goodbye(Refusal.MALFORMED)));
    }

    @Test
    void theNewDeviceIsNewInTheList() {
        TestPasswords.prove(stranger, alice.name, PASSWORD);

        stranger.say(recover(alice.next(alice.list, alice.device), alice.device));

        assertEquals(refused(Refusal.BAD_SIGNATURE), stranger.takeHeard());
    }

    @Test
    void theNewDeviceProvesToHaveItsKey() {
        TestPasswords.prove(stranger, alice.name, PASSWORD);
        ClientFrame.Recover forged = recover(alice.next(alice.list, fresh), alice.anotherDevice(2));

        stranger.say(forged);

        assertEquals(refused(Refusal.BAD_SIGNATURE), stranger.takeHeard());
    }

    @Test
    void aListThatIsNotTheNextOneIsRefusedAndAnotherMayFollow() {
        SignedDeviceList second = alice.next(alice.list, alice.device);
        SignedDeviceList third = alice.next(second, fresh);
        TestPasswords.prove(stranger, alice.name, PASSWORD);

        stranger.say(recover(third, fresh));
        assertEquals(refused(Refusal.CONFLICT), stranger.takeHeard());
        stranger.say(recover(alice.next(alice.list, fresh), fresh));

        assertTrue(stranger.isAdmitted());
    }

    @Test
    void aRecoveryDoesNotEndAnAccount() {
        TestPasswords.prove(stranger, alice.name, PASSWORD);

        stranger.say(recover(alice.last(alice.list), fresh));

        assertEquals(refused(Refusal.BAD_SIGNATURE), stranger.takeHeard());
    }

    @Test
    void aRecoveryIsNotReplayed() {
        TestPasswords.prove(stranger, alice.name, PASSWORD);
        ClientFrame.Recover recover = recover(alice.next(alice.list, fresh), fresh);
        stranger.hello();

        stranger.say(recover);

        assertEquals(refused(Refusal.BAD_SIGNATURE), stranger.takeHeard());
    }

    @Test
    void theProofOfAPasswordIsGoodForFiveMinutes() {
        TestPasswords.prove(stranger, alice.name, PASSWORD);
        server.pass(PasswordStage.GOOD_FOR.minusNanos(1));
        stranger.say(new ClientFrame.FindUser(ONE, alice.name));
        assertTrue(stranger.takeHeard().get(0) instanceof ServerFrame.UserFound);
        server.pass(Duration.ofNanos(1));

        stranger.say(recover(alice.next(alice.list, fresh), fresh));

        assertEquals(refused(Refusal.LOGIN), stranger.takeHeard());
    }

    @Test
    void aLoginOfTheRemovedDeviceThatIsUnderWayEnds() {
        old.cut();
        TestPasswords.prove(stranger, alice.name, PASSWORD);
        ClientFrame.Recover recover = recover(alice.next(alice.list, fresh), fresh);
        TestConnection lost = server.open();
        Bytes nonce = lost.hello();
        server.holdStore();
        stranger.say(recover);
        lost.say(alice.login(nonce));

        server.releaseStore();

        assertTrue(stranger.isAdmitted());
        assertFalse(lost.isAdmitted());
        assertTrue(lost.isClosed());
    }
}
