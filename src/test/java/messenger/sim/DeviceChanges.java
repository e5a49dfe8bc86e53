package messenger.sim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.LinkEnrolment;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;

/** Devices that are linked and, later, removed; faults may come with every step, and some people say "different". */
final class DeviceChanges {
    private final World world;
    private final List<SimPerson> lasting;
    private final Random random;
    private int passing;

    DeviceChanges(World world, List<SimPerson> lasting, Random random) {
        this.world = world;
        this.lasting = lasting;
        this.random = random;
    }

    void happen(Supplier<SimPerson.Fate> fate) {
        SimPerson primary = primary(lasting.get(random.nextInt(lasting.size())));
        DeviceId last = primary.account().deviceList().list().devices().stream()
                .map(Device::id)
                .max(Comparator.comparing(DeviceId::value))
                .orElseThrow();
        if (last.value() > 2 && random.nextInt(3) > 0) {
            world.on(primary, new ClientEvent.RemoveDevice(last), SimPerson.Fate.LIVES);
            return;
        }
        SimNewcomer newcomer = world.arrive(LinkEnrolment.create(SimDevices.SERVER, world.random));
        newcomer.fate = List.of(SimNewcomer.Fate.values()).get(random.nextInt(10) % 3);
        someSteps(fate);
        if (newcomer.codes.isEmpty()) {
            return;
        }
        world.on(primary, new ClientEvent.LinkDevice(newcomer.codes.get(0)), SimPerson.Fate.LIVES);
        someSteps(fate);
        world.on(primary, new ClientEvent.LinkCompared(random.nextInt(8) > 0), SimPerson.Fate.LIVES);
        world.on(newcomer, new EnrolEvent.Compared(random.nextInt(8) > 0));
        someSteps(fate);
        world.die(newcomer);
        newcomer.kept.ifPresent(account -> {
            passing++;
            world.connect(world.join("passing " + passing, account));
        });
    }

    private void someSteps(Supplier<SimPerson.Fate> fate) {
        int steps = random.nextInt(200);
        for (int i = 0; i < steps; i++) {
            world.step(fate.get());
        }
    }

    private SimPerson primary(SimPerson device) {
        return lasting.stream()
                .filter(other ->
                        other.name.equals(device.name) && other.account().isPrimary())
                .findFirst()
                .orElseThrow();
    }

    /** In the end, the devices of an account agree about it. */
    Optional<String> wrong() {
        for (SimPerson device : lasting) {
            SimPerson primary = primary(device);
            boolean agrees = primary.account()
                            .deviceList()
                            .equals(device.account().deviceList())
                    && primary.account().accessKey().equals(device.account().accessKey())
                    && device.notices.stream().noneMatch(Notice.DevicesContradict.class::isInstance);
            if (!agrees) {
                return Optional.of(device + " and " + primary + " do not agree about their account");
            }
        }
        return Optional.empty();
    }
}
