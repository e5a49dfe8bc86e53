package messenger.client.net;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import messenger.crypto.SeededRandom;

/** The surroundings of a link in a test: its events are read one by one, its waits end when the test says so. */
final class LinkLog {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final long PATIENCE_SECONDS = 30;

    record Wait(Duration delay, Runnable task) {}

    private final LinkedBlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Wait> waits = new LinkedBlockingQueue<>();

    ServerLink.Surroundings surroundings() {
        return new ServerLink.Surroundings(
                events::add, (delay, task) -> waits.add(new Wait(delay, task)), () -> NOW, new SeededRandom(7));
    }

    <E extends LinkEvent> E next(Class<E> kind) {
        return kind.cast(take(events));
    }

    LinkId connected() {
        next(LinkEvent.Connecting.class);
        return next(LinkEvent.Connected.class).link();
    }

    /** The wait that was asked for last; not over yet. */
    Wait nextWait() {
        return take(waits);
    }

    int size() {
        return events.size();
    }

    private static <T> T take(LinkedBlockingQueue<T> from) {
        try {
            T next = from.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
