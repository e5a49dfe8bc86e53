package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.StoredMessage;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/**
 * A server that drops, keeps back, mixes and repeats what it delivers, to three devices. When it has become honest, and
 * everybody has spoken once more, everything is there once, in order, and nothing is marked as missing.
 */
final class DisorderTest {
    private static final int WORLDS = Integer.getInteger("disorder.worlds", 8);

    @Test
    void whateverTheServerDoesEverythingIsThereInOrderAtTheEnd() {
        long first = Long.getLong("sim.seed", 1);
        for (long seed = first; seed < first + (System.getProperty("sim.seed") == null ? WORLDS : 1); seed++) {
            try {
                new Disorder(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("replay with -Dsim.seed=" + seed, e);
            }
        }
    }

    private static final class Disorder implements EvilServer {
        private final SecureRandom random;
        private final World world;
        private final SimPerson alice;
        private final SimPerson bob;
        private final SimPerson second;
        private final Set<SubmissionId> dropped = new HashSet<>();
        private final Map<SimPerson, List<ServerFrame>> kept = new HashMap<>();
        private final Map<SimPerson, List<String>> said = new HashMap<>();

        Disorder(long seed) {
            this.random = SeededRandom.of(seed);
            this.world = new World(random, ServerLimits.DEFAULT);
            this.alice = world.online("alice");
            this.bob = world.online("bob");
            this.second = new SimDevices(world, random).link(alice, "alice/2");
        }

        @Override
        public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
            if (!(frame instanceof ServerFrame.Deliver deliver)) {
                return List.of(frame);
            }
            int dice = random.nextInt(20);
            if (dropped.contains(deliver.submission()) || dice < 3) {
                dropped.add(deliver.submission());
                return List.of();
            } else if (dice < 6) {
                kept.computeIfAbsent(to, key -> new ArrayList<>()).add(frame);
                return List.of();
            }
            return dice < 8 ? List.of(frame, frame) : List.of(frame);
        }

        private void talk(SimPerson from, SimPerson to) {
            String text = from.name + " "
                    + said.values().stream().mapToInt(List::size).sum();
            said.computeIfAbsent(from, key -> new ArrayList<>()).add(text);
            world.say(from, to.name, text);
        }

        void run() {
            talk(alice, bob);
            world.rest();
            talk(bob, alice);
            world.rest();
            world.evil = this;
            for (int i = 0; i < 40; i++) {
                switch (random.nextInt(6)) {
                    case 0, 1 -> talk(alice, bob);
                    case 2, 3 -> talk(bob, alice);
                    case 4 -> giveOut();
                    default -> world.pass(Duration.ofSeconds(random.nextInt(5)));
                }
                for (int steps = random.nextInt(60); steps > 0; steps--) {
                    world.step(SimPerson.Fate.LIVES);
                }
            }
            giveOut();
            world.evil = EvilServer.HONEST;
            heal();
            check();
        }

        /** What was kept back comes, in any order; a link that was cut meanwhile makes no difference. */
        private void giveOut() {
            kept.forEach((to, frames) -> {
                while (!frames.isEmpty()) {
                    world.lie(to, frames.remove(random.nextInt(frames.size())));
                }
            });
        }

        private void heal() {
            for (int i = 0; i < 6; i++) {
                world.rest();
                talk(alice, bob);
                world.settle();
                talk(bob, alice);
                world.rest();
                world.pass(Duration.ofHours(7));
                world.settle();
                world.people.values().stream()
                        .filter(person -> person.connection().isEmpty())
                        .forEach(world::connect);
            }
            world.rest();
        }

        private static List<String> own(SimPerson device, Predicate<StoredMessage> which) {
            return device.vault.messages().stream()
                    .filter(StoredMessage::isOwn)
                    .filter(which)
                    .map(StoredMessage::text)
                    .toList();
        }

        private void check() {
            List<String> ofAlice = said.getOrDefault(alice, List.of());
            assertEquals(ofAlice, bob.received(), "what bob has of alice");
            assertEquals(ofAlice, own(alice, message -> true), "what alice has of herself");
            for (SimPerson device : List.of(alice, second)) {
                assertEquals(said.get(bob), device.received(), "what alice has of bob");
            }
            // Of copies, only parents tell the place: with several missing at once, one may find its room taken.
            List<String> inTime = own(second, message -> !message.late());
            List<String> copies = own(second, message -> true);
            assertEquals(ofAlice.stream().filter(inTime::contains).toList(), inTime, "copies that came in time");
            assertEquals(new HashSet<>(ofAlice), new HashSet<>(copies));
            assertEquals(ofAlice.size(), copies.size());
            for (SimPerson device : List.of(alice, bob, second)) {
                assertTrue(device.notices.stream().noneMatch(Notice.CountLost.class::isInstance));
                assertTrue(device.vault.messages().stream()
                        .noneMatch(message -> message.state().isGap()));
            }
            for (SimPerson device : List.of(alice, bob)) {
                assertEquals(
                        Set.of(MessageState.DELIVERED, MessageState.RECEIVED),
                        new HashSet<>(device.states().subList(0, device.states().size() - 2)));
            }
        }
    }
}
