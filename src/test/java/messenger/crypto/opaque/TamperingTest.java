package messenger.crypto.opaque;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Mutations;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import org.junit.jupiter.api.Test;

/** Mallory between Alice and the server, or in the server's store: one bit of anything stops the login. */
final class TamperingTest {
    private static final long SEED = 20_260_101L;
    private static final Class<?>[] DECLARED = {
        MalformedException.class, RejectedKeyException.class, AuthenticationFailedException.class
    };

    private final World world = new World(SEED);

    @Test
    void aBitChangedAnywhereInKe1StopsTheLogin() throws Exception {
        Registered alice = world.register();
        OpaqueLogin probe = world.login();

        for (int at = 0; at < OpaqueSizes.KE1; at++) {
            OpaqueLogin login = world.login();
            Bytes changed = World.flipped(login.ke1(), at, at % 8);
            stops(() -> login.finish(world.answer(alice.record(), changed).ke2(), World.BINDING, World.CHEAP));
        }
        probe.finish(world.answer(alice.record(), probe.ke1()).ke2(), World.BINDING, World.CHEAP);
    }

    @Test
    void aBitChangedAnywhereInKe2StopsTheLogin() throws Exception {
        Registered alice = world.register();

        for (int at = 0; at < OpaqueSizes.KE2; at++) {
            OpaqueLogin login = world.login();
            Bytes changed =
                    World.flipped(world.answer(alice.record(), login.ke1()).ke2(), at, at % 8);
            stops(() -> login.finish(changed, World.BINDING, World.CHEAP));
        }
    }

    @Test
    void aBitChangedAnywhereInKe3StopsTheLogin() throws Exception {
        Registered alice = world.register();

        for (int at = 0; at < OpaqueSizes.KE3; at++) {
            OpaqueLogin login = world.login();
            PendingLogin pending = world.answer(alice.record(), login.ke1());
            Bytes changed = World.flipped(
                    login.finish(pending.ke2(), World.BINDING, World.CHEAP).ke3(), at, at % 8);
            assertThrows(AuthenticationFailedException.class, () -> pending.finish(changed));
        }
    }

    @Test
    void aBitChangedAnywhereInTheRecordStopsTheLogin() throws Exception {
        Bytes record = world.register().record().encoded();

        for (int at = 0; at < OpaqueSizes.RECORD; at++) {
            OpaqueLogin login = world.login();
            Bytes changed = World.flipped(record, at, at % 8);
            stops(() -> login.finish(
                    world.answer(RegistrationRecord.decode(changed), login.ke1())
                            .ke2(),
                    World.BINDING,
                    World.CHEAP));
        }
    }

    @Test
    void aBitChangedAnywhereInARegistrationMakesARecordThatDoesNotOpen() throws Exception {
        for (int at = 0; at < OpaqueSizes.REGISTRATION_REQUEST; at++) {
            OpaqueRegistration registration = world.registration();
            Bytes changed = World.flipped(registration.request(), at, at % 8);
            stops(() -> use(registration, world.server.registrationResponse(changed, World.ALICE)));
        }
        for (int at = 0; at < OpaqueSizes.REGISTRATION_RESPONSE; at++) {
            OpaqueRegistration registration = world.registration();
            Bytes changed =
                    World.flipped(world.server.registrationResponse(registration.request(), World.ALICE), at, at % 8);
            stops(() -> use(registration, changed));
        }
    }

    private void use(OpaqueRegistration registration, Bytes response) throws Exception {
        world.logIn(registration.finish(response, World.IDENTITIES, World.CHEAP, world.random));
    }

    private interface Step {
        void run() throws Exception;
    }

    /** Ends in a declared exception: neither goes through nor ends in another. */
    private static void stops(Step step) {
        Exception thrown = assertThrows(Exception.class, step::run);
        for (Class<?> declared : DECLARED) {
            if (declared.isInstance(thrown)) {
                return;
            }
        }
        throw new AssertionError("undeclared", thrown);
    }

    @Test
    void theServerSurvivesMutatedRequests() {
        Bytes request = world.registration().request();
        Mutations.survives(
                request,
                SEED,
                2_000,
                input -> world.server.registrationResponse(input, World.ALICE),
                MalformedException.class,
                RejectedKeyException.class);
    }

    @Test
    void theServerSurvivesMutatedKe1() throws Exception {
        Registered alice = world.register();
        Bytes ke1 = world.login().ke1();

        Mutations.survives(
                ke1,
                SEED,
                500,
                input -> world.answer(alice.record(), input),
                MalformedException.class,
                RejectedKeyException.class);
        Mutations.survives(
                ke1,
                SEED,
                500,
                input -> world.answerForNobody(input, World.ALICE),
                MalformedException.class,
                RejectedKeyException.class);
    }

    @Test
    void theServerSurvivesMutatedRecordsKeysAndKe3() throws Exception {
        Registered alice = world.register();
        Mutations.survives(
                alice.record().encoded(),
                SEED,
                5_000,
                RegistrationRecord::decode,
                MalformedException.class,
                RejectedKeyException.class);
        Mutations.survives(
                Bytes.copyOf(world.keys.encoded().expose()),
                SEED,
                500,
                input -> OpaqueServerKeys.decode(Secret.copyOf(input.toArray())),
                MalformedException.class);

        Bytes ke1 = world.login().ke1();
        Mutations.survives(
                world.logIn(alice).ke3(),
                SEED,
                100,
                input -> world.answer(alice.record(), ke1).finish(input),
                MalformedException.class,
                AuthenticationFailedException.class);
    }

    @Test
    void theClientSurvivesMutatedAnswers() throws Exception {
        Registered alice = world.register();
        Bytes response = world.server.registrationResponse(world.registration().request(), World.ALICE);
        Mutations.survives(
                response,
                SEED,
                500,
                input -> world.registration().finish(input, World.IDENTITIES, World.CHEAP, world.random),
                MalformedException.class,
                RejectedKeyException.class);

        Bytes ke2 = world.answer(alice.record(), world.login().ke1()).ke2();
        Mutations.survives(ke2, SEED, 500, input -> world.login().finish(input, World.BINDING, World.CHEAP), DECLARED);
    }

    /** A server that answers with a chosen point learns nothing, and two of its points do not look the same. */
    @Test
    void theAnswerToTheBlindedPasswordIsPartOfTheKey() throws Exception {
        OpaqueRegistration first = world.registration();
        OpaqueRegistration second = world.registration();
        Bytes key = world.keys.publicKey().encoded();

        assertNotEquals(
                first.finish(Bytes.concat(key, key), World.IDENTITIES, World.CHEAP, world.random)
                        .exportKey(),
                second.finish(Bytes.concat(key, key), World.IDENTITIES, World.CHEAP, world.random)
                        .exportKey());
    }
}
