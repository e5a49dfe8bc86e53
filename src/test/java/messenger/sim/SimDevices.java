package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Objects;
import messenger.client.ClientEvent;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.LinkEnrolment;
import messenger.client.enrol.RecoveryEnrolment;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.verify.LinkCode;
import messenger.crypto.verify.RecoveryCode;
import messenger.protocol.UserName;

/** What people do with their devices, step by step. */
final class SimDevices {
    static final String SERVER = "chat.example.org:1315";

    private final World world;
    private final SecureRandom random;

    SimDevices(World world, SecureRandom random) {
        this.world = world;
        this.random = random;
    }

    /** A new device that shows a code. */
    SimNewcomer offer() {
        SimNewcomer newcomer = world.arrive(LinkEnrolment.create(SERVER, random));
        world.settle();
        return newcomer;
    }

    /** The person carries the code across; both screens show numbers then. */
    void type(SimPerson primary, LinkCode code) {
        world.on(primary, new ClientEvent.LinkDevice(code), SimPerson.Fate.LIVES);
        world.settle();
    }

    void sayEqual(SimPerson primary, SimNewcomer newcomer) {
        world.on(primary, new ClientEvent.LinkCompared(true), SimPerson.Fate.LIVES);
        world.on(newcomer, new EnrolEvent.Compared(true));
        world.settle();
    }

    /** Links a device without any trouble, and starts it; it is online then. */
    SimPerson link(SimPerson primary, String key) {
        SimNewcomer newcomer = offer();
        type(primary, newcomer.codes.get(0));
        sayEqual(primary, newcomer);
        world.die(newcomer);
        return start(key, newcomer);
    }

    /** Starts the client of the vault that a newcomer made. */
    SimPerson start(String key, SimNewcomer newcomer) {
        SimPerson device = world.join(key, newcomer.kept.orElseThrow());
        world.connect(device);
        world.settle();
        return device;
    }

    void remove(SimPerson primary, SimPerson device) {
        remove(primary, device.account().device().id());
    }

    void remove(SimPerson primary, DeviceId device) {
        world.on(primary, new ClientEvent.RemoveDevice(device), SimPerson.Fate.LIVES);
        world.settle();
    }

    /** A new device that shows what recovery would do. */
    SimNewcomer recover(UserName name, String password, RecoveryCode code) {
        Secret typed = Secret.copyOf(Bytes.utf8(password).toArray());
        SimNewcomer newcomer = world.arrive(RecoveryEnrolment.create(name, typed, code, SimPerson.CHEAP, random));
        assertEquals(Secret.copyOf(new byte[typed.size()]), typed);
        world.settle();
        return newcomer;
    }

    /** Long enough for a device that did not come to life to be taken out again. */
    void heal() {
        for (int i = 0; i < 6; i++) {
            for (SimPerson person : world.people.values()) {
                if (person.connection().isEmpty()) {
                    world.connect(person);
                }
            }
            world.rest();
        }
    }

    /** Whether the account has just the device it had, or also the one whose vault was made, which is online then. */
    void assertAsItWasOrLinked(SimNewcomer newcomer, SimPerson alice, SimPerson bob) {
        boolean died = !newcomer.isAlive();
        if (newcomer.kept.isPresent()) {
            world.die(newcomer);
            start("alice/2", newcomer);
        }
        heal();
        int expected = newcomer.kept.isPresent() ? 2 : 1;
        assertEquals(expected, alice.account().deviceList().list().devices().size(), "died: " + died);
        world.say(bob, alice.name, "do you all read me?");
        world.rest();
        assertTrue(alice.received().contains("do you all read me?"));
        if (expected == 2) {
            assertTrue(Objects.requireNonNull(world.people.get("alice/2"))
                    .received()
                    .contains("do you all read me?"));
        }
    }
}
