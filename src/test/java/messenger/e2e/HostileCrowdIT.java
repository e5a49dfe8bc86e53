package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand hostile connections, and what others notice of them (T1, T2, T5, T11). The crowd, the server and those
 * who measure share one machine, so that the crowd's own work is felt, too, whoever it besets: hence the same crowd
 * besets another server in turn, and what is compared is how it is for others when their own server is beset. In turn,
 * because a busy machine is now faster and now slower.
 */
@Tag("slow")
final class HostileCrowdIT {
    private static final int EACH_KIND = 200;
    private static final int PAIRS = 20;
    private static final int PER_SECOND = 200;
    private static final int ROUNDS = Integer.getInteger("crowd.rounds", 3);
    private static final int SECONDS = Integer.getInteger("crowd.seconds", 10);

    private static final int SETTLING_SECONDS = 5;

    /** More than docs/RELIABILITY.md tells of: a machine that stalls is no fault, and a fault was worse. */
    private static final double RATIO_MAX = 4;

    /** Buffers that are kept to be used again may be as many as at the busiest moment. */
    private static final long GROWTH_BYTES_MAX = 16L << 20;

    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void t11AThousandHostileConnectionsHoldNobodyUpAndLeaveNothingBehind(TestReporter reporter) throws Exception {
        RealServer server = RealServer.start(started, folder.resolve("server"), Talkers.config());
        RealServer other = RealServer.start(started, folder.resolve("other"), Talkers.config());
        Running crowd = recruit("crowd", server);
        Running elsewhere = recruit("elsewhere", other);
        try (Couriers couriers = Couriers.register(server, PAIRS)) {
            long[] warmUp = couriers.carry(PER_SECOND, PER_SECOND * SECONDS);
            reporter.publishEntry("warm", inWords(warmUp));
            // In this order: to be asked for its objects, the server opens a socket.
            OptionalLong live = server.liveBytes();
            OptionalLong files = server.openFiles();
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                reporter.publishEntry("alone", inWords(couriers.carry(PER_SECOND, PER_SECOND * SECONDS)));
                long[] usual = beset(elsewhere, couriers, reporter);
                reporter.publishEntry("while another server is beset", inWords(usual));
                long[] beset = beset(crowd, couriers, reporter);
                reporter.publishEntry("while theirs is beset", inWords(beset));
                ratios.add((double) at(beset, 0.99) / at(usual, 0.99));
            }
            ratios.sort(null);
            double ratio = ratios.get(ROUNDS / 2);
            reporter.publishEntry("ratios of the 99th percentiles", ratios.toString());

            awaitTrue(() -> server.openFiles().equals(files), () -> files + " files, now " + server.openFiles());
            OptionalLong left = server.liveBytes();
            reporter.publishEntry("bytes in use before and after", live + " " + left);
            assertTrue(left.orElse(0) < live.orElse(0) + GROWTH_BYTES_MAX, () -> live + " and now " + left);
            assertTrue(ratio < RATIO_MAX, "the 99th percentile grew by " + ratio);
        }
        assertEquals("", server.errors());
    }

    private Running recruit(String name, RealServer server) {
        List<String> arguments = List.of("" + server.port(), server.fingerprint(), "" + EACH_KIND);
        Running crowd = started.main(folder.resolve(name), HostileMain.class, arguments);
        assertEquals("recruited", crowd.awaitLine("recruited"::equals));
        return crowd;
    }

    /** What is measured is how it is while they are there; while they come is only told. */
    private static long[] beset(Running crowd, Couriers couriers, TestReporter reporter) throws Exception {
        order(crowd, "on");
        long[] arriving = couriers.carry(PER_SECOND, PER_SECOND * SETTLING_SECONDS);
        reporter.publishEntry("while they come", inWords(arriving));
        long[] there = couriers.carry(PER_SECOND, PER_SECOND * SECONDS);
        reporter.publishEntry("they came", order(crowd, "off"));
        return there;
    }

    private static String order(Running crowd, String order) {
        crowd.tell(order);
        return crowd.awaitLine(line -> line.startsWith(order));
    }

    private static long at(long[] ascending, double share) {
        return ascending[(int) (share * (ascending.length - 1))];
    }

    private static String inWords(long[] latencies) {
        return String.format(
                Locale.ROOT,
                "half %.1f ms, 99 %% %.1f ms, all %.1f ms",
                at(latencies, 0.5) / 1e6,
                at(latencies, 0.99) / 1e6,
                at(latencies, 1) / 1e6);
    }

    /** Looks four times a second. */
    private static void awaitTrue(BooleanSupplier condition, java.util.function.Supplier<String> otherwise)
            throws Exception {
        var timer = Talkers.timer();
        long end = System.nanoTime() + Running.DEADLINE.toNanos();
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() < end) {
            holds = timer.schedule(condition::getAsBoolean, 250, TimeUnit.MILLISECONDS)
                    .get();
        }
        timer.shutdownNow();
        assertTrue(holds, otherwise);
    }
}
