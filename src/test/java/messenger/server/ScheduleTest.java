package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random worlds of clients, cuts and slow stores; a failing one prints its seed, and {@code -Dserver.seed} replays it.
 */
final class ScheduleTest {
    private static final long FIRST_SEED = Long.getLong("server.seed", 20_261_120L);

    private static int run(int worlds) {
        int delivered = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + worlds; seed++) {
            RandomWorld world = new RandomWorld(seed);
            try {
                world.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("replay with -Dserver.seed=" + seed, e);
            }
            delivered += world.delivered();
        }
        return delivered;
    }

    @Test
    void whateverHappensNothingAcceptedIsLostAndNothingStaysBehind() {
        int worlds = Long.getLong("server.seed") == null ? 60 : 1;

        int delivered = run(worlds);

        assertEquals(true, delivered > 100 * worlds, "only " + delivered + " deliveries: the worlds do not live");
    }

    @Test
    @Tag("slow")
    void whateverHappensInManyMoreWorlds() {
        assertEquals(true, run(3_000) > 300_000);
    }
}
