package messenger.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import messenger.server.Effect;
import messenger.server.Event;
import messenger.server.store.MailQuota;
import messenger.server.store.MemoryStore;
import messenger.server.store.Store;

/** The server's store, which outlives it: what it does is a queue of tasks, each done when the world says so. */
final class SimStore {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final MemoryStore store = new MemoryStore(MailQuota.DEFAULT, tasks::add);
    private final Consumer<Event> events;
    private int life;
    private Store.Line line;

    SimStore(Consumer<Event> events) {
        this.events = events;
        this.line = connect();
    }

    /** What the store still owes to a server process that died goes nowhere. */
    private Store.Line connect() {
        int current = life;
        return store.connect(event -> {
            if (current == life) {
                events.accept(event);
            }
        });
    }

    /** The server process died. */
    void reconnect() {
        life++;
        line = connect();
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    void work() {
        tasks.remove().run();
    }

    /** What the server wants of the store; nothing where it wants something else. */
    void perform(Effect effect) {
        if (effect instanceof Effect.Ask ask) {
            line.submit(ask.ticket(), ask.request());
        } else if (effect instanceof Effect.Watch watch) {
            line.watch(watch.mailbox());
        } else if (effect instanceof Effect.Unwatch unwatch) {
            line.unwatch(unwatch.mailbox());
        }
    }
}
