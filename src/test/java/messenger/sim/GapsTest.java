package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What does not arrive, or not in order: the server cannot drop or move a message unseen (PROTOCOL 1.12, T18, T26). */
final class GapsTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 52));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");
    private final Thief thief = new Thief(bob);

    @BeforeEach
    void bothHaveMet() {
        say("one");
        world.say(bob, ALICE, "hello");
        world.rest();
        bob.notices.clear();
        world.evil = thief;
    }

    private void say(String text) {
        world.say(alice, BOB, text);
        world.settle();
    }

    private void stealText(String text) {
        thief.steal(1);
        say(text);
    }

    private List<StoredMessage> gaps() {
        return bob.vault.messages().stream()
                .filter(message -> message.state().isGap())
                .toList();
    }

    private List<String> late() {
        return bob.vault.messages().stream()
                .filter(StoredMessage::late)
                .map(StoredMessage::text)
                .toList();
    }

    private void passDays(int days) {
        for (int i = 0; i < days; i++) {
            world.pass(Duration.ofDays(1));
            world.settle();
        }
    }

    @Test
    void whatIsMissingIsALineAtOnceAndIsSaidAgainWhereItBelongs() {
        stealText("two");
        stealText("three");
        assertEquals(List.of("one"), bob.received());
        assertEquals(List.of(), gaps(), "nobody can know yet");

        say("four");
        assertEquals(1, gaps().size());
        assertEquals(MessageState.MISSING, gaps().get(0).state());
        assertEquals(List.of("one", "four"), bob.received());

        world.rest();
        assertEquals(List.of(), gaps());
        assertEquals(List.of("one", "two", "three", "four"), bob.received());
        assertEquals(List.of("two", "three"), late());
        assertFalse(bob.notices.contains(new Notice.SomethingMissing(ALICE)), "nobody is alarmed by what comes");
        assertTrue(
                alice.states().stream()
                        .allMatch(state -> state == MessageState.DELIVERED || state == MessageState.RECEIVED),
                alice.states() + "");
    }

    @Test
    void whatComesInAnyOtherOrderIsShownInOrderAndNothingIsAsked() {
        for (int round = 0; round < 10; round++) {
            List<String> texts = new ArrayList<>();
            thief.steal(4);
            for (int i = 0; i < 4; i++) {
                texts.add(round + "." + i);
                say(round + "." + i);
            }
            say(round + ".last");
            List<ServerFrame> mixed = new ArrayList<>(thief.loot());
            Collections.shuffle(mixed, random);
            mixed.forEach(frame -> world.lie(bob, frame));
            world.settle();

            assertEquals(List.of(), gaps());
            assertEquals(
                    texts,
                    bob.received()
                            .subList(bob.received().size() - 5, bob.received().size() - 1));
        }
        world.rest();
        assertFalse(bob.notices.contains(new Notice.SomethingMissing(ALICE)));
    }

    @Test
    void whatComesTwiceIsThereOnceWhicheverWayCameFirst() {
        stealText("two");
        say("three");
        world.rest();
        thief.loot().forEach(frame -> world.lie(bob, frame));
        world.rest();

        assertEquals(List.of("one", "two", "three"), bob.received());
        assertEquals(List.of(), gaps());
        assertFalse(bob.notices.contains(new Notice.CountLost(ALICE)));
    }

    @Test
    void aLineIsNotAMessageAndWhatFillsItIsUnread() {
        world.on(bob, new ClientEvent.Read(gapsConversation(), Long.MAX_VALUE), SimPerson.Fate.LIVES);
        stealText("two");
        say("three");
        assertEquals(1, unread());
        world.on(bob, new ClientEvent.Read(gapsConversation(), Long.MAX_VALUE), SimPerson.Fate.LIVES);
        assertEquals(0, unread());

        world.rest();
        assertEquals(1, unread(), "it stands before what was read, and was not read");
        StoredMessage two = bob.vault.messages().stream()
                .filter(message -> message.text().equals("two"))
                .findFirst()
                .orElseThrow();
        world.on(bob, new ClientEvent.Read(two.conversation(), two.position()), SimPerson.Fate.LIVES);
        assertEquals(0, unread());
    }

    private messenger.protocol.content.ConversationId gapsConversation() {
        return bob.vault.messages().get(0).conversation();
    }

    private int unread() {
        return bob.conversations().iterator().next().unread();
    }

    @Test
    void aReceiptThatWasLostIsSaidAgain() {
        Thief fromAlice = new Thief(alice);
        world.evil = fromAlice;
        say("two");
        fromAlice.steal(1);
        world.rest();
        assertTrue(alice.states().contains(MessageState.STORED));

        world.say(bob, ALICE, "did you get it?");
        world.rest();
        assertFalse(alice.states().contains(MessageState.STORED), alice.states() + "");
        assertTrue(alice.states().stream().noneMatch(MessageState::isGap));
    }

    @Test
    void whatTheSenderNoLongerKeepsIsLostAndSaidSo() {
        stealText("two");
        world.cut(bob);
        passDays(9);
        everybodyIsThere();
        world.settle();
        assertTrue(alice.vault.all(Table.SENT_CONTENT).isEmpty());
        say("three");
        world.rest();

        assertEquals(List.of("one", "three"), bob.received());
        assertEquals(
                List.of(MessageState.LOST),
                gaps().stream().map(StoredMessage::state).toList());
        assertEquals(1, gaps().get(0).missing());
        assertTrue(bob.notices.contains(new Notice.MessagesLost(ALICE, 1)));
    }

    @Test
    void whatNobodyAnswersIsAskedForSomeTimesAndGivenUpAfterAWeek() {
        stealText("two");
        say("three");
        world.cut(alice);
        assertEquals(1, gaps().size());

        for (int i = 0; i < 8 * 24; i++) {
            world.pass(Duration.ofHours(1));
            world.settle();
            // After an hour in one step everybody counts as gone.
            world.connect(bob);
            world.rest();
        }
        assertEquals(
                List.of(MessageState.LOST),
                gaps().stream().map(StoredMessage::state).toList());
        assertEquals(
                1,
                bob.notices.stream()
                        .filter(new Notice.SomethingMissing(ALICE)::equals)
                        .count());
        everybodyIsThere();
        world.rest();
        assertEquals(List.of("one", "three"), bob.received(), "it comes too late");
        assertEquals(1, gaps().size());
    }

    @Test
    void gapsSurviveACrashAtAnyMoment() {
        for (SimPerson.Fate fate :
                List.of(SimPerson.Fate.DIES_BEFORE_THE_COMMIT, SimPerson.Fate.DIES_AFTER_THE_COMMIT)) {
            stealText("stolen " + fate);
            world.say(alice, BOB, "seen " + fate);
            for (int i = 0; i < 40 && world.step(fate); i++) {
                everybodyIsThere();
            }
            for (int i = 0; i < 4; i++) {
                everybodyIsThere();
                world.rest();
            }
            List<String> last = bob.received()
                    .subList(bob.received().size() - 2, bob.received().size());
            assertEquals(List.of("stolen " + fate, "seen " + fate), last);
            assertEquals(List.of(), gaps());
        }
    }

    private void everybodyIsThere() {
        world.people.values().stream()
                .filter(person -> person.connection().isEmpty())
                .forEach(world::connect);
    }

    @Test
    void whoIsShutOutIsNotMissed() {
        world.on(bob, new ClientEvent.Decide(ALICE, new messenger.client.Decision.Block()), SimPerson.Fate.LIVES);
        stealText("two");
        say("three");
        world.rest();
        assertEquals(List.of(), gaps());
        world.on(bob, new ClientEvent.Decide(ALICE, new messenger.client.Decision.Unblock()), SimPerson.Fate.LIVES);
        say("four");
        world.rest();
        assertEquals(List.of("one", "four"), bob.received());
        assertEquals(List.of(), gaps());
        assertFalse(bob.notices.contains(new Notice.CountLost(ALICE)));
    }

    @Test
    void aRestoredReceiverIsToldAgainWhatTheCopyLacks() {
        SimVault copy = bob.vault.copy();
        say("two");
        say("three");
        world.rest();
        world.cut(bob);
        bob.restore(copy, world.now());
        world.connect(bob);
        world.rest();
        say("four");
        world.rest();

        assertEquals(List.of("one", "two", "three", "four"), bob.received());
        assertEquals(List.of(), gaps());
    }

    @Test
    void aRestoredSenderBeginsAnewAndThatIsSaid() {
        SimVault copy = alice.vault.copy();
        say("two");
        say("three");
        world.rest();
        world.cut(alice);
        alice.restore(copy, world.now());
        world.connect(alice);
        world.rest();
        say("four");
        say("five");
        world.rest();

        assertEquals(List.of("one", "two", "three", "four", "five"), bob.received());
        assertTrue(bob.notices.contains(new Notice.CountLost(ALICE)));
        assertEquals(List.of(), gaps());
    }
}
