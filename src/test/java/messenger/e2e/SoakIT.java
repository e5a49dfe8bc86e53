package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The soak (T29): a hundred clients talk while their networks fail, their programs end and begin again, and the server
 * is killed or told to stop now and then. {@code -Dsoak.minutes} says for how long.
 */
@Tag("soak")
final class SoakIT {
    private static final Duration LASTS = Duration.ofMinutes(Integer.getInteger("soak.minutes", 10));
    private static final int CLIENTS = 100;
    private static final int PER_SECOND = 50;
    private static final Duration BETWEEN_FAULTS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(5);

    /** Of the server; every other one is a stop by SIGTERM. */
    private static final int DEATHS = 6;

    /** A process that has just begun is small, and so the server's lives are compared, not their beginnings. */
    private static final double GROWTH_MAX = 1.25;

    @TempDir
    private Path folder;

    private final Started started = new Started();
    private final List<Long> residentKib = new ArrayList<>();
    private final AtomicInteger drops = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void t29AHundredClientsLoseAndDoubleNothingAndTheServerDoesNotGrow(TestReporter reporter) throws Exception {
        long seed = Long.getLong("messenger.e2e.seed", new Random().nextLong());
        reporter.publishEntry("messenger.e2e.seed", "" + seed);
        Random random = new Random(seed);
        RealServer server = RealServer.start(started, folder.resolve("server"), Talkers.config());
        // One thread speaks; the other one is fate, and owns the server's process.
        ScheduledExecutorService speech = Talkers.timer();
        ScheduledExecutorService fate = Talkers.timer();
        try (Talkers talkers = Talkers.register(server, folder, CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            List<Future<?>> deaths = new ArrayList<>();
            running.add(talkers.talk(speech, PER_SECOND));
            running.add(every(BETWEEN_FAULTS, fate, () -> misfortune(talkers, random)));
            running.add(every(BETWEEN_SAMPLES, fate, () -> server.residentKib().ifPresent(residentKib::add)));
            for (int death = 1; death <= DEATHS; death++) {
                boolean isKilled = death % 2 == 1;
                Duration when = LASTS.multipliedBy(death).dividedBy(DEATHS + 1);
                deaths.add(fate.schedule(() -> die(server, isKilled), when.toMillis(), TimeUnit.MILLISECONDS));
            }
            after(LASTS, fate);
            for (Future<?> task : running) {
                assertFalse(task.isDone(), "it ended by a fault");
                task.cancel(false);
            }
            for (Future<?> death : deaths) {
                Object unused = death.get();
            }
            // What these threads had begun is done.
            after(Duration.ZERO, speech);
            after(Duration.ZERO, fate);
            talkers.awaitOnline();
            talkers.awaitAllHeard();

            reporter.publishEntry("after " + LASTS, talkers.said() + " said, as many heard");
            reporter.publishEntry("drops, restarts of clients", drops + ", " + restarts);
            assertEquals(talkers.said(), talkers.heard());
        } finally {
            speech.shutdownNow();
            fate.shutdownNow();
        }
        List<Long> thirds = thirds();
        reporter.publishEntry("resident memory by thirds", thirds + " KiB");
        reporter.publishEntry("open files at the end", "" + server.openFiles());
        assertTrue(thirds.isEmpty() || thirds.get(2) < GROWTH_MAX * thirds.get(0), () -> "it grows: " + thirds);
        assertEquals("", server.errors());
    }

    private static void after(Duration time, ScheduledExecutorService timer) throws Exception {
        int unused =
                timer.schedule(() -> 0, time.toMillis(), TimeUnit.MILLISECONDS).get();
    }

    private static Future<?> every(Duration time, ScheduledExecutorService timer, Runnable task) {
        return timer.scheduleWithFixedDelay(task, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void misfortune(Talkers talkers, Random random) {
        int who = random.nextInt(CLIENTS);
        if (random.nextInt(3) == 0) {
            talkers.restart(who);
            restarts.incrementAndGet();
        } else {
            talkers.drop(who);
            drops.incrementAndGet();
        }
    }

    private static void die(RealServer server, boolean isKilled) {
        if (isKilled) {
            server.kill();
        } else {
            server.stop();
        }
        server.startAgain();
    }

    /** The median of each third of the samples; empty where none could be taken. */
    private List<Long> thirds() {
        int third = residentKib.size() / 3;
        List<Long> medians = new ArrayList<>();
        for (int from = 0; third > 0 && from < 3; from++) {
            List<Long> samples = residentKib.subList(from * third, (from + 1) * third).stream()
                    .sorted()
                    .toList();
            medians.add(samples.get(third / 2));
        }
        return medians;
    }
}
