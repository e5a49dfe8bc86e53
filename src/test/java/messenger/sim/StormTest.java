package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Worlds in which everything that can fail does. {@code -Dsim.worlds=N -Dsim.first=N} let others happen, and
 * {@code -Dsim.seed=N} one alone; what fails prints its seed and its last events.
 */
final class StormTest {
    private static final long PROGRESS_EVERY = 1_000;

    @Test
    void nothingIsLostOrDoubledOrReordered() {
        Long seed = Long.getLong("sim.seed");
        long first = seed == null ? Long.getLong("sim.first", 1) : seed;
        long worlds = seed == null ? Long.getLong("sim.worlds", 500) : 1;

        assertGreen(first, worlds);
    }

    /** Here, what was sealed before one that was sealed once more once came too late to be read. */
    @Test
    void whatIsSealedOnceMoreKeepsTheRestReadable() {
        assertGreen(11_990, 1);
    }

    @Test
    @Tag("slow")
    void nothingIsLostOrDoubledOrReorderedInThousandsOfWorlds() {
        assertGreen(1_000_000, 4_000);
    }

    private static void assertGreen(long first, long worlds) {
        List<String> failures = Worlds.run(first, worlds, Planted.NOTHING, progress(worlds));

        assertEquals("", String.join("\n\n", failures));
    }

    /** A line now and then, for whoever waits for the end of very many. */
    private static LongConsumer progress(long worlds) {
        long start = System.nanoTime();
        return done -> {
            if (done % PROGRESS_EVERY == 0) {
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf("%,d of %,d worlds, %.0f a second%n", done, worlds, done / seconds);
            }
        };
    }
}
