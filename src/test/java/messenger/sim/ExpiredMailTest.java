package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import messenger.client.MessageState;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.protocol.Limits;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** Mail that nobody fetches goes, and its sender does not believe that it is still there. */
final class ExpiredMailTest {
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 47));
    private final World world = new World(random, ServerLimits.DEFAULT);

    private static MessageState stateOf(SimPerson person, String text) {
        return person.vault.all(Table.MESSAGE).values().stream()
                .map(StoredMessage::decode)
                .filter(message -> message.text().equals(text))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private void daysPass(int days) {
        for (int day = 0; day < days; day++) {
            world.pass(Duration.ofDays(1));
            world.settle();
        }
    }

    private SimPerson aliceWritesToBobWhoIsAway() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(alice, BOB, "first");
        world.rest();
        world.cut(bob);
        world.settle();
        world.say(alice, BOB, "hello?");
        world.rest();
        assertEquals(MessageState.STORED, stateOf(alice, "hello?"));
        return alice;
    }

    @Test
    void itExpiresAfterThirtyDaysAndNotBeforeAndIsGoneFromTheServer() {
        SimPerson alice = aliceWritesToBobWhoIsAway();
        daysPass((int) Limits.MAIL_KEPT.toDays() - 1);
        assertEquals(MessageState.STORED, stateOf(alice, "hello?"));

        daysPass(3);
        assertEquals(MessageState.EXPIRED, stateOf(alice, "hello?"));
        assertTrue(MessageState.EXPIRED.isFailed());
        SimPerson bob = Objects.requireNonNull(world.people.get("bob"));
        world.connect(bob);
        world.rest();
        assertEquals(List.of("first"), bob.received().stream().limit(1).toList());
        assertTrue(!bob.received().contains("hello?"));
    }

    @Test
    void whoseClientStartsOnlyLaterIsToldThen() {
        SimPerson alice = aliceWritesToBobWhoIsAway();
        world.crash(alice);
        daysPass((int) Limits.MAIL_KEPT.toDays() + 2);
        world.connect(alice);
        world.rest();
        assertEquals(MessageState.EXPIRED, stateOf(alice, "hello?"));
    }

    /** Bob fetched it in time and his receipt comes late: he has it, and that is what counts. */
    @Test
    void aLateReceiptStillTurnsItIntoDelivered() {
        SimPerson alice = aliceWritesToBobWhoIsAway();
        SimPerson bob = Objects.requireNonNull(world.people.get("bob"));
        world.cut(alice);
        world.settle();
        world.connect(bob);
        world.settle();
        world.cut(bob);
        world.settle();
        assertEquals(List.of("first", "hello?"), bob.received());
        world.crash(alice);
        daysPass((int) Limits.MAIL_KEPT.toDays() + 2);
        world.connect(alice);
        world.settle();
        assertEquals(MessageState.EXPIRED, stateOf(alice, "hello?"));

        world.connect(bob);
        world.rest();
        assertEquals(MessageState.DELIVERED, stateOf(alice, "hello?"));
    }
}
