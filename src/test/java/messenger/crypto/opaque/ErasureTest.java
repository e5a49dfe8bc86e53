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
