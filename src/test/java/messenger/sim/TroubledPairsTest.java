package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** Two people for whom the session or the key goes wrong (T18, T20). */
final class TroubledPairsTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 18));
    private final World world = new World(random, ServerLimits.DEFAULT);

    @Test
    void t18BothBeginAtOnceBothRestartInTheMiddleAndEverythingIsRead() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        alice.on(new ClientEvent.Compose(BOB, "me first"), world.now(), SimPerson.Fate.LIVES);
        bob.on(new ClientEvent.Compose(ALICE, "no, me"), world.now(), SimPerson.Fate.LIVES);
        while (alice.texts().isEmpty() || bob.texts().isEmpty()) {
            assertTrue(world.step(SimPerson.Fate.LIVES));
        }

        world.crash(alice);
        world.crash(bob);
        world.connect(alice);
        world.connect(bob);
        world.rest();
        world.say(alice, BOB, "and on");
        world.say(bob, ALICE, "we go");
        world.rest();

        assertEquals(List.of("me first", "and on"), bob.received());
        assertEquals(List.of("no, me", "we go"), alice.received());
    }

    /** A thousand that Bob has not read, and he answers before he has: the ratchet turns with all of them under way. */
    @Test
    void t18AThousandUnderWayWhileTheRatchetTurnsAreAllRead() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(alice, BOB, "hello");
        world.rest();
        world.cut(bob);
        List<String> written =
                IntStream.range(0, 1000).mapToObj(i -> "message " + i).toList();
        for (String text : written) {
            world.say(alice, BOB, text);
            world.pass(Duration.ofSeconds(1));
            world.settle();
        }
        world.on(bob, new ClientEvent.Compose(ALICE, "are you there?"), SimPerson.Fate.LIVES);

        world.connect(bob);
        world.rest();
        world.say(alice, BOB, "I am");
        world.rest();

        assertEquals(List.of("are you there?"), alice.received());
        assertEquals(1002, bob.received().size());
        assertEquals(written, bob.received().subList(1, 1001));
    }

    @Test
    void t20AServerThatPutsAnotherKeyUnderANameStopsTheSenderAndIsTold() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(alice, BOB, "while all is well");
        world.rest();
        SimPerson mallory = world.online("mallory");
        world.lieAboutNames(BOB, mallory);
        world.lie(alice, new ServerFrame.Presence(BOB, mallory.account().id(), true, 0));

        world.say(alice, BOB, "for bob alone");
        world.rest();

        assertTrue(alice.notices.contains(new Notice.IdentityChanged(BOB, false)), alice.notices::toString);
        assertEquals(List.of("while all is well"), alice.texts());
        assertEquals(List.of(), mallory.received());
        assertEquals(List.of("while all is well"), bob.received());
    }
}
