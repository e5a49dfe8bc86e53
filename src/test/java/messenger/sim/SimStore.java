package messenger.sim;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import messenger.protocol.Incarnation;
import messenger.server.Effect;
import messenger.server.Event;
import messenger.server.StoreRequest;
import messenger.server.Ticket;
import messenger.server.store.MailQuota;
import messenger.server.store.MemoryStore;
import messenger.server.store.Store;

/** The server's store, which outlives it: what it does is a queue of tasks, each done when the world says so. */
final class SimStore {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<StoreRequest> history = new ArrayList<>();
    private MemoryStore store = new MemoryStore(MailQuota.DEFAULT, this::execute);
    private final Consumer<Event> events;
    private int life;
    private boolean isReplaying;
    private Incarnation incarnation = Incarnation.NONE;
    private Store.Line line;

    SimStore(Consumer<Event> events) {
        this.events = events;
        this.line = connect();
    }

    private void execute(Runnable task) {
        if (isReplaying) {
            task.run();
        } else {
            tasks.add(task);
        }
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

    /** Which life it lives. */
    Incarnation incarnation() {
        return incarnation;
    }

    /** A moment that a backup keeps; nothing is under way. */
    int backup() {
        return history.size();
    }

    /**
     * The store is what it was at a backup, and lives another life; between this and a server that asks it, the server
     * must die.
     */
    void restore(int backup, SecureRandom random) {
        incarnation = Incarnation.random(random);
        tasks.clear();
        store = new MemoryStore(MailQuota.DEFAULT, this::execute);
        isReplaying = true;
        List<StoreRequest> kept = new ArrayList<>(history.subList(0, backup));
        kept.add(new StoreRequest.MarkRestored(incarnation));
        Store.Line again = store.connect(event -> {});
        kept.forEach(request -> again.submit(new Ticket(1), request));
        history.clear();
        history.addAll(kept);
        isReplaying = false;
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
            history.add(ask.request());
            line.submit(ask.ticket(), ask.request());
        } else if (effect instanceof Effect.Watch watch) {
            line.watch(watch.mailbox());
        } else if (effect instanceof Effect.Unwatch unwatch) {
            line.unwatch(unwatch.mailbox());
        }
    }
}
