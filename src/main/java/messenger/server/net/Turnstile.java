package messenger.server.net;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import messenger.server.Rate;
import messenger.server.TokenBuckets;

/**
 * Whose turn it is to begin a TLS handshake, which costs this end far more than it costs whoever asks for one. An
 * origin that comes faster than its rate stands in a line of its own, first come first served, and nobody else waits
 * for it. Thread-safe.
 */
final class Turnstile {
    /** Calls back later. */
    interface Timer {
        void after(Duration delay, Runnable task);
    }

    private final Rate rate;
    private final TokenBuckets<Origin> tokens;
    private final Supplier<Instant> clock;
    private final Timer timer;
    private final Map<Origin, Set<Runnable>> lines = new HashMap<>();
    private long waited;

    /**
     * For origins that may each begin as often as {@code rate} says.
     *
     * @param clock never goes back
     */
    Turnstile(Rate rate, Supplier<Instant> clock, Timer timer) {
        this.rate = rate;
        this.tokens = new TokenBuckets<>(rate);
        this.clock = clock;
        this.timer = timer;
    }

    /** Runs {@code entry} when it is its turn: now, or later on another thread. It must not block. */
    synchronized void enter(Origin origin, Runnable entry) {
        Set<Runnable> line = lines.get(origin);
        if (line == null && tokens.take(origin, clock.get())) {
            entry.run();
            return;
        }
        waited++;
        if (line == null) {
            line = new LinkedHashSet<>();
            lines.put(origin, line);
            timer.after(rate.each(), () -> turn(origin));
        }
        line.add(entry);
    }

    /** Whoever leaves the line costs no turn. */
    synchronized void leave(Origin origin, Runnable entry) {
        Set<Runnable> line = lines.get(origin);
        if (line != null) {
            line.remove(entry);
        }
    }

    private synchronized void turn(Origin origin) {
        Iterator<Runnable> line = lines.getOrDefault(origin, Set.of()).iterator();
        while (line.hasNext() && tokens.take(origin, clock.get())) {
            Runnable next = line.next();
            line.remove();
            next.run();
        }
        if (line.hasNext()) {
            timer.after(rate.each(), () -> turn(origin));
        } else {
            lines.remove(origin);
        }
    }

    /** How many did not have their turn at once, since the start. */
    synchronized long waited() {
        return waited;
    }

    /** Origins that have a line. */
    synchronized int lines() {
        return lines.size();
    }
}
