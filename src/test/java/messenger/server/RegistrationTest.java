package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.LoginProof;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.Incarnation;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.Test;

final class RegistrationTest {
    private final TestServer server = new TestServer();
    private final Person alice = server.person("alice");
    private final Person mallory = server.person("mallory");

    private static List<ServerFrame> refused(Refusal reason) {
        return List.of(new ServerFrame.Refused(RequestId.NONE, reason));
    }

    private void assertRefused(Refusal reason, TestConnection connection) {
        assertEquals(refused(reason), connection.takeHeard());
        assertFalse(connection.isAdmitted());
    }

    @Test
    void whoeverRegistersIsLoggedIn() {
        TestConnection connection = server.open();

        connection.register(alice);

        assertEquals(
                List.of(new ServerFrame.LoggedIn(alice.name, 0, 1, 0, 0, Incarnation.NONE)), connection.takeHeard());
        assertTrue(connection.isAdmitted());
        assertEquals(List.of(new Effect.Audit("registered", alice.account().toString())), server.audits);
    }

    @Test
    void aTakenNameIsRefusedAndAnotherMayBeTried() {
        server.registered(alice);
        TestConnection connection = server.open();

        connection.register(server.person("alice"));
        assertRefused(Refusal.NAME_TAKEN, connection);
        connection.register(mallory);

        assertEquals(
                List.of(new ServerFrame.LoggedIn(mallory.name, 0, 1, 0, 0, Incarnation.NONE)), connection.takeHeard());
    }

    @Test
    void anAccountRegistersOnce() {
        server.registered(alice);
        TestConnection connection = server.open();

        connection.register(new Person("alice2", alice.key, alice.device, server.random));

        assertRefused(Refusal.ACCOUNT_EXISTS, connection);
    }

    @Test
    void somebodyElsesMailboxCannotBeRegistered() {
        server.registered(alice);
        DeviceKeys own = DeviceKeys.generate(DeviceId.FIRST, server.random);
        DeviceKeys withHerMailbox = new DeviceKeys(own.id(), own.signing(), own.identity(), alice.mailbox());
        TestConnection connection = server.open();

        connection.register(new Person("mallory", AccountKey.generate(server.random), withHerMailbox, server.random));

        assertRefused(Refusal.ACCOUNT_EXISTS, connection);
    }

    @Test
    void aDeviceListThatIsTamperedWithIsRefused() {
        for (int at : new int[] {0, 1, 40, 60, 150}) {
            TestConnection connection = server.open();
            byte[] list = alice.list.encoded().toArray();
            list[at] ^= 1;
            Bytes nonce = connection.hello();

            connection.say(new ClientFrame.Register(
                    alice.name,
                    Bytes.copyOf(list),
                    DeviceId.FIRST,
                    alice.proof(nonce).sign(alice.device),
                    TestPasswords.ANY_RECORD,
                    ClientFrame.Gate.NONE));

            assertRefused(Refusal.BAD_SIGNATURE, connection);
        }
        assertTrue(server.store.asked().isEmpty());
    }

    @Test
    void aDeviceListOfSomebodyElseIsRefused() {
        TestConnection connection = server.open();
        LoginProof proof = alice.proof(connection.hello());

        connection.say(new ClientFrame.Register(
                mallory.name,
                alice.list.encoded(),
                DeviceId.FIRST,
                proof.sign(mallory.device),
                TestPasswords.ANY_RECORD,
                ClientFrame.Gate.NONE));

        assertRefused(Refusal.BAD_SIGNATURE, connection);
    }

    @Test
    void anAccountBeginsWithTheFirstVersionOfItsList() {
        SignedDeviceList second =
                alice.key.sign(alice.deviceList(2, alice.list.list().hash(), List.of(alice.device)));

        assertRefused(Refusal.BAD_SIGNATURE, registering(second, DeviceId.FIRST));
    }

    @Test
    void anAccountBeginsWithOneDevice() {
        DeviceKeys other = DeviceKeys.generate(new DeviceId(2), server.random);
        SignedDeviceList two =
                alice.key.sign(alice.deviceList(1, DeviceList.NO_PREVIOUS, List.of(alice.device, other)));

        assertRefused(Refusal.BAD_SIGNATURE, registering(two, DeviceId.FIRST));
    }

    @Test
    void theDeviceThatRegistersIsTheOneInTheList() {
        assertRefused(Refusal.BAD_SIGNATURE, registering(alice.list, new DeviceId(2)));
    }

    private TestConnection registering(SignedDeviceList list, DeviceId device) {
        TestConnection connection = server.open();
        LoginProof proof = new LoginProof(Person.SERVER_KEY_HASH, connection.hello(), alice.account(), device, 1);
        connection.say(new ClientFrame.Register(
                alice.name,
                list.encoded(),
                device,
                proof.sign(alice.device),
                TestPasswords.ANY_RECORD,
                ClientFrame.Gate.NONE));
        return connection;
    }

    @Test
    void aRegistrationWithoutNonceIsRefused() {
        TestConnection connection = server.open();

        connection.say(alice.register(Bytes.copyOf(new byte[LoginProof.NONCE_BYTES])));

        assertRefused(Refusal.BAD_SIGNATURE, connection);
    }

    @Test
    void aClosedServerTakesNoRegistrations() {
        TestServer closed = new TestServer(Tightened.closed());
        TestConnection connection = closed.open();

        connection.register(alice);

        assertRefused(Refusal.REGISTRATION_CLOSED, connection);
        assertTrue(closed.store.asked().isEmpty());
    }

    @Test
    void aRegistrationThatTheStoreCannotKeepIsUnavailable() {
        server.store.breakDown();
        TestConnection connection = server.open();

        connection.register(alice);

        assertRefused(Refusal.UNAVAILABLE, connection);
    }
}
