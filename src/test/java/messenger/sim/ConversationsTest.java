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
import messenger.protocol.UserName;
import messenger.server.Rate;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** Two and more people and a server, the real cores of all of them. */
final class ConversationsTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final World world = new World(SeededRandom.of(1), ServerLimits.DEFAULT);

    @Test
    void twoPeopleTalkBothWays() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");

        world.say(alice, BOB, "hello bob");
        world.rest();
        world.say(bob, ALICE, "hello alice");
        world.rest();

        assertEquals(List.of("hello bob", "hello alice"), alice.texts());
        assertEquals(List.of("hello bob", "hello alice"), bob.texts());
        assertEquals(List.of(MessageState.DELIVERED, MessageState.RECEIVED), alice.states());
    }

    @Test
    void whoIsAwayGetsItLater() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.cut(bob);
        world.settle();

        world.say(alice, BOB, "one");
        world.say(alice, BOB, "two");
        world.settle();
        assertEquals(List.of(MessageState.STORED, MessageState.STORED), alice.states());

        world.connect(bob);
        world.rest();
        assertEquals(List.of("one", "two"), bob.texts());
        assertEquals(List.of(MessageState.DELIVERED, MessageState.DELIVERED), alice.states());
    }

    @Test
    void whatIsWrittenWhileAwayLeavesLater() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(alice, BOB, "we have met");
        world.rest();
        world.cut(alice);
        world.settle();

        world.say(alice, BOB, "from the train");
        world.rest();
        assertEquals(List.of(MessageState.DELIVERED, MessageState.PENDING), alice.states());

        world.connect(alice);
        world.rest();
        assertEquals(List.of("we have met", "from the train"), bob.texts());
    }

    @Test
    void aNameThatNobodyHasIsToldAndNothingIsSent() {
        SimPerson alice = world.online("alice");

        world.say(alice, new UserName("nobody"), "hello?");
        world.rest();

        assertTrue(alice.notices.contains(new Notice.NobodyThere(new UserName("nobody"))));
        assertTrue(alice.texts().isEmpty());
    }

    @Test
    void whoWritesToThemselvesIsTold() {
        SimPerson alice = world.online("alice");

        world.say(alice, ALICE, "note to self");
        world.rest();

        assertTrue(alice.notices.contains(new Notice.ThatIsYou(ALICE)));
        assertTrue(alice.texts().isEmpty());
    }

    @Test
    void whatWaitsForANameNeverMetHasALimitAndSaysSo() {
        SimPerson alice = world.online("alice");
        world.online("bob");
        world.cut(alice);
        for (int i = 0; i < 100; i++) {
            world.say(alice, BOB, "waiting " + i);
        }
        assertFalse(alice.notices.contains(new Notice.TooMuchWaits(BOB)));
        world.say(alice, BOB, "one too many");
        assertTrue(alice.notices.contains(new Notice.TooMuchWaits(BOB)));

        world.connect(alice);
        world.rest();
        assertEquals(100, alice.texts().size());
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        world.online("alice");
        SimPerson mallory = new SimPerson("alice", world.now(), SeededRandom.of(7));
        world.people.put("mallory", mallory);
        world.connect(mallory);
        world.settle();

        assertTrue(mallory.notices.contains(new Notice.Rejected(messenger.protocol.Refusal.NAME_TAKEN)));
        assertFalse(mallory.connection().isPresent());
    }

    @Test
    void bothBeginAtTheSameMoment() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");

        alice.on(new ClientEvent.Compose(BOB, "me first"), world.now(), SimPerson.Fate.LIVES);
        bob.on(new ClientEvent.Compose(ALICE, "no, me"), world.now(), SimPerson.Fate.LIVES);
        world.rest();
        world.say(alice, BOB, "and on");
        world.say(bob, ALICE, "we go");
        world.rest();

        assertEquals(List.of("me first", "and on"), bob.received());
        assertEquals(List.of("no, me", "we go"), alice.received());
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(alice, BOB, "hello");
        world.settle();
        assertEquals(List.of("hello"), bob.texts());

        bob.ahead = Duration.ofHours(-5);
        world.rest();

        assertEquals(List.of(MessageState.DELIVERED), alice.states());
    }

    @Test
    void aServerThatRestartsLosesNothing() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.cut(bob);
        for (int i = 0; i < 20; i++) {
            world.say(alice, BOB, "message " + i);
        }
        world.settle();

        world.crashServer();
        world.connect(alice);
        world.connect(bob);
        world.rest();

        assertEquals(20, bob.received().size());
        assertEquals("message 19", bob.received().get(19));
    }

    @Test
    void manyTalkToOneInOrder() {
        SimPerson bob = world.online("bob");
        List<SimPerson> others = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            others.add(world.online("person" + i));
        }
        for (int i = 0; i < 15; i++) {
            for (SimPerson other : others) {
                world.say(other, BOB, other.name + " " + i);
            }
        }
        world.rest();

        for (SimPerson other : others) {
            assertEquals(
                    other.composed,
                    bob.received().stream()
                            .filter(text -> text.startsWith(other.name + " "))
                            .toList());
        }
    }

    @Test
    void aServerThatWantsLessGetsItLaterAndInOrder() {
        ServerLimits.Rates rates = ServerLimits.DEFAULT.rates();
        ServerLimits few = ServerLimits.DEFAULT.withRates(new ServerLimits.Rates(
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
                rates.bundlesPerDevice()));
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
        assertEquals(alice.composed, bob.received());
    }

    @Test
    void prekeysAreRefilledWhenManyStrangersWrite() {
        SimPerson bob = world.online("bob");
        List<SimPerson> strangers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            strangers.add(world.online("stranger" + i));
        }
        for (SimPerson stranger : strangers) {
            world.say(stranger, BOB, "hello from " + stranger.name);
            world.rest();
        }

        assertEquals(60, bob.received().size());
    }
}
