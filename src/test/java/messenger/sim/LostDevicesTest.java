package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import messenger.client.Notice;
import messenger.client.OwnAccount;
import messenger.client.enrol.EnrolEffect;
import messenger.client.enrol.EnrolEvent;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.verify.RecoveryCode;
import messenger.protocol.Refusal;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All devices are lost: password and recovery code get a new one in, and nobody else (PROTOCOL 1.16.2). */
final class LostDevicesTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");
    private static final String PASSWORD = "the password of alice";

    private final SecureRandom random = SeededRandom.of(14);
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimDevices devices = new SimDevices(world, random);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");
    private final RecoveryCode code = RecoveryCode.of(alice.account().key().orElseThrow());

    private SimNewcomer confirmed() {
        SimNewcomer newcomer = devices.recover(ALICE, PASSWORD, code);
        world.on(newcomer, new EnrolEvent.Confirmed(true));
        world.settle();
        return newcomer;
    }

    @Test
    void theNewDeviceIsTheOnlyOneAndTalksToEverybody() {
        world.say(alice, BOB, "before");
        world.rest();

        SimNewcomer newcomer = confirmed();
        assertEquals(List.of(EnrolEffect.Outcome.DONE), newcomer.outcomes);
        world.die(newcomer);
        SimPerson fresh = devices.start("alice/2", newcomer);
        world.say(fresh, BOB, "I lost everything");
        world.rest();
        world.say(bob, ALICE, "welcome back");
        world.rest();

        assertEquals(List.of("before", "I lost everything"), bob.received());
        assertEquals(List.of("welcome back"), fresh.received());
        assertTrue(fresh.account().isPrimary());
        assertEquals(OwnAccount.Registration.DONE, fresh.account().registration());
        assertEquals(new DeviceId(2), fresh.account().device().id());
        assertTrue(alice.notices.contains(new Notice.Rejected(Refusal.REMOVED)));
        assertFalse(alice.received().contains("welcome back"));
    }

    @Test
    void thePersonIsToldWhoIsSignedOutBeforeAnythingChanges() {
        SimNewcomer newcomer = devices.recover(ALICE, PASSWORD, code);

        assertEquals(alice.account().deviceList().list().devices(), newcomer.signedOut);
        assertTrue(newcomer.kept.isEmpty());
        world.on(newcomer, new EnrolEvent.Confirmed(false));
        world.settle();
        assertEquals(List.of(EnrolEffect.Outcome.NOT_AGREED), newcomer.outcomes);
        world.say(bob, ALICE, "still there?");
        world.rest();
        assertEquals(List.of("still there?"), alice.received());
    }

    @Test
    void theNewDeviceHasAnIdThatNoneEverHad() {
        SimPerson second = devices.link(alice, "alice/2");
        devices.remove(alice, second);

        SimNewcomer newcomer = confirmed();

        assertEquals(new DeviceId(3), newcomer.kept.orElseThrow().device().id());
    }

    @Test
    void theAccessKeyOfTheLostDevicesIsWorthNothing() {
        SimNewcomer newcomer = confirmed();

        assertNotEquals(alice.account().accessKey(), newcomer.kept.orElseThrow().accessKey());
    }

    @Test
    void aWrongPasswordIsRefusedAndSoIsANameThatNobodyHas() {
        SimNewcomer wrong = devices.recover(ALICE, "the password of alicf", code);
        SimNewcomer nobody = devices.recover(new UserName("nobody"), PASSWORD, code);

        assertEquals(List.of(EnrolEffect.Outcome.LOGIN), wrong.outcomes);
        assertEquals(List.of(EnrolEffect.Outcome.LOGIN), nobody.outcomes);
    }

    @Test
    void tooManyWrongPasswordsLockThisWayInAndNotTheDevices() {
        for (int i = 0; i < 5; i++) {
            assertEquals(List.of(EnrolEffect.Outcome.LOGIN), devices.recover(ALICE, "guess " + i, code).outcomes);
        }

        assertEquals(List.of(EnrolEffect.Outcome.LOCKED), devices.recover(ALICE, PASSWORD, code).outcomes);
        world.cut(alice);
        world.connect(alice);
        world.settle();
        assertTrue(alice.notices.contains(new Notice.FailedTries(5)));
    }

    @Test
    void theRecoveryCodeOfAnotherAccountIsNamedAsThatAndDoesNothing() {
        RecoveryCode bobs = RecoveryCode.of(bob.account().key().orElseThrow());

        SimNewcomer newcomer = devices.recover(ALICE, PASSWORD, bobs);

        assertEquals(List.of(EnrolEffect.Outcome.WRONG_CODE), newcomer.outcomes);
        assertTrue(newcomer.kept.isEmpty());
    }

    @Test
    void whoStillKnowsOnlyTheLostDevicesReachesTheNewOne() {
        world.say(bob, ALICE, "to the devices that you had");
        world.rest();
        SimNewcomer newcomer = devices.recover(ALICE, PASSWORD, code);
        world.on(newcomer, new EnrolEvent.Confirmed(true));
        world.settle();
        SimPerson fresh = devices.start("alice/2", newcomer);
        world.rest();

        world.say(bob, ALICE, "are you back?");
        world.rest();

        assertEquals(List.of("are you back?"), fresh.received());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20})
    void aRecoveryThatIsCutAtAnyStepIsDoneOrCanBeDoneAgain(int steps) {
        SimNewcomer newcomer = devices.recover(ALICE, PASSWORD, code);
        world.on(newcomer, new EnrolEvent.Confirmed(true));
        for (int i = 0; i < steps; i++) {
            world.step(SimPerson.Fate.LIVES);
        }
        world.cut(newcomer);
        world.die(newcomer);
        world.settle();
        assertEquals(
                List.of(steps < 3 ? EnrolEffect.Outcome.UNCONFIRMED : newcomer.outcomes.get(0)), newcomer.outcomes);

        SimPerson fresh = devices.start("alice/2", newcomer);
        world.rest();
        boolean taken = fresh.notices.contains(new Notice.Online(ALICE));
        assertEquals(
                taken ? OwnAccount.Registration.DONE : OwnAccount.Registration.RECOVERING,
                fresh.account().registration());
        assertEquals(!taken, fresh.notices.stream().anyMatch(notice -> notice instanceof Notice.Rejected));
        // Also where nobody was there any more to be told that it is done.
        assertEquals(!taken, alice.connection().isPresent());
        world.cut(alice);
        world.connect(alice);
        world.settle();
        assertEquals(!taken, alice.connection().isPresent());
        assertEquals(List.of(EnrolEffect.Outcome.DONE), confirmed().outcomes);
    }
}
