package messenger.crypto.opaque;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import org.junit.jupiter.api.Test;

/** The server's answers to those it knows and those it does not, and its keys. */
final class OpaqueServerTest {
    private static final CredentialId NOBODY = new CredentialId(Bytes.utf8("nobody"));

    private final World world = new World(11);

    @Test
    void anUnknownNameGetsAnAnswerOfTheSameSize() throws Exception {
        Registered alice = world.register();
        Bytes ke1 = world.login().ke1();

        assertEquals(OpaqueSizes.KE2, world.answer(alice.record(), ke1).ke2().size());
        assertEquals(OpaqueSizes.KE2, world.answerForNobody(ke1, NOBODY).ke2().size());
    }

    @Test
    void forAnUnknownNameEveryPasswordIsWrong() throws Exception {
        OpaqueLogin login = world.login();
        PendingLogin pending = world.answerForNobody(login.ke1(), NOBODY);

        OpaqueLoginTest.assertFails(login, pending.ke2(), World.BINDING, World.CHEAP);
        assertThrows(
                AuthenticationFailedException.class, () -> pending.finish(Bytes.copyOf(new byte[OpaqueSizes.KE3])));
    }

    @Test
    void anUnknownNameHasTheSameRecordAtEveryTryAndAfterARestart() throws Exception {
        OpaqueServer restarted = new OpaqueServer(OpaqueServerKeys.decode(world.keys.encoded()));
        Bytes ke1 = world.login().ke1();

        Bytes once = world.server
                .loginResponseWithoutRecord(ke1, NOBODY, World.BINDING, new SeededRandom(1))
                .ke2();
        Bytes again = world.server
                .loginResponseWithoutRecord(ke1, NOBODY, World.BINDING, new SeededRandom(1))
                .ke2();
        Bytes later = restarted
                .loginResponseWithoutRecord(ke1, NOBODY, World.BINDING, new SeededRandom(1))
                .ke2();
        assertEquals(once, again);
        assertEquals(once, later);
    }

    /** The OPRF's answer is the only stable part that can be seen, and it is as stable for a name that nobody has. */
    @Test
    void onlyTheEvaluationIsTheSameAtEveryTry() throws Exception {
        Registered alice = world.register();
        Bytes ke1 = world.login().ke1();

        assertOnlyTheEvaluationIsTheSame(
                world.answer(alice.record(), ke1).ke2(),
                world.answer(alice.record(), ke1).ke2());
        assertOnlyTheEvaluationIsTheSame(
                world.answerForNobody(ke1, NOBODY).ke2(),
                world.answerForNobody(ke1, NOBODY).ke2());
    }

    private static void assertOnlyTheEvaluationIsTheSame(Bytes first, Bytes second) {
        assertEquals(first.slice(0, OpaqueSizes.KEY), second.slice(0, OpaqueSizes.KEY));
        int at = OpaqueSizes.KEY;
        for (int size : new int[] {
            OpaqueSizes.NONCE, OpaqueSizes.MASKED_RESPONSE, OpaqueSizes.NONCE, OpaqueSizes.KEY, OpaqueSizes.MAC
        }) {
            assertNotEquals(first.slice(at, size), second.slice(at, size));
            at += size;
        }
        assertEquals(OpaqueSizes.KE2, at);
    }

    /** Who registers later does not change how their name answered before: the OPRF key is that of the name. */
    @Test
    void theEvaluationDoesNotTellWhetherANameIsTaken() throws Exception {
        Bytes ke1 = world.login().ke1();
        Bytes before = world.answerForNobody(ke1, World.ALICE).ke2();
        Registered alice = world.register();

        Bytes after = world.answer(alice.record(), ke1).ke2();
        assertEquals(before.slice(0, OpaqueSizes.KEY), after.slice(0, OpaqueSizes.KEY));
    }

    @Test
    void namesDifferInTheirKeysAndFakeRecords() {
        CredentialId other = new CredentialId(Bytes.utf8("nobodx"));

        assertNotEquals(
                world.keys.oprfKey(NOBODY).encoded(), world.keys.oprfKey(other).encoded());
        assertNotEquals(
                world.keys.fakeRecord(NOBODY).encoded(),
                world.keys.fakeRecord(other).encoded());
        assertNotEquals(
                world.keys.fakeRecord(NOBODY).encoded(),
                new World(12).keys.fakeRecord(NOBODY).encoded());
    }

    @Test
    void aWrongKe3IsRejectedAndThereIsNoSecond() throws Exception {
        Registered alice = world.register();
        OpaqueLogin login = world.login();
        PendingLogin pending = world.answer(alice.record(), login.ke1());
        LoggedIn loggedIn = login.finish(pending.ke2(), World.BINDING, World.CHEAP);
        assertThrows(AuthenticationFailedException.class, () -> pending.finish(World.flipped(loggedIn.ke3(), 0, 0)));

        assertThrows(AuthenticationFailedException.class, () -> pending.finish(loggedIn.ke3()));
        // Erased codes are zeros: they must not open it either.
        assertThrows(
                AuthenticationFailedException.class, () -> pending.finish(Bytes.copyOf(new byte[OpaqueSizes.KE3])));
    }

    @Test
    void anAcceptedKe3IsNotAcceptedAgain() throws Exception {
        Registered alice = world.register();
        OpaqueLogin login = world.login();
        PendingLogin pending = world.answer(alice.record(), login.ke1());
        LoggedIn loggedIn = login.finish(pending.ke2(), World.BINDING, World.CHEAP);
        assertEquals(loggedIn.sessionKey(), pending.finish(loggedIn.ke3()));

        assertThrows(AuthenticationFailedException.class, () -> pending.finish(loggedIn.ke3()));
    }

    @Test
    void aKe3OfAnotherLoginIsRejected() throws Exception {
        Registered alice = world.register();
        Bytes old = world.logIn(alice).ke3();
        PendingLogin pending = world.answer(alice.record(), world.login().ke1());

        assertThrows(AuthenticationFailedException.class, () -> pending.finish(old));
    }

    /** Digests are not shared anywhere on the way. */
    @Test
    void loginsOnSeveralThreadsDoNotSpoilEachOther() throws Exception {
        Registered alice = world.register();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<LoggedIn>> logins = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                SeededRandom random = new SeededRandom(i);
                logins.add(() -> {
                    OpaqueLogin login = OpaqueLogin.start(World.password(World.PASSWORD), random);
                    PendingLogin pending =
                            world.server.loginResponse(alice.record(), login.ke1(), World.ALICE, World.BINDING, random);
                    return login.finish(pending.ke2(), World.BINDING, World.CHEAP);
                });
            }
            for (Future<LoggedIn> login : threads.invokeAll(logins)) {
                assertEquals(alice.exportKey(), login.get().exportKey());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keysAreReadAsTheyWereWritten() throws Exception {
        OpaqueServerKeys read = OpaqueServerKeys.decode(world.keys.encoded());

        assertEquals(world.keys.encoded(), read.encoded());
        assertEquals(OpaqueServerKeys.ENCODED_BYTES, read.encoded().size());
        assertEquals(world.keys.publicKey().encoded(), read.publicKey().encoded());
    }

    @Test
    void aPrivateKeyIsOneToTheOrderLessOne() throws Exception {
        String order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc63255";
        Element one = Element.publicKey(Scalar.decode(scalar("00".repeat(31) + "01")));
        Element last = Element.publicKey(Scalar.decode(scalar(order + "0")));
        // The generator and its negative.
        assertEquals(one.encoded().slice(1, 32), last.encoded().slice(1, 32));
        assertNotEquals(one.encoded(), last.encoded());

        for (String outside : new String[] {"00".repeat(32), order + "1", order + "2", "ff".repeat(32)}) {
            assertThrows(MalformedException.class, () -> Scalar.decode(scalar(outside)));
            Secret keys = Secret.concat(scalar("11".repeat(32)), scalar(outside));
            assertThrows(MalformedException.class, () -> OpaqueServerKeys.decode(keys));
        }
    }

    private static Secret scalar(String hex) {
        return Secret.copyOf(Bytes.hex(hex).toArray());
    }

    @Test
    void drawsOutOfRangeAreDrawnAgainButNotForEver() {
        Bytes tooLarge = Bytes.hex("ff".repeat(32));
        Bytes zero = Bytes.hex("00".repeat(32));
        Bytes good = Bytes.hex("11".repeat(32));

        assertEquals(
                scalar("11".repeat(32)),
                Scalar.random(new ScriptedRandom(tooLarge, zero, good)).encoded());
        Bytes[] stuck = new Bytes[17];
        Arrays.fill(stuck, zero);
        assertThrows(IllegalStateException.class, () -> Scalar.random(new ScriptedRandom(stuck)));
    }

    @Test
    void namesAndContextsHaveLimits() {
        Bytes longest = Bytes.copyOf(new byte[255]);
        Bytes tooLong = Bytes.copyOf(new byte[256]);
        assertEquals(1, new CredentialId(Bytes.copyOf(new byte[1])).value().size());
        assertEquals(longest, new CredentialId(longest).value());
        assertEquals(longest, new Identities(longest, longest).client());
        assertEquals(longest, new LoginBinding(longest, Identities.PUBLIC_KEYS).context());

        assertThrows(IllegalArgumentException.class, () -> new CredentialId(Bytes.EMPTY));
        assertThrows(IllegalArgumentException.class, () -> new CredentialId(tooLong));
        assertThrows(IllegalArgumentException.class, () -> new Identities(tooLong, Bytes.EMPTY));
        assertThrows(IllegalArgumentException.class, () -> new Identities(Bytes.EMPTY, tooLong));
        assertThrows(IllegalArgumentException.class, () -> new LoginBinding(tooLong, Identities.PUBLIC_KEYS));
    }
}
