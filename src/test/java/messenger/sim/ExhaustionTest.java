package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.Notice;
import messenger.client.Route;
import messenger.client.Table;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/**
 * One-time pairs that are used up or withheld, with the real server core and its real limits
 * (PROTOCOL, attack A9).
 */
final class ExhaustionTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");
    private static final UserName MALLORY = new UserName("mallory");

    /** PROTOCOL 1.2. */
    private static final int PAIRS_PER_REQUESTER = 6;

    private static final int PAIRS_PER_HOUR = 60;

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 34));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final List<ServerFrame.Bundle> given = new ArrayList<>();
    private int publications;

    /** Counts what is given out and published. */
    private final class Counter implements EvilServer {
        @Override
        public List<ClientFrame> hears(SimPerson from, ClientFrame frame) {
            publications += from.name.equals(BOB) && frame instanceof ClientFrame.PublishPrekeys ? 1 : 0;
            return List.of(frame);
        }

        @Override
        public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
            if (frame instanceof ServerFrame.Bundle bundle) {
                given.add(bundle);
            }
            return List.of(frame);
        }
    }

    /** Says that no one-time pair is left, of nobody. */
    private static final class Miser implements EvilServer {
        @Override
        public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
            return frame instanceof ServerFrame.Bundle bundle
                    ? List.of(new ServerFrame.Bundle(bundle.request(), bundle.deviceList(), bundle.signed(), List.of()))
                    : List.of(frame);
        }
    }

    private void takes(SimPerson greedy, SimPerson victim, int times) {
        for (int i = 0; i < times; i++) {
            greedy.link(Route.MEMBER)
                    .orElseThrow()
                    .upstream
                    .add(new ClientFrame.TakeBundle(
                            new RequestId(2_000_000 + i),
                            victim.account().id(),
                            victim.account().device().id()));
        }
        world.settle();
    }

    private List<Bytes> pairs() {
        return given.stream().flatMap(bundle -> bundle.oneTime().stream()).toList();
    }

    @Test
    void a9OneAccountGetsSixPairsAndThenOneEveryTenMinutes() {
        SimPerson bob = world.online("bob");
        SimPerson mallory = world.online("mallory");
        world.evil = new Counter();

        takes(mallory, bob, 40);
        assertEquals(40, given.size(), "the last-resort key is always there");
        assertEquals(PAIRS_PER_REQUESTER, pairs().size());

        world.pass(Duration.ofSeconds(50));
        world.cut(mallory);
        world.cut(bob);
        world.pass(Duration.ofMinutes(9).plusSeconds(10));
        world.connect(mallory);
        world.settle();
        takes(mallory, bob, 5);
        assertEquals(PAIRS_PER_REQUESTER + 1, pairs().size());
    }

    @Test
    void a9ManyAccountsGetSixtyPairsAnHourAndBobRefills() {
        SimPerson bob = world.online("bob");
        world.evil = new Counter();
        for (int i = 0; i < 12; i++) {
            takes(world.online("mallory" + i), bob, 8);
        }

        assertEquals(96, given.size());
        assertEquals(PAIRS_PER_HOUR, pairs().size());
        assertEquals(PAIRS_PER_HOUR, new HashSet<>(pairs()).size(), "none is given twice");
        assertEquals(1, publications, "bob was asked for more, and gave them");

        SimPerson alice = world.online("alice");
        world.say(alice, BOB, "I have your last-resort key");
        world.rest();
        assertEquals(List.of("I have your last-resort key"), bob.received());
        assertFalse(bob.vault.all(Table.REPLAY).isEmpty());
    }

    @Test
    void a9NoCommandIsCarriedOutThatMayBeARecording() throws Exception {
        SimPerson bob = world.online("bob");
        SimPerson mallory = world.online("mallory");
        takes(mallory, bob, PAIRS_PER_REQUESTER);
        EvilClient evil = new EvilClient(world, mallory, bob, random);
        evil.say(bob, evil.content(bob, new Body.Text("shown")));
        assertEquals(List.of("shown"), bob.received());
        assertFalse(bob.vault.all(Table.REPLAY).isEmpty(), "under the last-resort key");
        Map<Bytes, Bytes> before = bob.vault.all(Table.CONTACT);

        commands(evil, bob);

        assertEquals(before, bob.vault.all(Table.CONTACT));
        assertFalse(bob.notices.contains(new Notice.NumbersWanted(MALLORY)));
        assertFalse(bob.notices.contains(new Notice.PersonGone(MALLORY)));

        evil.listen();
        world.say(bob, MALLORY, "who is there?");
        world.rest();
        commands(evil, bob);
        assertTrue(bob.notices.contains(new Notice.NumbersWanted(MALLORY)), "whoever answers is no recording");
    }

    private void commands(EvilClient evil, SimPerson bob) throws Exception {
        evil.say(bob, evil.content(bob, new Body.Profile(Bytes.random(16, random))));
        evil.say(bob, evil.content(bob, new Body.Compare(Body.CompareStep.COMMIT, Bytes.random(32, random))));
    }

    @Test
    void a9WhatWasNotCarriedOutIsSaidAgainOnceBothHaveAnswered() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.evil = new Miser();
        world.say(alice, BOB, "one");
        world.rest();
        assertEquals(List.of("one"), bob.received());

        world.say(bob, ALICE, "two");
        world.rest();
        world.membersWords.clear();
        world.say(alice, BOB, "three");
        world.say(bob, ALICE, "four");
        world.rest();

        assertEquals(List.of("one", "three"), bob.received());
        assertEquals(List.of("two", "four"), alice.received());
        assertEquals(16, bob.contact(ALICE).accessKey().size());
        assertEquals(16, alice.contact(BOB).accessKey().size());
        assertTrue(world.membersWords.stream().noneMatch(ClientFrame.Submit.class::isInstance));
    }

    @Test
    void a9ADeviceThatIsLinkedWithoutPairsLearnsEverythingAllTheSame() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(alice, BOB, "we know each other");
        world.rest();
        world.on(
                alice,
                new ClientEvent.Decide(BOB, new Decision.Verified(bob.account().id())),
                SimPerson.Fate.LIVES);
        world.evil = new Miser();

        SimPerson second = new SimDevices(world, random).link(alice, "alice/2");
        world.rest();
        assertEquals(Contact.Trust.VERIFIED, second.contact(BOB).trust());

        world.on(second, new ClientEvent.Decide(BOB, new Decision.Unverify()), SimPerson.Fate.LIVES);
        world.rest();
        assertEquals(Contact.Trust.UNVERIFIED, alice.contact(BOB).trust());
        world.say(bob, ALICE, "hello to both");
        world.rest();
        assertTrue(alice.received().contains("hello to both"));
        assertTrue(second.received().contains("hello to both"));
    }
}
