package messenger.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** Frames that were passed on and not yet reported as processed. Owned by one event loop, but for {@link #done}. */
final class Unprocessed {
    private final int framesMax;
    private final int bytesMax;
    private final Deque<Integer> sizes = new ArrayDeque<>();
    private final AtomicInteger reported = new AtomicInteger();
    private long bytes;

    Unprocessed(int framesMax, int bytesMax) {
        this.framesMax = framesMax;
        this.bytesMax = bytesMax;
    }

    void add(int size) {
        sizes.add(size);
        bytes += size;
    }

    /** Any thread: the oldest one is processed. */
    void done() {
        reported.incrementAndGet();
    }

    /** Whether {@link #settle} would find something. */
    boolean maySettle() {
        return reported.get() > 0;
    }

    /** Takes the reports into account. */
    void settle() {
        for (int due = reported.getAndSet(0); due > 0; due--) {
            if (sizes.isEmpty()) {
                throw new IllegalStateException("more frames were reported as processed than were received");
            }
            bytes -= sizes.remove();
        }
    }

    int frames() {
        return sizes.size();
    }

    boolean isFull() {
        return sizes.size() >= framesMax || bytes >= bytesMax;
    }
}
