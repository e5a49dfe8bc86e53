package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
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
}
