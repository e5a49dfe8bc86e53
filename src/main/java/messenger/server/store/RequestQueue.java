package messenger.server.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The requests that wait for the engine's thread. Interrupts of either side change nothing. */
final class RequestQueue {
    /** More wait outside: the cores, and behind them the sockets. */
    static final int WAITING_MAX = 65_536;

    /** Requests of one commit: enough to hide the cost of forcing, few enough to answer in milliseconds. */
    static final int BATCH_REQUESTS_MAX = 1024;

    /** Bytes of pages that one commit may hold on the heap, about; a quarter of what the files' limit allows. */
    static final long BATCH_WEIGHT_MAX = 64L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final ArrayDeque<Submitted> waiting = new ArrayDeque<>();
    private final ArrayDeque<Runnable> errands = new ArrayDeque<>();
    private boolean closed;

    /** What the engine's thread does next: requests that go into one commit, then what is to be done between two. */
    record Batch(List<Submitted> requests, List<Runnable> errands) {
        boolean isEmpty() {
            return requests.isEmpty() && errands.isEmpty();
        }
    }

    /** Something to be done between two commits; false if the queue is closed. */
    boolean putErrand(Runnable errand) {
        lock.lock();
        try {
            if (!closed) {
                errands.add(errand);
                notEmpty.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits while the queue is full; false if it is closed. */
    boolean put(Submitted request) {
        lock.lock();
        try {
            while (waiting.size() >= WAITING_MAX && !closed) {
                notFull.awaitUninterruptibly();
            }
            if (closed) {
                return false;
            }
            waiting.add(request);
            notEmpty.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to do and takes as many requests as one commit may have; none only when closed and empty. */
    Batch takeBatch() {
        lock.lock();
        try {
            while (waiting.isEmpty() && errands.isEmpty() && !closed) {
                notEmpty.awaitUninterruptibly();
            }
            List<Submitted> batch = new ArrayList<>();
            long weight = 0;
            while (!waiting.isEmpty() && batch.size() < BATCH_REQUESTS_MAX) {
                weight += waiting.element().weight();
                if (weight > BATCH_WEIGHT_MAX && !batch.isEmpty()) {
                    break;
                }
                batch.add(waiting.remove());
            }
            notFull.signalAll();
            Batch taken = new Batch(batch, List.copyOf(errands));
            errands.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
