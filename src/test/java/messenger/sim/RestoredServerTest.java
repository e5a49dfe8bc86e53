package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.client.Route;
import messenger.client.Table;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.Prekey;
import messenger.protocol.ClientFrame;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** A server that was restored from a backup, and has pairs that it gave out already (PROTOCOL, attack A10). */
final class RestoredServerTest {
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 39));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final List<ServerFrame.Bundle> given = new ArrayList<>();
    private int publications;

    /** Counts what is given out and published. */
    private class Counter implements EvilServer {
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

    private List<Bytes> pairs() {
        return given.stream().flatMap(bundle -> bundle.oneTime().stream()).toList();
    }

    private static long unreadable(SimPerson person) {
        return person.notices.stream()
                .filter(Notice.Unreadable.class::isInstance)
                .count();
    }

    /** The server was restored from a backup, and gives Carol the pair that Alice has used. */
    @Test
    void a10ARestoredServerGivesOutAUsedPairAndItsMessageIsRejected() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        SimPerson carol = world.online("carol");
        world.evil = new Counter();
        world.say(alice, BOB, "first");
        world.rest();
        ServerFrame.Bundle used = given.get(0);
        assertEquals(1, used.oneTime().size());
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return to == carol && frame instanceof ServerFrame.Bundle bundle
                        ? List.of(new ServerFrame.Bundle(
                                bundle.request(), used.deviceList(), used.signed(), used.oneTime()))
                        : List.of(frame);
            }
        };
        Map<Bytes, Bytes> sessions = bob.vault.all(Table.SESSION);
        Map<Bytes, Bytes> contacts = bob.vault.all(Table.CONTACT);
        Map<Bytes, Bytes> prekeys = bob.vault.all(Table.PREKEY);
        long before = unreadable(bob);

        world.say(carol, BOB, "under a used pair");
        world.rest();

        assertEquals(List.of("first"), bob.received());
        assertTrue(unreadable(bob) > before, "bob is told that something could not be read");
        assertEquals(sessions, bob.vault.all(Table.SESSION));
        assertEquals(contacts, bob.vault.all(Table.CONTACT));
        assertEquals(prekeys, bob.vault.all(Table.PREKEY));

        // Carol heals with the first word from Bob.
        world.evil = EvilServer.HONEST;
        world.say(bob, carol.name, "are you there?");
        world.rest();
        world.say(carol, BOB, "now I am");
        world.rest();
        assertTrue(bob.received().contains("now I am"), bob.received() + "");
    }

    @Test
    void a10AfterARestoreWithoutPairsFreshOnesUnderNewIdsArePublished() {
        SimPerson bob = world.online("bob");
        List<ClientFrame.PublishPrekeys> fresh = new ArrayList<>();
        var there = bob.vault.all(Table.PREKEY).keySet();
        world.evil = new EvilServer() {
            @Override
            public List<ClientFrame> hears(SimPerson from, ClientFrame frame) {
                if (frame instanceof ClientFrame.PublishPrekeys publish) {
                    fresh.add(publish);
                }
                return List.of(frame);
            }

            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return frame instanceof ServerFrame.LoggedIn in
                        ? List.of(
                                new ServerFrame.LoggedIn(in.name(), 0, in.deviceListVersion(), 0, 0, in.incarnation()))
                        : List.of(frame);
            }
        };
        world.cut(bob);
        world.connect(bob);
        world.settle();

        assertEquals(1, fresh.size());
        assertEquals(50, fresh.get(0).oneTime().size());
        assertEquals(there.size() + 50, bob.vault.all(Table.PREKEY).size(), "no id is used twice");
        assertFalse(bob.notices.contains(new Notice.VaultRolledBack()));
        world.on(bob, new ClientEvent.Tick(), SimPerson.Fate.LIVES);
    }

    /** The server says what it says after a restore: an old generation, and pairs that it still had then. */
    @Test
    void a10ARestoredServerIsNoticedAndItsOldPairsMakeRoomForFreshOnes() throws Exception {
        SimPerson bob = world.online("bob");
        SimPerson carol = world.online("carol");
        comesAgain(bob);
        Set<Long> before = ids(bob);
        world.evil = new Counter() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return to == bob && frame instanceof ServerFrame.LoggedIn in
                        ? List.of(new ServerFrame.LoggedIn(
                                in.name(), in.oneTimePrekeys(), in.deviceListVersion(), 0, 0, in.incarnation()))
                        : super.says(to, frame);
            }
        };
        comesAgain(bob);
        assertEquals(1, publications);
        carol.link(Route.MEMBER)
                .orElseThrow()
                .upstream
                .add(new ClientFrame.TakeBundle(
                        new RequestId(2_000_000),
                        bob.account().id(),
                        bob.account().device().id()));
        world.settle();
        Prekey pair = Prekey.decode(pairs().get(0));
        assertFalse(before.contains(pair.id()), "a fresh one");
        assertTrue(ids(bob).contains(pair.id()));

        world.evil = new Counter();
        world.crash(bob);
        world.connect(bob);
        world.settle();
        comesAgain(bob);
        assertEquals(1, publications, "an honest server is believed again");
    }

    private void comesAgain(SimPerson person) {
        world.cut(person);
        world.settle();
        world.connect(person);
        world.settle();
    }

    private static Set<Long> ids(SimPerson of) {
        return of.vault.all(Table.PREKEY).keySet().stream()
                .map(row -> new CanonicalReader(row))
                .map(RestoredServerTest::id)
                .collect(Collectors.toSet());
    }

    private static long id(CanonicalReader row) {
        try {
            return row.u32();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
