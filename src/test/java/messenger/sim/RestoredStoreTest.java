package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import messenger.server.store.FallibleStore;
import org.junit.jupiter.api.Test;

/** A server whose store was put back to a backup: the clients notice, and nothing of theirs is lost (A10, B9). */
final class RestoredStoreTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 41));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final Restores restores = new Restores(world, random);

    private static long restorations(SimPerson person) {
        return person.notices.stream()
                .filter(Notice.ServerRestored.class::isInstance)
                .count();
    }

    private static MessageState stateOf(SimPerson person, String text) {
        return person.vault.all(Table.MESSAGE).values().stream()
                .map(StoredMessage::decode)
                .filter(message -> message.text().equals(text))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void whatTheServerForgotIsSentAgainInOrderAndShownOnce() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(alice, BOB, "first");
        world.rest();
        FallibleStore backup = restores.backup();
        world.cut(bob);
        world.settle();
        for (int i = 0; i < 5; i++) {
            world.say(alice, BOB, "forgotten " + i);
            world.settle();
        }
        assertEquals(MessageState.STORED, stateOf(alice, "forgotten 4"));

        restores.restore(backup);
        world.say(alice, BOB, "written while the server was away");
        restores.everybodyConnects();

        List<String> all = new ArrayList<>(List.of("first"));
        for (int i = 0; i < 5; i++) {
            all.add("forgotten " + i);
        }
        all.add("written while the server was away");
        assertEquals(all, bob.received());
        all.forEach(text -> assertEquals(MessageState.DELIVERED, stateOf(alice, text), text));
        assertEquals(1, restorations(alice));
        assertEquals(1, restorations(bob));
    }

    @Test
    void whatWasDeliveredAndComesAgainIsNotShownTwice() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.cut(bob);
        world.settle();
        world.say(alice, BOB, "waits in the backup");
        world.settle();
        FallibleStore backup = restores.backup();
        world.connect(bob);
        world.rest();
        world.say(bob, ALICE, "got it");
        world.rest();

        restores.restore(backup);
        restores.everybodyConnects();

        assertEquals(List.of("waits in the backup"), bob.received());
        assertEquals(List.of("got it"), alice.received());
        world.say(alice, BOB, "and on");
        world.say(bob, ALICE, "it goes");
        world.rest();
        assertEquals(List.of("waits in the backup", "and on"), bob.received());
        assertEquals(List.of("got it", "it goes"), alice.received());
        assertFalse(bob.notices.stream().anyMatch(Notice.Unreadable.class::isInstance));
    }

    /** The receipt went down with the server: the message goes again, is recognised, and the receipt with it. */
    @Test
    void aReceiptThatWasForgottenComesAgain() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(alice, BOB, "first");
        world.rest();
        FallibleStore backup = restores.backup();
        world.say(alice, BOB, "second");
        world.settle();
        world.cut(alice);
        world.rest();
        assertEquals(MessageState.STORED, stateOf(alice, "second"));

        restores.restore(backup);
        restores.everybodyConnects();

        assertEquals(MessageState.DELIVERED, stateOf(alice, "second"));
        assertEquals(List.of("first", "second"), bob.received());
    }

    @Test
    void itIsNoticedOnceAndNotWhenTheServerOnlyStartsAgain() {
        SimPerson alice = world.online("alice");
        FallibleStore backup = restores.backup();
        world.crashServer();
        restores.everybodyConnects();
        assertEquals(0, restorations(alice));

        restores.restore(backup);
        restores.everybodyConnects();
        world.crashServer();
        restores.everybodyConnects();
        world.crash(alice);
        restores.everybodyConnects();
        assertEquals(1, restorations(alice));
    }

    /** A10: no pair is given out twice, and who was claimed before the restore can still be written to. */
    @Test
    void a10PairsThatWereGivenOutBeforeAreNotGivenOutAgain() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        SimPerson carol = world.online("carol");
        FallibleStore backup = restores.backup();
        List<ServerFrame.Bundle> given = new ArrayList<>();
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                if (frame instanceof ServerFrame.Bundle bundle) {
                    given.add(bundle);
                }
                return List.of(frame);
            }
        };
        world.say(alice, BOB, "under the first pair");
        world.rest();
        assertEquals(1, given.get(0).oneTime().size());

        restores.restore(backup);
        world.connect(carol);
        world.rest();
        world.say(carol, BOB, "before bob is back");
        world.rest();
        assertEquals(List.of(), given.get(given.size() - 1).oneTime(), "none before bob has published fresh ones");
        restores.everybodyConnects();

        assertEquals(Set.of("under the first pair", "before bob is back"), Set.copyOf(bob.received()));
        assertEquals(2, bob.received().size());
        assertFalse(bob.notices.stream().anyMatch(Notice.Unreadable.class::isInstance));
        assertEquals(
                given.stream().flatMap(bundle -> bundle.oneTime().stream()).count(),
                given.stream()
                        .flatMap(bundle -> bundle.oneTime().stream())
                        .distinct()
                        .count());
    }

    @Test
    void copiesForOwnDevicesAreSentAgainToo() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        SimPerson second = new SimDevices(world, random).link(alice, "alice/2");
        world.say(alice, BOB, "hello");
        world.rest();
        FallibleStore backup = restores.backup();
        world.cut(bob);
        world.cut(second);
        world.settle();
        world.say(alice, BOB, "for both");
        world.settle();

        restores.restore(backup);
        restores.everybodyConnects();

        assertEquals(List.of("hello", "for both"), bob.received());
        long copies = second.vault.all(Table.MESSAGE).values().stream()
                .map(StoredMessage::decode)
                .filter(message -> message.text().equals("for both"))
                .count();
        assertEquals(1, copies);
    }
}
