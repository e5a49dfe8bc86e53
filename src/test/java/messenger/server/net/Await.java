package messenger.server.net;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what other threads bring about and nothing signals; only a test that fails waits to the end. */
public final class Await {
    private static final int LOOKS_MAX = 30_000;

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        CountDownLatch never = new CountDownLatch(1);
        for (int look = 0; look < LOOKS_MAX; look++) {
            if (condition.getAsBoolean()) {
                return;
            }
            try {
                if (never.await(1, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("nobody counts this down");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("did not come to be: " + what);
    }
}
