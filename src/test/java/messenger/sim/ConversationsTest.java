package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.StoredMessage;
import messenger.protocol.UserName;
import messenger.server.Rate;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two and more people and a server, the real cores of all of them. */
final class ConversationsTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final World world = new World(SeededRandom.of(1), ServerLimits.DEFAULT);

    @Test
    void twoPeopleTalkBothWays() {
        SimPerson alice = online("alice");
        SimPerson bob = online("bob");

        say(alice, BOB, "hello bob");
        rest();
        say(bob, ALICE, "hello alice");
        rest();

        assertEquals(List.of("hello bob", "hello alice"), texts(alice));
        assertEquals(List.of("hello bob", "hello alice"), texts(bob));
        assertEquals(List.of(MessageState.DELIVERED, MessageState.RECEIVED), states(alice));
    }

    @Test
    void whoIsAwayGetsItLater() {
        SimPerson alice = online("alice");
        SimPerson bob = online("bob");
        world.cut(bob);
        world.settle();

        say(alice, BOB, "one");
        say(alice, BOB, "two");
        world.settle();
        assertEquals(List.of(MessageState.STORED, MessageState.STORED), states(alice));

        world.connect(bob);
        rest();
        assertEquals(List.of("one", "two"), texts(bob));
        assertEquals(List.of(MessageState.DELIVERED, MessageState.DELIVERED), states(alice));
    }

    @Test
    void whatIsWrittenWhileAwayLeavesLater() {
        SimPerson alice = online("alice");
        SimPerson bob = online("bob");
        say(alice, BOB, "we have met");
        rest();
        world.cut(alice);
        world.settle();

        say(alice, BOB, "from the train");
        rest();
        assertEquals(List.of(MessageState.DELIVERED, MessageState.PENDING), states(alice));

        world.connect(alice);
        rest();
        assertEquals(List.of("we have met", "from the train"), texts(bob));
    }

    @Test
    void aNameThatNobodyHasIsToldAndNothingIsSent() {
        SimPerson alice = online("alice");

        say(alice, new UserName("nobody"), "hello?");
        rest();

        assertTrue(alice.notices.contains(new Notice.NobodyThere(new UserName("nobody"))));
        assertTrue(texts(alice).isEmpty());
    }

    @Test
    void whoWritesToThemselvesIsTold() {
        SimPerson alice = online("alice");

        say(alice, ALICE, "note to self");
        rest();

        assertTrue(alice.notices.contains(new Notice.ThatIsYou(ALICE)));
        assertTrue(texts(alice).isEmpty());
    }

    @Test
    void whatWaitsForANameNeverMetHasALimitAndSaysSo() {
        SimPerson alice = online("alice");
        online("bob");
        world.cut(alice);
        for (int i = 0; i < 100; i++) {
            say(alice, BOB, "waiting " + i);
        }
        assertFalse(alice.notices.contains(new Notice.TooMuchWaits(BOB)));
        say(alice, BOB, "one too many");
        assertTrue(alice.notices.contains(new Notice.TooMuchWaits(BOB)));

        world.connect(alice);
        rest();
        assertEquals(100, texts(alice).size());
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        online("alice");
        SimPerson mallory = new SimPerson("alice", world.now(), SeededRandom.of(7));
        world.people.put("mallory", mallory);
        world.connect(mallory);
        world.settle();

        assertTrue(mallory.notices.contains(new Notice.Rejected(messenger.protocol.Refusal.NAME_TAKEN)));
        assertFalse(mallory.connection().isPresent());
    }

    @Test
    void bothBeginAtTheSameMoment() {
        SimPerson alice = online("alice");
        SimPerson bob = online("bob");

        alice.on(new ClientEvent.Compose(BOB, "me first"), world.now(), SimPerson.Fate.LIVES);
        bob.on(new ClientEvent.Compose(ALICE, "no, me"), world.now(), SimPerson.Fate.LIVES);
        rest();
        say(alice, BOB, "and on");
        say(bob, ALICE, "we go");
        rest();

        assertEquals(List.of("me first", "and on"), received(bob));
        assertEquals(List.of("no, me", "we go"), received(alice));
    }

    @Test
    void aServerThatRestartsLosesNothing() {
        SimPerson alice = online("alice");
        SimPerson bob = online("bob");
        world.cut(bob);
        for (int i = 0; i < 20; i++) {
            say(alice, BOB, "message " + i);
        }
        world.settle();

        world.crashServer();
        world.connect(alice);
        world.connect(bob);
        rest();

        assertEquals(20, received(bob).size());
        assertEquals("message 19", received(bob).get(19));
    }

    @Test
    void manyTalkToOneInOrder() {
        SimPerson bob = online("bob");
        List<SimPerson> others = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            others.add(online("person" + i));
        }
        for (int i = 0; i < 15; i++) {
            for (SimPerson other : others) {
                say(other, BOB, other.name + " " + i);
            }
        }
        rest();

        for (SimPerson other : others) {
            assertEquals(
                    other.composed,
                    received(bob).stream()
                            .filter(text -> text.startsWith(other.name + " "))
                            .toList());
        }
    }

    @Test
    void aServerThatWantsLessGetsItLaterAndInOrder() {
        ServerLimits.Rates rates = ServerLimits.DEFAULT.rates();
        ServerLimits few = new ServerLimits(
                ServerLimits.DEFAULT.connections(),
                ServerLimits.DEFAULT.window(),
                new ServerLimits.Rates(
                        rates.frames(),
                        new Rate(7, 3 * 3600),
                        rates.recipients(),
                        rates.lookups(),
                        rates.publications(),
                        rates.loginTries(),
                        rates.logins(),
                        rates.registrations(),
                        rates.registrationsInAll(),
                        rates.bundlesPerPair(),
                        rates.bundlesPerDevice()),
                ServerLimits.Registration.OPEN);
        World slow = new World(SeededRandom.of(3), few);
        SimPerson alice = slow.join("alice");
        SimPerson bob = slow.join("bob");
        slow.connect(alice);
        slow.connect(bob);
        slow.settle();

        for (int i = 0; i < 100; i++) {
            alice.composed.add("message " + i);
            slow.on(alice, new ClientEvent.Compose(BOB, "message " + i), SimPerson.Fate.LIVES);
            slow.step(SimPerson.Fate.LIVES);
        }
        for (int i = 0; i < 300; i++) {
            slow.settle();
            slow.pass(Duration.ofMillis(700));
        }

        assertTrue(alice.notices.stream().anyMatch(notice -> notice instanceof Notice.Slowed));
        assertEquals(alice.composed, received(bob));
    }

    @Test
    void prekeysAreRefilledWhenManyStrangersWrite() {
        SimPerson bob = online("bob");
        List<SimPerson> strangers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            strangers.add(online("stranger" + i));
        }
        for (SimPerson stranger : strangers) {
            say(stranger, BOB, "hello from " + stranger.name);
            rest();
        }

        assertEquals(60, received(bob).size());
    }

    @Test
    void faultsLoseNothingAndDoubleNothing() {
        long first = Long.getLong("sim.seed", 1000);
        int worlds = Long.getLong("sim.seed") == null ? 25 : 1;
        for (long seed = first; seed < first + worlds; seed++) {
            new Storm(seed).run();
        }
    }

    @Test
    @Tag("slow")
    void manyMoreFaultsLoseNothingAndDoubleNothing() {
        for (long seed = 5000; seed < 5600; seed++) {
            new Storm(seed).run();
        }
    }

    private SimPerson online(String name) {
        SimPerson person = world.join(name);
        world.connect(person);
        world.settle();
        return person;
    }

    private void say(SimPerson from, UserName to, String text) {
        from.composed.add(text);
        world.on(from, new ClientEvent.Compose(to, text), SimPerson.Fate.LIVES);
    }

    /** Long enough for receipts, which wait up to five seconds. */
    private void rest() {
        for (int i = 0; i < 8; i++) {
            world.settle();
            world.pass(Duration.ofSeconds(2));
        }
        world.settle();
    }

    private static List<String> texts(SimPerson person) {
        return person.vault.messages().stream().map(StoredMessage::text).toList();
    }

    private static List<String> received(SimPerson person) {
        return person.vault.messages().stream()
                .filter(message -> !message.isOwn())
                .map(StoredMessage::text)
                .toList();
    }

    private static List<MessageState> states(SimPerson person) {
        return person.vault.messages().stream().map(StoredMessage::state).toList();
    }
}
