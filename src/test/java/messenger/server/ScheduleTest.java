package messenger.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random worlds of clients, cuts and slow stores; a failing one prints its seed, and {@code -Dserver.seed} replays it.
 */
final class ScheduleTest {
    private static final long FIRST_SEED = Long.getLong("server.seed", 20_261_120L);

    /** What went on in worlds, together. */
    private record Life(int delivered, int updates, int handedIn) {
        Life and(RandomWorld world) {
            return new Life(delivered + world.delivered(), updates + world.updates(), handedIn + world.handedIn());
        }
    }

    private static Life run(int worlds) {
        Life life = new Life(0, 0, 0);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + worlds; seed++) {
            RandomWorld world = new RandomWorld(seed);
            try {
                world.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("replay with -Dserver.seed=" + seed, e);
            }
            life = life.and(world);
        }
        return life;
    }

    @Test
    void whateverHappensNothingAcceptedIsLostAndNothingStaysBehind() {
        int worlds = Long.getLong("server.seed") == null ? 20 : 1;

        Life life = run(worlds);

        assertTrue(life.delivered() > 100 * worlds, "the worlds do not live: " + life);
        assertTrue(life.updates() > worlds, "the worlds do not live: " + life);
        assertTrue(life.handedIn() > worlds, "the worlds do not live: " + life);
    }

    @Test
    @Tag("slow")
    void whateverHappensInManyMoreWorlds() {
        assertTrue(run(2_000).delivered() > 200_000);
    }
}
