package messenger.server.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import messenger.protocol.ClientFrame;
import messenger.server.ConnectionId;
import messenger.server.Event;

/** A sink that a test reads, in place of the core. Full when the test says so. */
public final class EventLog implements EventSink {
    /** Far beyond what anything here takes; only a test that fails waits as long. */
    private static final long PATIENCE_SECONDS = 30;

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile boolean full;

    @Override
    public boolean isFull() {
        return full;
    }

    @Override
    public void post(Event event, int bytes) {
        events.add(event);
    }

    public void setFull(boolean isFull) {
        full = isFull;
    }

    public int size() {
        return events.size();
    }

    /** The next event of all. */
    public Event next() {
        try {
            Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event came");
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next event, which must be of this kind. */
    public <E extends Event> E next(Class<E> kind) {
        return kind.cast(next());
    }

    /** The next connection. */
    public ConnectionId opened() {
        return next(Event.Opened.class).connection();
    }

    /** The next frame, which must come from this connection; not yet processed. */
    public ClientFrame frame(ConnectionId from) {
        Event.Received received = next(Event.Received.class);
        if (!received.connection().equals(from)) {
            throw new AssertionError("a frame from " + received.connection() + " and not from " + from);
        }
        return received.frame();
    }

    /** Skips everything until the next connection. */
    public ConnectionId untilOpened() {
        Event event = next();
        while (!(event instanceof Event.Opened)) {
            event = next();
        }
        return ((Event.Opened) event).connection();
    }

    /** Skips everything until a frame of this connection. */
    public ClientFrame untilFrame(ConnectionId from) {
        Event event = next();
        while (!(event instanceof Event.Received received)
                || !received.connection().equals(from)) {
            event = next();
        }
        return ((Event.Received) event).frame();
    }

    /** Skips frames and others until this connection is closed; returns what was skipped. */
    public List<Event> untilClosed(ConnectionId connection) {
        List<Event> skipped = new ArrayList<>();
        Event event = next();
        while (!event.equals(new Event.Closed(connection))) {
            skipped.add(event);
            event = next();
        }
        return skipped;
    }
}
