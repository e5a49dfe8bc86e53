package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.client.Table;
import messenger.client.UnreadableMail;
import messenger.client.UnreadableMail.Reason;
import messenger.client.VaultChange;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** What cannot be read is kept, explained to its owner alone, and healed when its sender says it again (T26, C7). */
final class UnreadableTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 56));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");
    private final List<ServerFrame.Deliver> delivered = new ArrayList<>();

    private void record() {
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                if (to == bob && frame instanceof ServerFrame.Deliver deliver) {
                    delivered.add(deliver);
                }
                return List.of(frame);
            }
        };
    }

    private void talk() {
        record();
        world.say(alice, BOB, "one");
        world.rest();
        world.say(bob, ALICE, "two");
        world.rest();
        world.say(alice, BOB, "three");
        world.rest();
        assertEquals(List.of("one", "three"), bob.received());
    }

    private Reason reason() {
        return bob.unreadable().get(0).reason();
    }

    private ServerFrame.Deliver again(ServerFrame.Deliver old, Bytes content) {
        return new ServerFrame.Deliver(
                old.sequence() + 1_000, SubmissionId.random(random), old.receivedMs(), content, old.message());
    }

    private void bobLoses(Table... tables) {
        List<VaultChange> gone = new ArrayList<>();
        for (Table table : tables) {
            bob.vault.all(table).keySet().forEach(id -> gone.add(new VaultChange.Delete(table, id)));
        }
        bob.vault.commit(gone);
        world.crash(bob);
        world.connect(bob);
        world.settle();
    }

    /** What leaves Bob's device when this is delivered to him. */
    private List<String> answers(ServerFrame.Deliver frame) {
        world.settle();
        world.lie(bob, frame);
        return bob.upstream().stream().map(UnreadableTest::withoutNumber).toList();
    }

    private static String withoutNumber(ClientFrame frame) {
        return frame.getClass().getSimpleName();
    }

    @Test
    void t26EveryReasonIsToldAndNothingOfItLeavesTheDevice() {
        talk();
        ServerFrame.Deliver first = delivered.get(0);
        ServerFrame.Deliver last = delivered.get(delivered.size() - 1);
        assertEquals(List.of("Acknowledge"), answers(again(last, last.content())));
        assertEquals(Reason.DAMAGED, reason(), "it came a second time");

        world.pass(Duration.ofSeconds(1));
        bobLoses(Table.SESSION);
        assertEquals(List.of("Acknowledge"), answers(again(last, last.content())));
        assertEquals(Reason.NO_SESSION, reason());

        world.pass(Duration.ofSeconds(1));
        assertEquals(List.of("Acknowledge"), answers(again(first, first.content())));
        assertEquals(Reason.KEYS_GONE, reason());
        assertEquals(3, bob.unreadable().size());
    }

    @Test
    void whoIsNotKnownToTheServerCannotBeKnownHere() {
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return to == bob && frame instanceof ServerFrame.UserFound found
                        ? List.of(new ServerFrame.Refused(found.request(), Refusal.UNKNOWN_USER))
                        : List.of(frame);
            }
        };
        world.say(alice, BOB, "hello");
        world.rest();
        assertEquals(Reason.SENDER_UNKNOWN, reason());
        assertEquals(List.of(), bob.texts());
    }

    @Test
    void t26WhatIsSaidAgainIsHealedAndThatIsStillTold() {
        talk();
        Set<SubmissionId> changed = new HashSet<>();
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                if (to != bob || !(frame instanceof ServerFrame.Deliver deliver) || !changed.isEmpty()) {
                    return List.of(frame);
                }
                changed.add(deliver.submission());
                byte[] content = deliver.content().toArray();
                content[9]++;
                return List.of(new ServerFrame.Deliver(
                        deliver.sequence(),
                        deliver.submission(),
                        deliver.receivedMs(),
                        Bytes.copyOf(content),
                        deliver.message()));
            }
        };
        world.say(alice, BOB, "four");
        world.rest();
        UnreadableMail mail = bob.unreadable().get(0);
        assertEquals(changed, Set.of(mail.submission()));
        assertEquals(Reason.DAMAGED, mail.reason());
        assertFalse(mail.healed());
        assertTrue(Duration.between(mail.accepted(), world.now()).compareTo(Duration.ofMinutes(1)) < 0);

        world.say(alice, BOB, "five");
        world.rest();
        assertEquals(List.of("one", "three", "four", "five"), bob.received());
        assertTrue(bob.unreadable().get(0).healed());
        world.crash(bob);
        assertTrue(bob.unreadable().get(0).healed());
        assertTrue(
                bob.vault.all(Table.UNREADABLE).values().stream().allMatch(row -> row.size() < 64), "bytes are gone");
    }

    @Test
    void t26ItIsKeptForAWeekAndTellsForHowLong() {
        talk();
        ServerFrame.Deliver last = delivered.get(delivered.size() - 1);
        world.lie(bob, again(last, last.content()));
        assertEquals(
                world.now().plus(Duration.ofDays(7)), bob.unreadable().get(0).keptUntil());
        assertTrue(bob.notices.contains(new Notice.Unreadable(1)));

        world.pass(Duration.ofDays(7));
        assertEquals(1, bob.unreadable().size());
        world.pass(Duration.ofDays(1));
        assertEquals(List.of(), bob.unreadable());
        assertTrue(bob.vault.all(Table.UNREADABLE).isEmpty());
    }

    @Test
    void aLostSessionIsFoundOutAndWhatItHeldIsSaidAgain() {
        talk();
        bobLoses(Table.SESSION);
        world.say(alice, BOB, "four");
        world.rest();
        assertEquals(Reason.NO_SESSION, reason());
        world.on(bob, new ClientEvent.Compose(ALICE, "I lost something"), SimPerson.Fate.LIVES);
        world.rest();
        world.say(alice, BOB, "five");
        world.rest();
        world.rest();

        assertEquals(List.of("one", "three", "four", "five"), bob.received());
        assertTrue(bob.unreadable().stream().allMatch(UnreadableMail::healed), bob.unreadable() + "");
    }
}
