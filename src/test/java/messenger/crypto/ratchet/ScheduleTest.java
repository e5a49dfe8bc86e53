package messenger.crypto.ratchet;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two people, a network that loses, doubles, reorders and flips, machines that crash and stores that are thrown away,
 * against a model of what must open. {@code -Dratchet.seed=N} replays one world alone.
 */
final class ScheduleTest {
    private static final String SEED = "ratchet.seed";

    @Test
    void whateverHappensWhatMustOpenOpensOnceAndNothingElseDoes() {
        run(15, 250);
    }

    @Test
    @Tag("slow")
    void manyWorldsLongSchedules() {
        run(100, 1000);
    }

    private static void run(int worlds, int steps) {
        String replayed = System.getProperty(SEED);
        if (replayed != null) {
            new World(Long.parseLong(replayed)).run(steps);
            return;
        }
        Random seeds = new Random();
        for (int i = 0; i < worlds; i++) {
            long seed = seeds.nextLong();
            try {
                new World(seed).run(steps);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("replay with -D" + SEED + "=" + seed + " (" + steps + " steps)", e);
            }
        }
    }
}
