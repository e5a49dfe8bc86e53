package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** A server whose store was put back to a backup: the clients notice, and nothing of theirs is lost (A10, B9). */
final class RestoredStoreTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 41));
    private final World world = new World(random, ServerLimits.DEFAULT);

    /** Everybody comes back, until nothing more happens. */
    private void everybodyConnects() {
        for (int round = 0; round < 4; round++) {
            for (SimPerson person : List.copyOf(world.people.values())) {
                if (person.connection().isEmpty()) {
                    world.connect(person);
                }
            }
            world.rest();
        }
    }

    /** A moment to which the server's store can be put back. */
    private int backup() {
        world.settle();
        return world.store.backup();
    }

    /** The server dies, and starts with the store that it had at a backup. */
    private void restore(int backup) {
        world.store.restore(backup, random);
        world.crashServer();
    }

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
        int backup = backup();
        world.cut(bob);
        world.settle();
        for (int i = 0; i < 5; i++) {
            world.say(alice, BOB, "forgotten " + i);
            world.settle();
        }
        assertEquals(MessageState.STORED, stateOf(alice, "forgotten 4"));

        restore(backup);
        world.say(alice, BOB, "written while the server was away");
        everybodyConnects();

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
        int backup = backup();
        world.connect(bob);
        world.rest();
        world.say(bob, ALICE, "got it");
        world.rest();

        restore(backup);
        everybodyConnects();

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
        int backup = backup();
        world.say(alice, BOB, "second");
        world.settle();
        world.cut(alice);
        world.rest();
        assertEquals(MessageState.STORED, stateOf(alice, "second"));

        restore(backup);
        everybodyConnects();

        assertEquals(MessageState.DELIVERED, stateOf(alice, "second"));
        assertEquals(List.of("first", "second"), bob.received());
    }

    @Test
    void itIsNoticedOnceAndNotWhenTheServerOnlyStartsAgain() {
        SimPerson alice = world.online("alice");
        int backup = backup();
        world.crashServer();
        everybodyConnects();
        assertEquals(0, restorations(alice));

        restore(backup);
        everybodyConnects();
        world.crashServer();
        everybodyConnects();
        world.crash(alice);
        everybodyConnects();
        assertEquals(1, restorations(alice));
    }

    /** A10: no pair is given out twice, and who was claimed before the restore can still be written to. */
    @Test
    void a10PairsThatWereGivenOutBeforeAreNotGivenOutAgain() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        SimPerson carol = world.online("carol");
        int backup = backup();
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

        restore(backup);
        world.connect(carol);
        world.rest();
        world.say(carol, BOB, "before bob is back");
        world.rest();
        assertEquals(List.of(), given.get(given.size() - 1).oneTime(), "none before bob has published fresh ones");
        everybodyConnects();

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
    void deviceListsThatTheServerForgotAreProvedToIt() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(bob, ALICE, "hello");
        world.rest();
        int backup = backup();
        SimDevices devices = new SimDevices(world, random);
        SimPerson second = devices.link(alice, "alice/2");
        SimPerson third = devices.link(alice, "alice/3");
        world.rest();
        devices.remove(alice, second);
        world.rest();
        assertEquals(4, alice.account().deviceList().list().version());

        restore(backup);
        world.people.remove("alice/2");
        everybodyConnects();

        assertTrue(third.connection().isPresent(), "it was not in the backup's list");
        world.say(third, BOB, "from the third");
        world.rest();
        world.say(bob, ALICE, "do you both read me?");
        world.rest();
        assertTrue(
                alice.received().contains("do you both read me?"),
                alice.received().toString());
        assertTrue(
                third.received().contains("do you both read me?"),
                third.received().toString());
        assertTrue(bob.received().contains("from the third"), bob.received().toString());
        assertTrue(third.account().device().id().equals(new DeviceId(3)));
    }

    /** A removed device cannot use the restore to come back. */
    @Test
    void aDeviceThatWasRemovedAfterTheBackupIsOutAgainOnceTheOthersCome() {
        SimPerson alice = world.online("alice");
        SimDevices devices = new SimDevices(world, random);
        SimPerson second = devices.link(alice, "alice/2");
        world.rest();
        int backup = backup();
        devices.remove(alice, second);
        world.rest();

        restore(backup);
        world.connect(alice);
        world.rest();
        second.notices.clear();
        world.connect(second);
        world.rest();

        assertTrue(second.notices.contains(new Notice.Rejected(Refusal.REMOVED)), second.notices.toString());
    }

    /** Who is simply not known is told so as before, and hands in nothing but its lists. */
    @Test
    void anAccountThatTheBackupDoesNotKnowIsRefusedAfterOneReminder() {
        int backup = backup();
        SimPerson alice = world.online("alice");
        new SimDevices(world, random).link(alice, "alice/2");
        world.rest();
        restore(backup);
        world.membersWords.clear();
        alice.notices.clear();
        world.connect(alice);
        world.settle();

        assertTrue(alice.notices.contains(new Notice.Rejected(Refusal.LOGIN)), alice.notices.toString());
        assertEquals(
                2,
                world.membersWords.stream()
                        .filter(ClientFrame.UpdateDevices.class::isInstance)
                        .count());
        assertEquals(
                2,
                world.membersWords.stream()
                        .filter(ClientFrame.Login.class::isInstance)
                        .count());
    }

    @Test
    void copiesForOwnDevicesAreSentAgainToo() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        SimPerson second = new SimDevices(world, random).link(alice, "alice/2");
        world.say(alice, BOB, "hello");
        world.rest();
        int backup = backup();
        world.cut(bob);
        world.cut(second);
        world.settle();
        world.say(alice, BOB, "for both");
        world.settle();

        restore(backup);
        everybodyConnects();

        assertEquals(List.of("hello", "for both"), bob.received());
        long copies = second.vault.all(Table.MESSAGE).values().stream()
                .map(StoredMessage::decode)
                .filter(message -> message.text().equals("for both"))
                .count();
        assertEquals(1, copies);
    }
}
