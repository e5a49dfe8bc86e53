package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import messenger.client.StoredMessage;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** Two devices of one account: a reply is not shown before what it answers, whatever the server does (T18). */
final class CausalTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 55));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");
    private final SimPerson second = new SimDevices(world, random).link(alice, "alice/2");

    @Test
    void copiesThatComeLateStandBeforeTheAnswerToThem() {
        world.say(alice, BOB, "hello");
        world.rest();
        world.say(bob, ALICE, "hi");
        world.rest();
        Thief thief = new Thief(second);
        world.evil = thief;
        thief.steal(3);
        for (String question : List.of("are you there?", "can you hear me?", "shall we meet?")) {
            world.say(alice, BOB, question);
            world.settle();
        }
        assertEquals(3, second.texts().size() + 1, second.texts() + "");
        world.say(bob, ALICE, "yes, at noon");
        world.settle();
        assertTrue(second.texts().contains("yes, at noon"), "what is here is shown");

        List<ServerFrame> copies = thief.loot();
        copies.forEach(copy -> world.lie(second, copy));
        world.rest();
        assertEquals(
                List.of("hello", "hi", "are you there?", "can you hear me?", "shall we meet?", "yes, at noon"),
                second.texts());
        assertEquals(
                3, second.vault.messages().stream().filter(StoredMessage::late).count());
        assertEquals(alice.texts(), second.texts());
    }

    @Test
    void copiesThatAreLostAreSaidAgainAndStandBeforeTheAnswerToThem() {
        world.say(alice, BOB, "hello");
        world.rest();
        Thief thief = new Thief(second);
        world.evil = thief;
        thief.steal(2);
        world.say(alice, BOB, "one");
        world.settle();
        world.say(alice, BOB, "two");
        world.settle();
        world.say(bob, ALICE, "got both");
        world.rest();
        world.say(alice, BOB, "three");
        world.rest();

        assertEquals(List.of("hello", "one", "two", "got both", "three"), second.texts());
    }
}
