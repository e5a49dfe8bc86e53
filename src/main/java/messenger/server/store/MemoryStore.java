package messenger.server.store;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.Incarnation;
import messenger.server.Event;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.Ticket;

/** Keeps everything on the heap and forgets it at the end: for {@code --storage memory}, the demo and simulations. */
public final class MemoryStore implements Store {
    private final Executor executor;
    private final StoreState state;
    private final Watchers watchers = new Watchers();
    private volatile boolean closed;

    /**
     * A store whose requests are applied by the executor.
     *
     * @param executor runs tasks one after another, in order; one that runs them at once in the caller makes a core be
     *     called back while it submits
     */
    public MemoryStore(MailQuota quota, Executor executor) {
        this.executor = executor;
        this.state = emptyState(quota);
    }

    private static StoreState emptyState(MailQuota quota) {
        try {
            return StoreState.load(name -> new HeapTable(), new HeapRecords(), quota);
        } catch (MalformedException e) {
            throw new IllegalStateException("an empty table holds an account", e);
        }
    }

    @Override
    public Line connect(Consumer<Event> listener) {
        return new Line() {
            @Override
            public void submit(Ticket ticket, StoreRequest request) {
                executor.execute(() -> answer(new Submitted(listener, ticket, request)));
            }

            @Override
            public void watch(MailboxId mailbox) {
                watchers.add(mailbox, listener);
            }

            @Override
            public void unwatch(MailboxId mailbox) {
                watchers.remove(mailbox, listener);
            }
        };
    }

    private void answer(Submitted submitted) {
        if (closed) {
            submitted.answer(new StoreResult.Failed());
            return;
        }
        try {
            StoreResult result = state.apply(submitted.request());
            state.flush();
            while (state.flushRemovals()) {
                // In parts; nobody waits here.
            }
            submitted.answer(result);
        } catch (MalformedException e) {
            throw new IllegalStateException("the heap changed by itself", e);
        }
        watchers.tell(state.takeArrivals());
    }

    @Override
    public Incarnation incarnation() {
        return Incarnation.NONE;
    }

    @Override
    public void close() {
        closed = true;
    }
}
