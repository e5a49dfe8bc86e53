package messenger.server.net;

import messenger.server.Event;

/** Takes events from any thread and never blocks. */
public interface EventSink {
    /** Whether as much waits as may; whoever can hold back (a connection that reads frames), does. */
    boolean isFull();

    /**
     * Takes an event, full or not: those that others may not lose (answers, closed connections) are bounded by what
     * they answer.
     *
     * @param bytes what it holds, for the bound; zero for small ones
     */
    void post(Event event, int bytes);

    /** Takes a small event. */
    default void post(Event event) {
        post(event, 0);
    }
}
