package messenger.server.store;

import java.util.function.Consumer;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.Incarnation;
import messenger.server.Event;
import messenger.server.StoreRequest;
import messenger.server.Ticket;

/**
 * Keeps what the server must not forget.
 *
 * <p>Guarantees, for every engine:
 *
 * <ul>
 *   <li>Every request is answered once, with {@link Event.Answered}; on each line in the order of submission.
 *   <li>An answer is released only when all it tells of is durable. Requests take effect in one order, the order of
 *       submission.
 *   <li>After an append is durable, every line that watches the mailbox gets {@link Event.Arrived}, at least once after
 *       the last append. A line that first watches and then fetches misses nothing.
 *   <li>When the engine fails, it answers everything that waits and all that comes with {@link
 *       messenger.server.StoreResult.Failed} and says why to the callback it was made with. It does not recover.
 * </ul>
 */
public interface Store extends AutoCloseable {
    /**
     * Connects one core.
     *
     * @param listener gets the events, on a thread of the engine's choice, one at a time. It must neither block nor
     *     throw: it puts the event into the core's queue.
     */
    Line connect(Consumer<Event> listener);

    /** Which life of the store this is; the same as long as it is open. */
    Incarnation incarnation();

    /** Finishes what was submitted, then closes the files. Later requests are answered with a failure. */
    @Override
    void close();

    /** One core's end of the store; usable from any thread. */
    interface Line {
        /** Asks; waits while too many requests wait already. */
        void submit(Ticket ticket, StoreRequest request);

        /** From now on tells about new mail in this mailbox. */
        void watch(MailboxId mailbox);

        /** No longer tells, but for what is under way. */
        void unwatch(MailboxId mailbox);
    }
}
