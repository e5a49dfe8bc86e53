package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.Table;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.ratchet.PeerSessions;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two who begin at the same time over links that are cut (PROTOCOL, attack B10). */
final class CrossingTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");
    private static final int MESSAGES_MAX = 10;

    /** The session that this person's next message goes into. */
    private static Bytes next(World world, SimPerson person) throws MalformedException {
        Bytes row = person.vault.all(Table.SESSION).values().iterator().next();
        return PeerSessions.decode(Secret.copyOf(row.toArray()))
                .forSealing(world.now())
                .orElseThrow()
                .transcript();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void b10BothBeginAtOnceOverCutLinksAndAgreeWithinTenMessages(long seed) throws MalformedException {
        SecureRandom random = SeededRandom.of(seed);
        World world = new World(random, ServerLimits.DEFAULT);
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        List<String> toBob = new ArrayList<>(List.of("me first"));
        List<String> toAlice = new ArrayList<>(List.of("no, me"));
        world.on(alice, new ClientEvent.Open(BOB), SimPerson.Fate.LIVES);
        world.on(bob, new ClientEvent.Open(ALICE), SimPerson.Fate.LIVES);
        world.settle();
        alice.on(new ClientEvent.Compose(BOB, "me first"), world.now(), SimPerson.Fate.LIVES);
        bob.on(new ClientEvent.Compose(ALICE, "no, me"), world.now(), SimPerson.Fate.LIVES);
        for (int cuts = 0; cuts < 4; cuts++) {
            int steps = random.nextInt(12);
            while (steps > 0 && world.step(SimPerson.Fate.LIVES)) {
                steps--;
            }
            SimPerson away = random.nextBoolean() ? alice : bob;
            if (random.nextBoolean()) {
                world.crash(away);
            } else {
                world.cut(away);
            }
            world.connect(away);
        }
        world.rest();

        int messages = 2;
        while (!next(world, alice).equals(next(world, bob))) {
            assertTrue(messages < MESSAGES_MAX, "no agreement, seed " + seed);
            toBob.add("and on " + messages);
            toAlice.add("we go " + messages);
            world.say(alice, BOB, toBob.get(toBob.size() - 1));
            world.say(bob, ALICE, toAlice.get(toAlice.size() - 1));
            world.rest();
            messages += 2;
        }
        assertEquals(toBob, bob.received(), "seed " + seed);
        assertEquals(toAlice, alice.received(), "seed " + seed);
    }
}
