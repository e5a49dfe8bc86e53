package messenger.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does something with each of many, some of them at once: whoever waits for a disk waits together. */
final class AtOnce {
    private static final int THREADS = 16;

    private AtOnce() {}

    /** What may fail. */
    interface Work<T, R> {
        R on(T each) throws Exception;
    }

    /** The results, in order; fails as soon as one does. */
    static <T, R> List<R> all(List<T> all, Work<T, R> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<R>> under = all.stream()
                    .map(each -> threads.submit(() -> work.on(each)))
                    .toList();
            List<R> results = new ArrayList<>();
            for (Future<R> result : under) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
