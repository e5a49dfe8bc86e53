package messenger.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Many worlds, as many at a time as there are processors. */
final class Worlds {
    /** After so many failures, the rest would say nothing new. */
    private static final int FAILURES_MAX = 5;

    private Worlds() {}

    /**
     * Lets each of these worlds happen; gives what went wrong.
     *
     * @param done hears how many are done, after each
     */
    static List<String> run(long first, long count, Planted planted, LongConsumer done) {
        return run(first, count, planted, FAILURES_MAX, done);
    }

    /** What goes wrong in the first of these worlds that does. */
    static Optional<String> firstFailure(long first, long count, Planted planted) {
        return run(first, count, planted, 1, done -> {}).stream().findFirst();
    }

    private static List<String> run(long first, long count, Planted planted, int failuresMax, LongConsumer done) {
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        AtomicLong next = new AtomicLong(first);
        AtomicLong finished = new AtomicLong();
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            pool.execute(() -> {
                for (long seed = next.getAndIncrement();
                        seed < first + count && failures.size() < failuresMax;
                        seed = next.getAndIncrement()) {
                    try {
                        Storm.run(seed, planted);
                    } catch (AssertionError e) {
                        failures.add(e.getMessage());
                    }
                    done.accept(finished.incrementAndGet());
                }
            });
        }
        pool.shutdown();
        await(pool);
        return List.copyOf(failures);
    }

    private static void await(ExecutorService pool) {
        try {
            if (!pool.awaitTermination(1, TimeUnit.DAYS)) {
                throw new AssertionError("worlds that do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
