package messenger.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import messenger.server.Rate;
import org.junit.jupiter.api.Test;

/** Who may begin a handshake, and when. */
final class TurnstileTest {
    private static final Origin OFFICE = new Origin("192.0.2.1");
    private static final Origin HOME = new Origin("192.0.2.2");
    private static final int A_SECOND = 3600;

    private record Due(Instant at, Runnable task) {}

    private final PriorityQueue<Due> timers = new PriorityQueue<>(Comparator.comparing(Due::at));
    private final List<String> entered = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final Turnstile turnstile = new Turnstile(
            new Rate(3, 2 * A_SECOND), () -> now, (delay, task) -> timers.add(new Due(now.plus(delay), task)));

    private Runnable enters(Origin origin, String who) {
        Runnable entry = () -> entered.add(who);
        turnstile.enter(origin, entry);
        return entry;
    }

    private void pass(Duration time) {
        Instant end = now.plus(time);
        while (!timers.isEmpty() && !timers.peek().at().isAfter(end)) {
            Due due = timers.remove();
            now = due.at();
            due.task().run();
        }
        now = end;
    }

    @Test
    void asManyAsTheBurstEnterAtOnceAndTheNextWaits() {
        for (String who : List.of("a", "b", "c")) {
            enters(OFFICE, who);
        }
        assertEquals(List.of("a", "b", "c"), entered);
        assertEquals(0, turnstile.waited());

        enters(OFFICE, "d");

        assertEquals(List.of("a", "b", "c"), entered);
        assertEquals(1, turnstile.waited());
        pass(Duration.ofMillis(499));
        assertEquals(List.of("a", "b", "c"), entered);
        pass(Duration.ofMillis(1));
        assertEquals(List.of("a", "b", "c", "d"), entered);
    }

    @Test
    void theLineIsServedInItsOrderAndNobodyElseWaits() {
        for (String who : List.of("a", "b", "c", "d", "e", "f")) {
            enters(OFFICE, who);
        }
        enters(HOME, "at home");
        assertEquals(List.of("a", "b", "c", "at home"), entered);

        pass(Duration.ofMillis(600));
        enters(OFFICE, "g");
        pass(Duration.ofSeconds(10));

        assertEquals(List.of("a", "b", "c", "at home", "d", "e", "f", "g"), entered);
        assertEquals(0, turnstile.lines());
        assertEquals(List.of(), List.copyOf(timers));
    }

    @Test
    void whoLeavesTheLineCostsNoTurn() {
        for (String who : List.of("a", "b", "c")) {
            enters(OFFICE, who);
        }
        Runnable impatient = enters(OFFICE, "d");
        enters(OFFICE, "e");

        turnstile.leave(OFFICE, impatient);
        turnstile.leave(HOME, impatient);
        pass(Duration.ofMillis(500));

        assertEquals(List.of("a", "b", "c", "e"), entered);
        assertEquals(0, turnstile.lines());
    }

    @Test
    void aLineThatAllHaveLeftIsForgotten() {
        for (String who : List.of("a", "b", "c")) {
            enters(OFFICE, who);
        }
        Runnable impatient = enters(OFFICE, "d");
        turnstile.leave(OFFICE, impatient);

        pass(Duration.ofSeconds(10));

        assertEquals(0, turnstile.lines());
        enters(OFFICE, "e");
        assertEquals(List.of("a", "b", "c", "e"), entered);
    }

    /** A clock that goes on a little late wakes a whole line, no faster than the rate says. */
    @Test
    void aTimerThatIsLateLetsInWhatIsDueByThen() {
        for (int i = 0; i < 12; i++) {
            enters(OFFICE, "" + i);
        }
        now = now.plusSeconds(1);
        timers.remove().task().run();

        assertEquals(3 + 2, entered.size());
    }
}
