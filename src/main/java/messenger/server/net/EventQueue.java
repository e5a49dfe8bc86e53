package messenger.server.net;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import messenger.server.Event;

/**
 * What waits for the core. Many threads put in, one takes out.
 *
 * <p>Full means that connections stop reading; it is passed over by at most one frame for each event loop, and by
 * events that are bounded elsewhere (one for each open connection, one for each question to the store).
 */
public final class EventQueue implements EventSink {
    /** A core does some 100,000 events a second: beyond this, a tenth of a second of work waits. */
    public static final int EVENTS_MAX = 10_000;

    /** Frames of up to 1 MiB wait too; this many bytes of them. */
    public static final long BYTES_MAX = 64L * 1024 * 1024;

    private record Entry(Event event, int bytes) {}

    private final int eventsMax;
    private final long bytesMax;
    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    public EventQueue() {
        this(EVENTS_MAX, BYTES_MAX);
    }

    EventQueue(int eventsMax, long bytesMax) {
        this.eventsMax = eventsMax;
        this.bytesMax = bytesMax;
    }

    @Override
    public boolean isFull() {
        return entries.size() >= eventsMax || bytes.get() >= bytesMax;
    }

    @Override
    public void post(Event event, int eventBytes) {
        bytes.addAndGet(eventBytes);
        entries.add(new Entry(event, eventBytes));
    }

    /** How many wait; for metrics. */
    public int size() {
        return entries.size();
    }

    /** The next event, or none if none came in time. */
    List<Event> poll(Duration within) throws InterruptedException {
        Entry entry = entries.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (entry == null) {
            return List.of();
        }
        bytes.addAndGet(-entry.bytes);
        return List.of(entry.event);
    }
}
