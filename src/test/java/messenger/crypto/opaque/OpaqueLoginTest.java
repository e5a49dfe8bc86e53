package messenger.crypto.opaque;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import messenger.crypto.Argon2id;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import org.junit.jupiter.api.Test;

/** What a password opens, and what it does not. */
final class OpaqueLoginTest {
    private final World world = new World(7);

    @Test
    void theRightPasswordGivesBothSidesOneSessionKey() throws Exception {
        Registered alice = world.register();
        OpaqueLogin login = world.login();
        PendingLogin pending = world.answer(alice.record(), login.ke1());
        LoggedIn loggedIn = login.finish(pending.ke2(), World.BINDING, World.CHEAP);

        assertEquals(loggedIn.sessionKey(), pending.finish(loggedIn.ke3()));
        assertEquals(OpaqueSizes.SESSION_KEY, loggedIn.sessionKey().size());
        assertNotEquals(loggedIn.sessionKey(), loggedIn.exportKey());
    }

    @Test
    void everyLoginGivesTheSameExportKeyAndAnotherSessionKey() throws Exception {
        Registered alice = world.register();
        LoggedIn first = world.logIn(alice);
        LoggedIn second = world.logIn(alice);

        assertEquals(alice.exportKey(), first.exportKey());
        assertEquals(alice.exportKey(), second.exportKey());
        assertNotEquals(first.sessionKey(), second.sessionKey());
        assertNotEquals(first.ke3(), second.ke3());
    }

    @Test
    void aRecordThatWasStoredStillOpens() throws Exception {
        Registered alice = world.register();
        OpaqueServer restarted = new OpaqueServer(OpaqueServerKeys.decode(world.keys.encoded()));
        OpaqueLogin login = world.login();
        PendingLogin pending = restarted.loginResponse(
                RegistrationRecord.decode(alice.record().encoded()),
                login.ke1(),
                World.ALICE,
                World.BINDING,
                world.random);

        assertEquals(login.finish(pending.ke2(), World.BINDING, World.CHEAP).exportKey(), alice.exportKey());
    }

    @Test
    void aWrongPasswordFailsAtTheClient() throws Exception {
        Registered alice = world.register();

        for (String guess : new String[] {"correct horse battery stapl", World.PASSWORD + "\0", "Correct", " "}) {
            OpaqueLogin login = world.login(guess);
            PendingLogin pending = world.answer(alice.record(), login.ke1());
            assertFails(login, pending.ke2(), World.BINDING, World.CHEAP);
        }
    }

    @Test
    void anotherContextFails() throws Exception {
        Registered alice = world.register();
        OpaqueLogin login = world.login();
        PendingLogin pending = world.answer(alice.record(), login.ke1());

        assertFails(
                login,
                pending.ke2(),
                new LoginBinding(Bytes.utf8("the key of Mallory's certificate"), World.IDENTITIES),
                World.CHEAP);
    }

    @Test
    void anotherIdentityFails() throws Exception {
        Registered alice = world.register();

        for (Identities other : new Identities[] {
            new Identities(Bytes.utf8("alicf"), World.IDENTITIES.server()),
            new Identities(World.IDENTITIES.client(), Bytes.utf8("chat.examplf")),
            new Identities(World.IDENTITIES.server(), World.IDENTITIES.client()),
            new Identities(Bytes.utf8("alicec"), Bytes.utf8("hat.example")),
            Identities.PUBLIC_KEYS
        }) {
            OpaqueLogin login = world.login();
            PendingLogin pending = world.answer(alice.record(), login.ke1());
            assertFails(login, pending.ke2(), new LoginBinding(World.BINDING.context(), other), World.CHEAP);
        }
    }

    @Test
    void anIdentityThatOnlyTheServerTakesForAnotherFails() throws Exception {
        Registered alice = world.register();
        OpaqueLogin login = world.login();
        LoginBinding others =
                new LoginBinding(World.BINDING.context(), new Identities(Bytes.utf8("bob"), World.IDENTITIES.server()));
        PendingLogin pending =
                world.server.loginResponse(alice.record(), login.ke1(), World.ALICE, others, world.random);

        assertFails(login, pending.ke2(), World.BINDING, World.CHEAP);
    }

    @Test
    void anotherServerOrAnotherCredentialFails() throws Exception {
        Registered alice = world.register();
        World mallory = new World(8);
        OpaqueLogin toMallory = world.login();
        assertFails(toMallory, mallory.answer(alice.record(), toMallory.ke1()).ke2(), World.BINDING, World.CHEAP);

        OpaqueLogin asBob = world.login();
        PendingLogin pending = world.server.loginResponse(
                alice.record(), asBob.ke1(), new CredentialId(Bytes.utf8("bob")), World.BINDING, world.random);
        assertFails(asBob, pending.ke2(), World.BINDING, World.CHEAP);
    }

    /** Whoever stole the OPRF seed and the record, but not the private key, cannot play the server. */
    @Test
    void aServerWithoutThePrivateKeyFails() throws Exception {
        Registered alice = world.register();
        OpaqueServerKeys stolen = OpaqueServerKeys.decode(Secret.concat(
                world.keys.encoded().slice(0, OpaqueSizes.SEED),
                new World(9).keys.privateKey().encoded()));
        OpaqueLogin login = world.login();
        PendingLogin pending = new OpaqueServer(stolen)
                .loginResponse(alice.record(), login.ke1(), World.ALICE, World.BINDING, world.random);

        assertFails(login, pending.ke2(), World.BINDING, World.CHEAP);
    }

    @Test
    void anAnswerToAnotherLoginFails() throws Exception {
        Registered alice = world.register();
        Bytes old = world.answer(alice.record(), world.login().ke1()).ke2();

        assertFails(world.login(), old, World.BINDING, World.CHEAP);
    }

    @Test
    void theStretchingIsPaidOnceForEveryRegistrationAndEveryGuess() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        PasswordStretching counted = PasswordStretching.of(output -> {
            calls.incrementAndGet();
            return World.CHEAP.stretch(output);
        });
        Registered alice = world.register(counted);
        assertEquals(1, calls.get());

        OpaqueLogin right = world.login();
        right.finish(world.answer(alice.record(), right.ke1()).ke2(), World.BINDING, counted);
        assertEquals(2, calls.get());

        OpaqueLogin wrong = world.login("a guess");
        assertFails(wrong, world.answer(alice.record(), wrong.ke1()).ke2(), World.BINDING, counted);
        assertEquals(3, calls.get());
    }

    @Test
    void withoutTheSameStretchingTheRightPasswordOpensNothing() throws Exception {
        Registered alice = world.register();

        for (PasswordStretching other : new PasswordStretching[] {
            PasswordStretching.of(output -> Secret.copyOf(output.expose())),
            PasswordStretching.argon2id(new Argon2id.Cost(Argon2id.Cost.MEMORY_KIB_MIN, 2, 1)),
            PasswordStretching.argon2id(new Argon2id.Cost(Argon2id.Cost.MEMORY_KIB_MIN + 1, 1, 1))
        }) {
            OpaqueLogin login = world.login();
            assertFails(login, world.answer(alice.record(), login.ke1()).ke2(), World.BINDING, other);
        }
    }

    @Test
    void theStandardStretchingIsArgon2idWithAZeroSalt() {
        Secret output = World.password("0123456789abcdef0123456789abcdef");

        assertEquals(
                Argon2id.derive(output, Bytes.copyOf(new byte[16]), Argon2id.Cost.STANDARD, 32),
                PasswordStretching.STANDARD.stretch(output));
    }

    @Test
    void aLoginIsGoodForOneAnswer() throws Exception {
        Registered alice = world.register();
        OpaqueLogin login = world.login();
        PendingLogin pending = world.answer(alice.record(), login.ke1());
        assertThrows(MalformedException.class, () -> login.finish(Bytes.EMPTY, World.BINDING, World.CHEAP));

        assertThrows(IllegalStateException.class, () -> login.finish(pending.ke2(), World.BINDING, World.CHEAP));
    }

    @Test
    void aRegistrationIsGoodForOneAnswer() throws Exception {
        OpaqueRegistration registration = world.registration();
        Bytes response = world.server.registrationResponse(registration.request(), World.ALICE);
        registration.finish(response, World.IDENTITIES, World.CHEAP, world.random);

        assertThrows(
                IllegalStateException.class,
                () -> registration.finish(response, World.IDENTITIES, World.CHEAP, world.random));
    }

    @Test
    void theCallersPasswordIsCopiedNotErased() throws Exception {
        Secret password = World.password(World.PASSWORD);
        OpaqueRegistration registration = OpaqueRegistration.start(password, world.random);
        Bytes response = world.server.registrationResponse(registration.request(), World.ALICE);
        registration.finish(response, World.IDENTITIES, World.CHEAP, world.random);

        assertEquals(World.password(World.PASSWORD), password);
    }

    @Test
    void aPasswordHasOneByteToItsMaximum() {
        assertFalse(OpaqueLogin.start(World.password("a"), world.random).ke1().equals(Bytes.EMPTY));
        assertFalse(OpaqueLogin.start(World.password("a".repeat(OpaqueSizes.PASSWORD_BYTES_MAX)), world.random)
                .ke1()
                .equals(Bytes.EMPTY));

        for (int size : new int[] {0, OpaqueSizes.PASSWORD_BYTES_MAX + 1}) {
            Secret password = World.password("a".repeat(size));
            assertThrows(IllegalArgumentException.class, () -> OpaqueLogin.start(password, world.random));
            assertThrows(IllegalArgumentException.class, () -> OpaqueRegistration.start(password, world.random));
        }
    }

    static void assertFails(OpaqueLogin login, Bytes ke2, LoginBinding binding, PasswordStretching stretching) {
        assertThrows(AuthenticationFailedException.class, () -> login.finish(ke2, binding, stretching));
    }
}
