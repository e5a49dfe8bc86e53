package messenger.client.net;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs something later, on any thread. */
public interface LinkTimer {
    /** Once, after about {@code delay}. */
    void after(Duration delay, Runnable task);

    /** The JDK's. */
    static LinkTimer system() {
        return (delay, task) -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(task);
    }
}
