package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.client.Route;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Bytes;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/**
 * A server that repeats, moves and changes first messages, and a process that dies over one (PROTOCOL, attacks A3, A5,
 * A6, A8).
 */
final class EvilRelayTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    /** What a first message can bring about, in the vault of whom it is for. */
    private static final List<Table> STATE =
            List.of(Table.ACCOUNT, Table.PREKEY, Table.REPLAY, Table.CONTACT, Table.SESSION, Table.MESSAGE);

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 32));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");
    private final List<ServerFrame.Deliver> delivered = new ArrayList<>();

    /** Writes down what Bob is sent; a server that never has one-time pairs, if it is told to. */
    private final class Recorder implements EvilServer {
        private boolean lastResortOnly;

        @Override
        public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
            if (to == bob && frame instanceof ServerFrame.Deliver deliver) {
                delivered.add(deliver);
            }
            return lastResortOnly && frame instanceof ServerFrame.Bundle bundle
                    ? List.of(new ServerFrame.Bundle(bundle.request(), bundle.deviceList(), bundle.signed(), List.of()))
                    : List.of(frame);
        }
    }

    private final Recorder recorder = new Recorder();

    private void aliceWrites() {
        world.evil = recorder;
        world.say(alice, BOB, "pay carol ten");
        world.rest();
        assertEquals(List.of("pay carol ten"), bob.received());
    }

    private static Map<Table, Map<Bytes, Bytes>> state(SimPerson of) {
        Map<Table, Map<Bytes, Bytes>> state = new EnumMap<>(Table.class);
        STATE.forEach(table -> state.put(table, of.vault.all(table)));
        return state;
    }

    private ServerFrame.Deliver again(ServerFrame.Deliver old) {
        return new ServerFrame.Deliver(
                old.sequence() + 1000, SubmissionId.random(random), old.receivedMs(), old.content(), old.message());
    }

    /** Everything that was ever delivered to Bob is delivered to somebody once more, as new mail. */
    private void replayedInVain(SimPerson to) {
        Map<Table, Map<Bytes, Bytes>> before = state(to);
        to.notices.clear();
        for (ServerFrame.Deliver old : List.copyOf(delivered)) {
            world.lie(to, again(old));
            world.settle();
        }
        assertEquals(before, state(to));
        assertTrue(to.notices.stream().anyMatch(Notice.Unreadable.class::isInstance), to.notices + "");
    }

    private void bobStartsAgain() {
        world.crash(bob);
        world.connect(bob);
        world.rest();
    }

    private void bobLosesHisSessions() {
        List<VaultChange> gone = new ArrayList<>();
        bob.vault.all(Table.SESSION).keySet().forEach(id -> gone.add(new VaultChange.Delete(Table.SESSION, id)));
        assertFalse(gone.isEmpty());
        bob.vault.commit(gone);
        bobStartsAgain();
    }

    @Test
    void a5AFirstMessageIsReplayedInVainAlsoAfterARestartAndWithoutTheSession() {
        aliceWrites();
        replayedInVain(bob);
        bobStartsAgain();
        replayedInVain(bob);
        bobLosesHisSessions();
        replayedInVain(bob);
    }

    @Test
    void a5AFirstMessageUnderTheLastResortKeyIsReplayedInVain() {
        recorder.lastResortOnly = true;
        aliceWrites();
        assertFalse(bob.vault.all(Table.REPLAY).isEmpty());
        replayedInVain(bob);
        bobStartsAgain();
        replayedInVain(bob);
        bobLosesHisSessions();
        replayedInVain(bob);
    }

    @Test
    void a6AFirstMessageForBobSaysNothingToCarol() {
        SimPerson carol = world.online("carol");
        aliceWrites();
        replayedInVain(carol);
        assertEquals(List.of(), carol.texts());
    }

    @Test
    void a6WhoIsIntroducedWithAnotherAccountsDevicesSaysNothing() {
        SimPerson mallory = world.online("mallory");
        Map<Table, Map<Bytes, Bytes>> before = state(bob);
        world.evil = (Relabelling)
                found -> new ServerFrame.UserFound(found.request(), mallory.name, List.of(mallory.deviceList()));

        world.say(alice, BOB, "it is me");
        while (bob.notices.stream().noneMatch(Notice.Unreadable.class::isInstance)) {
            assertTrue(world.step(SimPerson.Fate.LIVES), "bob takes it");
        }

        assertEquals(before, state(bob));
    }

    @Test
    void a6AStrangerIsNotIntroducedUnderThePinnedNameOfAnother() {
        aliceWrites();
        SimPerson mallory = world.online("mallory");
        bob.notices.clear();
        world.evil = (Relabelling) found -> new ServerFrame.UserFound(found.request(), ALICE, found.deviceLists());

        world.say(mallory, BOB, "alice here, pay mallory");
        world.rest();

        assertEquals(List.of("pay carol ten"), bob.received());
        assertTrue(bob.notices.contains(new Notice.IdentityChanged(ALICE, false)));
        world.say(bob, ALICE, "are you sure?");
        assertFalse(bob.texts().contains("are you sure?"), "nothing is sent until bob decides");
    }

    /** What bob is told of accounts, changed. */
    private interface Relabelling extends EvilServer {
        ServerFrame.UserFound instead(ServerFrame.UserFound found);

        @Override
        default List<ServerFrame> says(SimPerson to, ServerFrame frame) {
            return to.name.equals(BOB) && frame instanceof ServerFrame.UserFound found
                    ? List.of(instead(found))
                    : List.of(frame);
        }
    }

    @Test
    void a3AFirstMessageUnderAnotherSuiteOrFormSaysNothing() {
        for (int at : new int[] {0, 1, 2}) {
            Map<Table, Map<Bytes, Bytes>> before = state(bob);
            bob.notices.clear();
            world.evil = new EvilServer() {
                @Override
                public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                    return to == bob && frame instanceof ServerFrame.Deliver deliver
                            ? List.of(changed(deliver, at))
                            : List.of(frame);
                }
            };
            world.say(alice, BOB, "lost " + at);
            world.rest();
            assertEquals(before, state(bob));
            assertTrue(bob.notices.stream().anyMatch(Notice.Unreadable.class::isInstance));
        }
        world.evil = EvilServer.HONEST;
        world.say(alice, BOB, "nothing was used up");
        world.rest();
        // Nothing was used up, and what did not arrive is said again.
        assertEquals(List.of("lost 0", "lost 1", "lost 2", "nothing was used up"), bob.received());
    }

    private static ServerFrame.Deliver changed(ServerFrame.Deliver genuine, int at) {
        byte[] message = genuine.message().toArray();
        message[at] ^= 1;
        return new ServerFrame.Deliver(
                genuine.sequence(),
                genuine.submission(),
                genuine.receivedMs(),
                genuine.content(),
                Bytes.copyOf(message));
    }

    @Test
    void a8AFirstMessageThatFailsAtItsContentUsesNothingUp() {
        Map<Bytes, Bytes> prekeys = prekeys();
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return to == bob && frame instanceof ServerFrame.Deliver genuine
                        ? List.of(
                                new ServerFrame.Deliver(
                                        genuine.sequence() + 1000,
                                        SubmissionId.random(random),
                                        0,
                                        Bytes.random(genuine.content().size(), random),
                                        genuine.message()),
                                genuine)
                        : List.of(frame);
            }
        };
        world.say(alice, BOB, "after all");
        world.rest();

        assertEquals(List.of("after all"), bob.received());
        assertTrue(bob.notices.stream().anyMatch(Notice.Unreadable.class::isInstance));
        assertEquals(prekeys.size() - 1, prekeys().size());
    }

    @Test
    void a8ACrashBetweenOpeningAFirstMessageAndKeepingItUsesNothingUp() {
        Map<Bytes, Bytes> prekeys = prekeys();
        world.say(alice, BOB, "once");
        int deaths = 0;
        while (deaths < 5) {
            while (bob.downstream().stream().noneMatch(EvilRelayTest::bringsMail)) {
                assertTrue(world.step(SimPerson.Fate.LIVES), "mail for bob");
            }
            // Bob's process dies in everything that leads to a commit.
            SimLink link = bob.link(Route.MEMBER).orElseThrow();
            while (bob.link(Route.MEMBER).filter(link::equals).isPresent()) {
                if (link.downstream.isEmpty()) {
                    assertTrue(world.step(SimPerson.Fate.LIVES), "bob does not take the mail");
                } else {
                    ServerFrame frame = link.downstream.remove();
                    boolean mail = bringsMail(frame) || frame instanceof ServerFrame.UserFound;
                    world.on(
                            bob,
                            new ClientEvent.Arrived(Route.MEMBER, frame),
                            mail ? SimPerson.Fate.DIES_BEFORE_THE_COMMIT : SimPerson.Fate.LIVES);
                }
            }
            deaths++;
            assertEquals(prekeys, prekeys());
            assertEquals(List.of(), bob.texts());
            world.connect(bob);
        }
        world.rest();
        assertEquals(List.of("once"), bob.received());
        assertEquals(prekeys.size() - 1, prekeys().size());
    }

    /** Without the counter, which moves on with every login. */
    private Map<Bytes, Bytes> prekeys() {
        Map<Bytes, Bytes> prekeys = bob.vault.all(Table.PREKEY);
        prekeys.remove(Bytes.copyOf(new byte[4]));
        return prekeys;
    }

    private static boolean bringsMail(ServerFrame frame) {
        return frame instanceof ServerFrame.Deliver;
    }
}
