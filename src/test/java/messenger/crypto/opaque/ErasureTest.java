package messenger.crypto.opaque;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import org.junit.jupiter.api.Test;

/** What was needed for a moment only is overwritten, as far as a test can get hold of it. */
final class ErasureTest {
    private final World world = new World(23);

    /** Keeps the very arrays that were filled, not copies. */
    private static final class WatchedRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient List<byte[]> filled = new ArrayList<>();

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i + filled.size() + 1);
            }
            filled.add(bytes);
        }
    }

    @Test
    void aLoginKeepsNeitherTheBytesOfItsBlindNorTheSeedOfItsKeyShare() {
        WatchedRandom random = new WatchedRandom();

        OpaqueLogin.start(World.password(World.PASSWORD), random);

        assertEquals(3, random.filled.size());
        assertErased(random.filled.get(0));
        assertErased(random.filled.get(2));
    }

    @Test
    void theServerKeepsNoSeedOfItsKeyShare() throws Exception {
        Registered alice = world.register();
        WatchedRandom random = new WatchedRandom();

        world.server.loginResponse(alice.record(), world.login().ke1(), World.ALICE, World.BINDING, random);

        assertEquals(3, random.filled.size());
        assertErased(random.filled.get(2));
    }

    @Test
    void whatThePasswordWasStretchedFromAndToIsOverwritten() throws Exception {
        List<Secret> passed = new ArrayList<>();
        PasswordStretching watched = PasswordStretching.of(output -> {
            Secret stretched = World.CHEAP.stretch(output);
            passed.add(output);
            passed.add(stretched);
            return stretched;
        });

        Registered alice = world.register(watched);
        OpaqueLogin login = world.login();
        login.finish(world.answer(alice.record(), login.ke1()).ke2(), World.BINDING, watched);

        assertEquals(4, passed.size());
        passed.forEach(secret -> assertErased(secret.expose()));
    }

    @Test
    void theProductsOfAKeyExchangeAreOverwritten() {
        Secret products = World.password("x".repeat(3 * OpaqueSizes.KEY));

        exchange(products);

        assertErased(products.expose());
    }

    @Test
    void aLoginThatEndedKeepsNoKeysOnTheServer() throws Exception {
        for (boolean right : new boolean[] {true, false}) {
            KeyExchange keys = exchange(World.password("y".repeat(3 * OpaqueSizes.KEY)));
            Bytes ke3 = Bytes.copyOf(keys.clientMac().expose());
            PendingLogin pending = new PendingLogin(Bytes.utf8("answer"), keys);
            if (right) {
                Secret sessionKey = pending.finish(ke3);
                assertFalse(isZero(sessionKey.expose()));
            } else {
                assertThrows(AuthenticationFailedException.class, () -> pending.finish(World.flipped(ke3, 0, 0)));
            }
            assertErased(keys.sessionKey().expose());
            assertErased(keys.serverMac().expose());
            assertErased(keys.clientMac().expose());
        }
    }

    /** The caller's password is the caller's; the copy is another array. */
    @Test
    void theCallersPasswordIsNotTouched() throws Exception {
        Registered alice = world.register();
        Secret password = World.password(World.PASSWORD);
        OpaqueLogin login = OpaqueLogin.start(password, world.random);

        login.finish(world.answer(alice.record(), login.ke1()).ke2(), World.BINDING, World.CHEAP);

        assertEquals(World.password(World.PASSWORD), password);
    }

    @Test
    void aBlindedPasswordThatWasErasedAnswersNoMore() {
        BlindedPassword blinded = BlindedPassword.of(World.password(World.PASSWORD), world.random);
        Element evaluated = Element.publicKey(world.keys.privateKey());
        blinded.erase();

        assertThrows(IllegalStateException.class, () -> blinded.randomized(evaluated, World.CHEAP));
    }

    /** Also where the second answer would be refused anyway: that it is the second comes first. */
    @Test
    void aLoginAndARegistrationTakeOneAnswerOnly() {
        OpaqueLogin login = world.login();
        OpaqueRegistration registration = world.registration();
        assertThrows(MalformedException.class, () -> login.finish(Bytes.EMPTY, World.BINDING, World.CHEAP));
        assertThrows(
                MalformedException.class,
                () -> registration.finish(Bytes.EMPTY, World.IDENTITIES, World.CHEAP, world.random));

        assertThrows(IllegalStateException.class, () -> login.finish(Bytes.EMPTY, World.BINDING, World.CHEAP));
        assertThrows(
                IllegalStateException.class,
                () -> registration.finish(Bytes.EMPTY, World.IDENTITIES, World.CHEAP, world.random));
    }

    /** Zero is no scalar; sixteen zeros are no accident. */
    @Test
    void aBrokenRandomSourceIsGivenUpAfterSixteenDraws() {
        List<Integer> draws = new ArrayList<>();
        SecureRandom zeros = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                draws.add(bytes.length);
            }
        };

        assertThrows(IllegalStateException.class, () -> Scalar.random(zeros));
        assertEquals(16, draws.size());
    }

    @Test
    void whatHoldsSecretsPrintsItsNameOnly() {
        Secret randomized = World.password("z".repeat(32));
        Bytes nonce = Bytes.copyOf(new byte[OpaqueSizes.NONCE]);
        Bytes serverKey = world.keys.publicKey().encoded();

        assertEquals("KeyExchange", exchange(World.password("products")).toString());
        assertEquals(
                "BlindedPassword", BlindedPassword.of(randomized, world.random).toString());
        assertEquals(
                "Credentials",
                Credentials.create(randomized, nonce, serverKey, World.IDENTITIES)
                        .toString());
    }

    private static KeyExchange exchange(Secret products) {
        return KeyExchange.of(
                products, Bytes.utf8("context"), World.IDENTITIES, Bytes.utf8("ke1"), Bytes.utf8("answer"));
    }

    private static void assertErased(byte[] bytes) {
        assertArrayEquals(new byte[bytes.length], bytes);
    }

    private static boolean isZero(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }
}
