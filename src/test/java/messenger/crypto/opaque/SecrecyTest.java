package messenger.crypto.opaque;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Hkdf;
import messenger.crypto.Hmac;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import messenger.crypto.Sha256;
import org.junit.jupiter.api.Test;

/** Attack F2: the password, and anything it could be guessed from without the server's key, stays with Alice. */
final class SecrecyTest {
    private final World world = new World(17);

    @Test
    void whatTheServerSeesHoldsNeitherThePasswordNorAHashOfIt() throws Exception {
        Registered alice = world.register();
        LoggedIn loggedIn = world.logIn(alice);
        assertEquals(4, world.seen.size());
        String seen = Bytes.concat(world.seen.toArray(Bytes[]::new)).toHex();

        for (Secret forbidden : derivedFromThePasswordAlone()) {
            assertFalse(seen.contains(hex(forbidden)), "found " + forbidden);
        }
        assertFalse(seen.contains(hex(alice.exportKey())));
        assertFalse(seen.contains(hex(loggedIn.sessionKey())));
        // The search itself finds what is there.
        assertTrue(seen.contains(loggedIn.ke3().toHex()));
    }

    private static List<Secret> derivedFromThePasswordAlone() {
        Secret password = World.password(World.PASSWORD);
        Bytes text = Bytes.utf8(World.PASSWORD);
        Bytes noSalt = Bytes.copyOf(new byte[Argon2id.SALT_BYTES]);
        Argon2id.Cost cheap = new Argon2id.Cost(Argon2id.Cost.MEMORY_KIB_MIN, 1, 1);
        List<Secret> all = new ArrayList<>(List.of(
                password,
                secret(Sha256.of(text)),
                Hmac.sha256(Hkdf.NO_SALT, text),
                Argon2id.derive(password, noSalt, cheap, 32),
                secret(Element.hash(password).encoded().slice(1, 32))));
        for (String label : new String[] {"MaskingKey", "AuthKey", "ExportKey", "PrivateKey"}) {
            all.add(Hkdf.derive(Hkdf.NO_SALT, password, Bytes.utf8(label), 32));
        }
        return all;
    }

    private static Secret secret(Bytes bytes) {
        return Secret.copyOf(bytes.toArray());
    }

    private static String hex(Secret secret) {
        return Bytes.copyOf(secret.expose()).toHex();
    }

    /** Sizes that do not vary tell nothing about the password's. */
    @Test
    void aLongPasswordLooksLikeAShortOne() {
        for (String password : new String[] {"a", "a".repeat(OpaqueSizes.PASSWORD_BYTES_MAX)}) {
            assertEquals(OpaqueSizes.KE1, world.login(password).ke1().size());
        }
    }

    /**
     * RFC 9807 4.1.2 derives the masking key without the nonce: the server sees that somebody registered their old
     * password again under the old name.
     */
    @Test
    void twoRegistrationsOfOnePasswordShareOnlyTheMaskingKey() throws Exception {
        Registered first = world.register();
        Registered second = world.register();
        assertEquals(4, world.seen.size());

        assertNotEquals(world.seen.get(0), world.seen.get(2));
        assertNotEquals(first.exportKey(), second.exportKey());
        assertDiffer(first, second, List.of(CLIENT_KEY, NONCE, TAG));
        assertEquals(
                MASKING_KEY.of(first.record().encoded()),
                MASKING_KEY.of(second.record().encoded()));
    }

    @Test
    void twoNamesWithOnePasswordHaveNothingInCommon() throws Exception {
        Registered alice = world.register();
        OpaqueRegistration registration = world.registration();
        Bytes response = world.server.registrationResponse(registration.request(), new CredentialId(Bytes.utf8("bob")));
        Registered bob = registration.finish(response, World.IDENTITIES, World.CHEAP, world.random);

        assertDiffer(alice, bob, List.of(CLIENT_KEY, MASKING_KEY, NONCE, TAG));
    }

    /** With the same randomness only the stretching differs, and with it everything in the record. */
    @Test
    void nothingInTheRecordIsMadeWithoutTheStretching() throws Exception {
        Registered cheap = registeredWith(World.CHEAP);
        assertEquals(
                cheap.record().encoded(), registeredWith(World.CHEAP).record().encoded());
        Registered other =
                registeredWith(PasswordStretching.argon2id(new Argon2id.Cost(Argon2id.Cost.MEMORY_KIB_MIN, 2, 1)));

        assertEquals(NONCE.of(cheap.record().encoded()), NONCE.of(other.record().encoded()));
        assertDiffer(cheap, other, List.of(CLIENT_KEY, MASKING_KEY, TAG));
    }

    private Registered registeredWith(PasswordStretching stretching) throws Exception {
        SeededRandom random = new SeededRandom(3);
        OpaqueRegistration registration = OpaqueRegistration.start(World.password(World.PASSWORD), random);
        Bytes response = world.server.registrationResponse(registration.request(), World.ALICE);
        return registration.finish(response, World.IDENTITIES, stretching, random);
    }

    /** A field of the record. */
    private record Part(int at, int size) {
        Bytes of(Bytes record) {
            return record.slice(at, size);
        }
    }

    /** Without the sign, which is the same for every second pair of keys. */
    private static final Part CLIENT_KEY = new Part(1, 32);

    private static final Part MASKING_KEY = new Part(33, 32);
    private static final Part NONCE = new Part(65, 32);
    private static final Part TAG = new Part(97, 32);

    private static void assertDiffer(Registered one, Registered other, List<Part> parts) {
        for (Part part : parts) {
            assertNotEquals(
                    part.of(one.record().encoded()), part.of(other.record().encoded()), part.toString());
        }
    }

    /** Bouncy Castle's ordinary multiplication and Java's inverse take a time that depends on the secret. */
    @Test
    void secretsAreMultipliedInConstantTimeOnly() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.list(Path.of("src/main/java/messenger/crypto/opaque"))) {
            sources = files.toList();
        }
        boolean found = false;
        for (Path source : sources) {
            String code = Files.readString(source);
            found |= code.contains("ECAlgorithms.multiplySecret(");
            assertFalse(code.contains(".multiply("), source.toString());
            assertFalse(code.contains(".modInverse("), source.toString());
        }
        assertTrue(found);
    }

    @Test
    void nothingPrintsASecret() throws Exception {
        Registered alice = world.register();
        OpaqueLogin login = world.login();
        PendingLogin pending = world.answer(alice.record(), login.ke1());
        LoggedIn loggedIn = login.finish(pending.ke2(), World.BINDING, World.CHEAP);

        assertEquals("Registered[record=RegistrationRecord, exportKey=Secret(32)]", alice.toString());
        assertEquals("LoggedIn[ke3=Bytes(32), sessionKey=Secret(32), exportKey=Secret(32)]", loggedIn.toString());
        assertEquals("OpaqueLogin", login.toString());
        assertEquals("OpaqueRegistration", world.registration().toString());
        assertEquals("PendingLogin", pending.toString());
        assertEquals("OpaqueServerKeys", world.keys.toString());
        assertEquals("Scalar", world.keys.privateKey().toString());
        assertEquals("Element", world.keys.publicKey().toString());
    }
}
