package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Argon2id;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.LoginProof;
import messenger.crypto.opaque.Identities;
import messenger.crypto.opaque.LoginBinding;
import messenger.crypto.opaque.OpaqueLogin;
import messenger.crypto.opaque.OpaqueServerKeys;
import messenger.crypto.opaque.PasswordStretching;
import messenger.protocol.ClientFrame;
import messenger.protocol.FrameCodec;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.Test;

/** Mallory at the door: the attacks F1, F2 and F4 of the protocol, and T16. */
final class LoginAttackTest {
    private static final RequestId START = new RequestId(2);
    private static final RequestId FINISH = new RequestId(3);
    private static final String PASSWORD = "correct horse battery";
    private static final Bytes WRONG = Bytes.copyOf(new byte[Limits.PASSWORD_KE3_BYTES]);

    private final TestServer server = new TestServer(Tightened.patient());
    private final Person alice = server.person("alice");

    private static List<ServerFrame> refused(RequestId request, Refusal reason) {
        return List.of(new ServerFrame.Refused(request, reason));
    }

    @Test
    void f1ALoginRelayedThroughAnotherServersKeyIsRefused() {
        TestPasswords.registered(server, alice, PASSWORD).cut();
        TestConnection mallory = server.open();
        Bytes nonce = mallory.hello();
        Bytes mallorysKey = Sha256.of(Bytes.utf8("Mallory's certificate"));
        LoginProof toMallory = new LoginProof(mallorysKey, nonce, alice.account(), DeviceId.FIRST, 1);

        mallory.say(new ClientFrame.Login(alice.account(), DeviceId.FIRST, 1, 1, toMallory.sign(alice.device)));

        assertEquals(refused(RequestId.NONE, Refusal.LOGIN), mallory.takeHeard());
    }

    @Test
    void f1APasswordRelayedThroughAnotherServersKeyIsNotProved() {
        TestPasswords.registered(server, alice, PASSWORD).cut();
        TestConnection mallory = server.open();
        OpaqueLogin alices = TestPasswords.start(mallory, alice.name, PASSWORD);
        Bytes ke2 = ((ServerFrame.PasswordAnswer) mallory.takeHeard().get(0)).ke2();
        LoginBinding toMallory =
                new LoginBinding(Sha256.of(Bytes.utf8("Mallory's certificate")), Identities.PUBLIC_KEYS);

        assertThrows(
                AuthenticationFailedException.class,
                () -> alices.finish(ke2, toMallory, PasswordStretching.argon2id(new Argon2id.Cost(8, 1, 1))));
    }

    @Test
    void f1ASignatureIsReplayedInVainOnEveryConnection() {
        TestPasswords.registered(server, alice, PASSWORD).cut();
        TestConnection first = server.open();
        Bytes nonce = first.hello();
        ClientFrame.Login login = alice.login(nonce);
        first.say(login);
        first.cut();
        TestConnection greeted = server.open();
        greeted.hello();
        TestConnection silent = server.open();

        greeted.say(login);
        silent.say(login);

        assertEquals(refused(RequestId.NONE, Refusal.LOGIN), greeted.takeHeard());
        assertEquals(refused(RequestId.NONE, Refusal.LOGIN), silent.takeHeard());
    }

    @Test
    void f1AnOldNonceIsRefused() {
        TestPasswords.registered(server, alice, PASSWORD).cut();
        TestConnection connection = server.open();
        Bytes nonce = connection.hello();
        server.pass(Duration.ofMinutes(5));

        connection.say(alice.login(nonce));

        assertEquals(refused(RequestId.NONE, Refusal.LOGIN), connection.takeHeard());
    }

    /** F2: of a password, nothing that a guess could be checked by without the server's keys crosses the wire. */
    @Test
    void f2NoPasswordAndNoEquivalentIsInAnyFrameOrStoreRequest() {
        List<Bytes> seen = new ArrayList<>();
        server.spy(frame -> seen.add(FrameCodec.CLIENT.encode(frame)));
        TestConnection alices = TestPasswords.registered(server, alice, PASSWORD);
        TestPasswords.prove(alices, alice.name, PASSWORD);
        TestPasswords.prove(server.open(), alice.name, PASSWORD);
        assertTrue(seen.size() >= 7, seen.size() + " frames");

        Bytes password = Bytes.utf8(PASSWORD);
        List<Bytes> equivalents = List.of(
                password,
                password.slice(0, 8),
                Bytes.utf8(password.toHex()),
                Sha256.of(password),
                Sha256.of(Bytes.utf8(alice.name.value()), password));
        for (StoreRequest request : server.store.asked()) {
            seen.add(Bytes.concat(bytesOf(request).toArray(new Bytes[0])));
        }
        for (Bytes equivalent : equivalents) {
            assertTrue(seen.stream().noneMatch(bytes -> contains(bytes, equivalent)));
        }
    }

    /** F2: the same password twice looks like two passwords. */
    @Test
    void f2TheSamePasswordTwiceHasNothingInCommon() {
        Person bob = server.person("bob");
        TestPasswords.registered(server, alice, PASSWORD);
        TestPasswords.registered(server, bob, PASSWORD);

        List<Bytes> records = server.store.asked().stream()
                .filter(StoreRequest.CreateAccount.class::isInstance)
                .map(request -> ((StoreRequest.CreateAccount) request).passwordRecord())
                .toList();

        assertEquals(2, records.size());
        for (int at = 0; at + 8 <= Limits.PASSWORD_RECORD_BYTES; at++) {
            assertFalse(contains(records.get(1), records.get(0).slice(at, 8)), "at " + at);
        }
    }

    private static List<Bytes> bytesOf(Object value) {
        List<Bytes> found = new ArrayList<>();
        if (value instanceof Bytes bytes) {
            found.add(bytes);
        } else if (value instanceof Record) {
            for (var component : value.getClass().getRecordComponents()) {
                try {
                    var accessor = component.getAccessor();
                    accessor.setAccessible(true);
                    found.addAll(bytesOf(accessor.invoke(value)));
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(component.toString(), e);
                }
            }
        } else if (value instanceof List<?> list) {
            list.forEach(element -> found.addAll(bytesOf(element)));
        } else if (value instanceof String text) {
            found.add(Bytes.utf8(text));
        }
        return found;
    }

    private static boolean contains(Bytes all, Bytes part) {
        for (int at = 0; at + part.size() <= all.size(); at++) {
            if (all.slice(at, part.size()).equals(part)) {
                return true;
            }
        }
        return false;
    }

    /** F4: all that the store was ever told does not log in, neither as a device nor by the password. */
    @Test
    void f4AStolenStoreCannotLogIn() {
        TestPasswords.registered(server, alice, PASSWORD).cut();
        StoreRequest.CreateAccount stolen = (StoreRequest.CreateAccount) server.store.asked().stream()
                .filter(StoreRequest.CreateAccount.class::isInstance)
                .findFirst()
                .orElseThrow();
        for (Bytes guess : List.of(
                stolen.passwordRecord().slice(33, 32),
                stolen.passwordRecord().slice(65, 32),
                stolen.passwordRecord().slice(97, 32))) {
            TestConnection mallory = server.open();
            TestPasswords.start(mallory, alice.name, "wrong");
            mallory.takeHeard();
            mallory.say(new ClientFrame.PasswordFinish(FINISH, guess));
            assertEquals(refused(FINISH, Refusal.LOGIN), mallory.takeHeard());
        }
    }

    /** F4: with the records but without the server's OPAQUE keys, even the right password proves nothing. */
    @Test
    void f4RecordsAreWorthNothingUnderOtherKeys() {
        TestPasswords.registered(server, alice, PASSWORD).cut();
        StoreRequest stolen = server.store.asked().stream()
                .filter(StoreRequest.CreateAccount.class::isInstance)
                .findFirst()
                .orElseThrow();
        ServerSecrets mallorys = ServerSecrets.of(OpaqueServerKeys.generate(server.random));
        TestServer copy = new TestServer(ServerLimits.DEFAULT, mallorys);
        copy.store.answer(stolen);
        TestConnection connection = copy.open();
        OpaqueLogin login = TestPasswords.start(connection, alice.name, PASSWORD);
        ServerFrame answer = connection.takeHeard().get(0);

        assertThrows(AuthenticationFailedException.class, () -> TestPasswords.ke3(login, answer));
    }

    /** T16: whatever strangers do to Alice's name, her devices log in. */
    @Test
    void t16NobodyLocksADeviceOut() {
        TestPasswords.registered(server, alice, PASSWORD).cut();
        for (int i = 0; i < 50; i++) {
            TestConnection mallory = server.open("203.0.113." + i);
            TestPasswords.start(mallory, alice.name, "guess " + i);
            mallory.say(new ClientFrame.PasswordFinish(FINISH, WRONG));
            mallory.say(new ClientFrame.RegisterStart(
                    START,
                    alice.name,
                    OpaqueLogin.start(TestPasswords.secret("x"), server.random)
                            .ke1()
                            .slice(0, 33)));
            mallory.cut();
        }
        TestConnection alices = server.open();

        alices.login(alice);

        assertTrue(alices.isAdmitted());
    }
}
