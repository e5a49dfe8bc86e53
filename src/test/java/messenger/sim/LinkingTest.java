package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.util.function.Consumer;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.client.enrol.EnrolEvent;
import messenger.server.ServerLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Linking that does not go as it should (PROTOCOL 1.13): afterwards the account is as it was, or the new
 * device is one of it; nothing in between lasts.
 */
final class LinkingTest {
    private final SecureRandom random = SeededRandom.of(12);
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimDevices devices = new SimDevices(world, random);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 25, 30, 40})
    void aLinkingThatIsCutAtAnyStepLeavesTheAccountAsItWasOrLinked(int steps) {
        brokenOff(steps, newcomer -> world.cut(newcomer));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 25, 30, 40})
    void aLinkingWhosePrimaryIsCutAtAnyStepLeavesTheAccountAsItWasOrLinked(int steps) {
        brokenOff(steps, newcomer -> world.cut(alice));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 25, 30, 40})
    void aLinkingWhosePrimaryCrashesAtAnyStepLeavesTheAccountAsItWasOrLinked(int steps) {
        brokenOff(steps, newcomer -> world.crash(alice));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 25, 30, 40})
    void aLinkingWhoseNewDeviceDiesAtAnyStepLeavesTheAccountAsItWasOrLinked(int steps) {
        brokenOff(steps, world::die);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 25, 30, 40})
    void aLinkingWhoseServerDiesAtAnyStepLeavesTheAccountAsItWasOrLinked(int steps) {
        brokenOff(steps, newcomer -> world.crashServer());
    }

    /** Breaks off after so many steps of the world, both sides saying "equal" as soon as they can. */
    private void brokenOff(int steps, Consumer<SimNewcomer> fault) {
        SimNewcomer newcomer = devices.offer();
        world.on(alice, new ClientEvent.LinkDevice(newcomer.codes.get(0)), SimPerson.Fate.LIVES);
        boolean primarySaid = false;
        boolean newcomerSaid = false;
        for (int i = 0; i < steps; i++) {
            world.step(SimPerson.Fate.LIVES);
            if (!primarySaid && alice.notices.stream().anyMatch(notice -> notice instanceof Notice.LinkNumbers)) {
                primarySaid = true;
                world.on(alice, new ClientEvent.LinkCompared(true), SimPerson.Fate.LIVES);
            }
            if (!newcomerSaid && !newcomer.numbers.isEmpty()) {
                newcomerSaid = true;
                world.on(newcomer, new EnrolEvent.Compared(true));
            }
        }
        fault.accept(newcomer);
        world.settle();
        devices.assertAsItWasOrLinked(newcomer, alice, bob);
    }

    @ParameterizedTest
    @EnumSource(SimNewcomer.Fate.class)
    void aNewDeviceThatDiesAroundTheMakingOfItsVaultIsLinkedOrNoDevice(SimNewcomer.Fate fate) {
        SimNewcomer newcomer = devices.offer();
        newcomer.fate = fate;
        devices.type(alice, newcomer.codes.get(0));
        devices.sayEqual(alice, newcomer);

        devices.assertAsItWasOrLinked(newcomer, alice, bob);
        assertEquals(fate != SimNewcomer.Fate.DIES_BEFORE_THE_VAULT, newcomer.kept.isPresent());
    }
}
