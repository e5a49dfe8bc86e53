package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import messenger.client.ClientEvent;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.StoredMessage;
import messenger.server.ServerLimits;

/**
 * One world full of faults: links that are cut, people and servers that die at any moment, commits that do not happen.
 */
final class Storm {
    private static final List<String> NAMES = List.of("alice", "bob", "carol");
    private static final int STEPS = 1500;

    private final long seed;
    private final SecureRandom random;
    private final World world;
    private final Map<String, List<String>> durable = new HashMap<>();
    private int texts;

    Storm(long seed) {
        this.seed = seed;
        this.random = SeededRandom.of(seed);
        this.world = new World(random, ServerLimits.DEFAULT);
    }

    void run() {
        try {
            NAMES.forEach(world::join);
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

    /** Names are looked up in memory only, so people meet before the storm. */
    private void meet() {
        world.people.values().forEach(world::connect);
        for (SimPerson from : world.people.values()) {
            for (SimPerson to : world.people.values()) {
                if (from != to) {
                    world.settle();
                    world.on(from, new ClientEvent.Open(to.name), SimPerson.Fate.LIVES);
                }
            }
        }
        world.settle();
    }

    private void happen() {
        int dice = random.nextInt(1000);
        SimPerson person = anybody();
        if (dice < 80) {
            compose(person, anybody());
        } else if (dice < 90) {
            world.cut(person);
        } else if (dice < 96) {
            world.crash(person);
        } else if (dice < 98) {
            world.crashServer();
        } else if (dice < 160) {
            world.pass(Duration.ofMillis(200 + random.nextInt(3000)));
        } else if (dice < 260) {
            if (person.connection().isEmpty()) {
                world.connect(person);
            }
        } else {
            world.step(fate());
        }
    }

    private SimPerson.Fate fate() {
        int dice = random.nextInt(50);
        if (dice == 0) {
            return SimPerson.Fate.DIES_BEFORE_THE_COMMIT;
        }
        return dice == 1 ? SimPerson.Fate.DIES_AFTER_THE_COMMIT : SimPerson.Fate.LIVES;
    }

    private SimPerson anybody() {
        return List.copyOf(world.people.values()).get(random.nextInt(NAMES.size()));
    }

    /** What is durable after the composing must arrive; what died before its commit was never promised. */
    private void compose(SimPerson from, SimPerson to) {
        if (from == to) {
            return;
        }
        texts++;
        String text = from.name + " to " + to.name + " #" + texts;
        world.on(from, new ClientEvent.Compose(to.name, text), fate());
        boolean kept = from.vault.messages().stream()
                .anyMatch(message -> message.text().equals(text));
        if (kept) {
            durable.computeIfAbsent(from.name + ">" + to.name, key -> new ArrayList<>())
                    .add(text);
        }
    }

    private void heal() {
        for (int i = 0; i < 60; i++) {
            for (SimPerson person : world.people.values()) {
                if (person.connection().isEmpty()) {
                    world.connect(person);
                }
            }
            world.settle();
            world.pass(Duration.ofSeconds(3));
        }
        world.settle();
    }

    private void check() {
        for (SimPerson from : world.people.values()) {
            for (SimPerson to : world.people.values()) {
                String way = from.name + ">" + to.name;
                List<String> expected = durable.getOrDefault(way, List.of());
                List<String> arrived = to.vault.messages().stream()
                        .filter(StoredMessage::isReceived)
                        .map(StoredMessage::text)
                        .filter(text -> text.startsWith(from.name + " to "))
                        .toList();
                assertEquals(expected, arrived, way);
            }
            from.vault.messages().stream()
                    .filter(StoredMessage::isOwn)
                    .forEach(message -> assertEquals(MessageState.DELIVERED, message.state(), message.text()));
            long unreadable = from.notices.stream()
                    .filter(notice -> notice instanceof Notice.Unreadable)
                    .count();
            assertEquals(0, unreadable, "messages that " + from.name + " could not read");
        }
    }
}
