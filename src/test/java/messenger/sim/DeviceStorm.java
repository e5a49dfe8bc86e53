package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import messenger.client.ClientEvent;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.StoredMessage;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.LinkEnrolment;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;

/**
 * A storm over two people with two devices each, while further devices are linked and removed: links are cut, processes
 * die. Afterwards each device that was there all the time has everything that was written, once, and in order of each
 * writing device.
 */
final class DeviceStorm {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");
    private static final int STEPS = 2500;

    private final long seed;
    private final SecureRandom random;
    private final World world;
    private final SimDevices devices;
    private final List<SimPerson> lasting = new ArrayList<>();
    private final Map<SimPerson, List<String>> durable = new HashMap<>();
    private int texts;
    private int passing;

    DeviceStorm(long seed) {
        this.seed = seed;
        this.random = SeededRandom.of(seed);
        this.world = new World(random, ServerLimits.DEFAULT);
        this.devices = new SimDevices(world, random);
    }

    void run() {
        try {
            meet();
            for (int i = 0; i < STEPS; i++) {
                happen();
            }
            heal();
            check();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("replay with -Dsim.seed=" + seed, e);
        }
    }

    private void meet() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        lasting.addAll(List.of(alice, bob));
        compose(alice, BOB);
        compose(bob, ALICE);
        world.rest();
        lasting.add(devices.link(alice, "alice/2"));
        lasting.add(devices.link(bob, "bob/2"));
        world.rest();
        world.rest();
        // What was written before a device was there does not get to it.
        durable.clear();
        lasting.forEach(device -> device.composed.clear());
    }

    private void happen() {
        int dice = random.nextInt(1000);
        SimPerson device = lasting.get(random.nextInt(lasting.size()));
        if (dice < 50) {
            compose(device, device.name.equals(ALICE) ? BOB : ALICE);
        } else if (dice < 58) {
            world.cut(device);
        } else if (dice < 62) {
            world.crash(device);
        } else if (dice < 63) {
            world.crashServer();
        } else if (dice < 130) {
            world.pass(Duration.ofMillis(200 + random.nextInt(5000)));
        } else if (dice < 230) {
            if (device.connection().isEmpty()) {
                world.connect(device);
            }
        } else if (dice < 245) {
            changeDevices();
        } else {
            world.step(fate());
        }
    }

    private SimPerson.Fate fate() {
        int dice = random.nextInt(80);
        if (dice == 0) {
            return SimPerson.Fate.DIES_BEFORE_THE_COMMIT;
        }
        return dice == 1 ? SimPerson.Fate.DIES_AFTER_THE_COMMIT : SimPerson.Fate.LIVES;
    }

    /** A device is linked and, later, removed; faults may come with every step, and some people say "different". */
    private void changeDevices() {
        SimPerson primary = lasting.get(random.nextInt(2));
        DeviceId last = primary.account().deviceList().list().devices().stream()
                .map(Device::id)
                .max(Comparator.comparing(DeviceId::value))
                .orElseThrow();
        if (last.value() > 2 && random.nextInt(3) > 0) {
            world.on(primary, new ClientEvent.RemoveDevice(last), SimPerson.Fate.LIVES);
            return;
        }
        SimNewcomer newcomer = world.arrive(LinkEnrolment.create(SimDevices.SERVER, random));
        newcomer.fate = List.of(SimNewcomer.Fate.values()).get(random.nextInt(10) % 3);
        someSteps();
        if (newcomer.codes.isEmpty()) {
            return;
        }
        world.on(primary, new ClientEvent.LinkDevice(newcomer.codes.get(0)), SimPerson.Fate.LIVES);
        someSteps();
        world.on(primary, new ClientEvent.LinkCompared(random.nextInt(8) > 0), SimPerson.Fate.LIVES);
        world.on(newcomer, new EnrolEvent.Compared(random.nextInt(8) > 0));
        someSteps();
        world.die(newcomer);
        newcomer.kept.ifPresent(account -> {
            passing++;
            world.connect(world.join("passing " + passing, account));
        });
    }

    private void someSteps() {
        int steps = random.nextInt(200);
        for (int i = 0; i < steps; i++) {
            world.step(fate());
        }
    }

    private void compose(SimPerson from, UserName to) {
        texts++;
        String text = from.name + " #" + texts;
        world.on(from, new ClientEvent.Compose(to, text), SimPerson.Fate.LIVES);
        durable.computeIfAbsent(from, key -> new ArrayList<>()).add(text);
    }

    private void heal() {
        for (int i = 0; i < 80; i++) {
            for (SimPerson device : lasting) {
                if (device.connection().isEmpty()) {
                    world.connect(device);
                }
            }
            world.settle();
            world.pass(Duration.ofSeconds(3));
        }
        world.settle();
    }

    private void check() {
        for (SimPerson from : lasting) {
            List<String> expected = durable.getOrDefault(from, List.of());
            Set<String> wanted = new HashSet<>(expected);
            for (SimPerson device : lasting) {
                List<String> there = device.vault.messages().stream()
                        .map(StoredMessage::text)
                        .filter(wanted::contains)
                        .toList();
                List<String> lost =
                        expected.stream().filter(text -> !there.contains(text)).toList();
                assertEquals(List.of(), lost, "what " + key(from) + " wrote and " + key(device) + " lacks");
                assertEquals(expected, there, "what " + key(from) + " wrote, at " + key(device));
            }
            from.vault.messages().stream()
                    .filter(message -> wanted.contains(message.text()))
                    .forEach(message -> assertEquals(MessageState.DELIVERED, message.state(), message.text()));
            assertTrue(from.isIdle(), key(from) + " has something left to send");
        }
        checkDevices();
    }

    private void checkDevices() {
        for (SimPerson device : lasting) {
            SimPerson primary = device.name.equals(ALICE) ? lasting.get(0) : lasting.get(1);
            assertEquals(primary.account().deviceList(), device.account().deviceList(), key(device));
            assertEquals(primary.account().accessKey(), device.account().accessKey(), key(device));
            assertTrue(
                    device.notices.stream().noneMatch(notice -> notice instanceof Notice.DevicesContradict),
                    key(device));
        }
    }

    private String key(SimPerson device) {
        return device.name + "/" + device.account().device().id().value();
    }
}
