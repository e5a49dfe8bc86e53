package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import messenger.client.Notice;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import messenger.server.store.FallibleStore;
import org.junit.jupiter.api.Test;

/** A server that forgot devices of an account when it was put back to a backup is told of them again. */
final class RestoredDevicesTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 43));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final Restores restores = new Restores(world, random);

    @Test
    void deviceListsThatTheServerForgotAreProvedToIt() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(bob, ALICE, "hello");
        world.rest();
        FallibleStore backup = restores.backup();
        SimDevices devices = new SimDevices(world, random);
        SimPerson second = devices.link(alice, "alice/2");
        SimPerson third = devices.link(alice, "alice/3");
        world.rest();
        devices.remove(alice, second);
        world.rest();
        assertEquals(4, alice.account().deviceList().list().version());

        restores.restore(backup);
        world.people.remove("alice/2");
        restores.everybodyConnects();

        assertTrue(third.connection().isPresent(), "it was not in the backup's list");
        world.say(third, BOB, "from the third");
        world.rest();
        world.say(bob, ALICE, "do you both read me?");
        world.rest();
        assertTrue(
                alice.received().contains("do you both read me?"),
                alice.received().toString());
        assertTrue(
                third.received().contains("do you both read me?"),
                third.received().toString());
        assertTrue(bob.received().contains("from the third"), bob.received().toString());
        assertTrue(third.account().device().id().equals(new DeviceId(3)));
    }

    /** A removed device cannot use the restore to come back. */
    @Test
    void aDeviceThatWasRemovedAfterTheBackupIsOutAgainOnceTheOthersCome() {
        SimPerson alice = world.online("alice");
        SimDevices devices = new SimDevices(world, random);
        SimPerson second = devices.link(alice, "alice/2");
        world.rest();
        FallibleStore backup = restores.backup();
        devices.remove(alice, second);
        world.rest();

        restores.restore(backup);
        world.connect(alice);
        world.rest();
        second.notices.clear();
        world.connect(second);
        world.rest();

        assertTrue(second.notices.contains(new Notice.Rejected(Refusal.REMOVED)), second.notices.toString());
    }

    /** Who is simply not known is told so as before, and hands in nothing but its lists. */
    @Test
    void anAccountThatTheBackupDoesNotKnowIsRefusedAfterOneReminder() {
        FallibleStore backup = restores.backup();
        SimPerson alice = world.online("alice");
        new SimDevices(world, random).link(alice, "alice/2");
        world.rest();
        restores.restore(backup);
        world.membersWords.clear();
        alice.notices.clear();
        world.connect(alice);
        world.settle();

        assertTrue(alice.notices.contains(new Notice.Rejected(Refusal.LOGIN)), alice.notices.toString());
        assertEquals(
                2,
                world.membersWords.stream()
                        .filter(ClientFrame.UpdateDevices.class::isInstance)
                        .count());
        assertEquals(
                2,
                world.membersWords.stream()
                        .filter(ClientFrame.Login.class::isInstance)
                        .count());
    }
}
