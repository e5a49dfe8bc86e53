package messenger.server.net;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import messenger.server.Effect;
import messenger.server.Event;

/**
 * The thread that owns the server's core: takes events from the queue, asks the core, does what it says, in order.
 *
 * <p>A fault in the core or in a port ends the server: it is better to be down than to go on with doubtful state.
 * Everything accepted is in the store, and clients come back.
 */
public final class ServerShell {
    /** What the shell stands between. */
    public record Ports(CorePort core, NetPort net, StorePort store, AuditPort audit) {}

    /** How often the core gets a {@link Event.Tick}, about. */
    static final Duration TICK = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(ServerShell.class.getName());

    private final Ports ports;
    private final EventQueue queue;
    private final InstantSource clock;
    private final Duration stopWithin;
    private final CompletableFuture<Void> stopRequested = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private ServerShell(Ports ports, EventQueue queue, InstantSource clock, Duration stopWithin) {
        this.ports = ports;
        this.queue = queue;
        this.clock = clock;
        this.stopWithin = stopWithin;
    }

    /**
     * Starts the core's thread.
     *
     * @param stopWithin how long a stop may take to say goodbye to everybody and send what is queued
     */
    public static ServerShell start(Ports ports, EventQueue queue, InstantSource clock, Duration stopWithin) {
        ServerShell shell = new ServerShell(ports, queue, clock, stopWithin);
        Thread thread = new Thread(shell::run, "server-0");
        thread.setDaemon(true);
        thread.start();
        return shell;
    }

    /**
     * Asks the server to stop, once: the core is told, connections get what is queued for them and are closed, then
     * the network shuts down. Returns at once; see {@link #ended}. The store is the caller's, to be closed after that.
     */
    public void stop() {
        if (stopRequested.complete(null)) {
            queue.post(new Event.Stop());
        }
    }

    /** Done when the core's thread has ended; exceptionally when a fault ended it. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    private void run() {
        try {
            serve();
            sayGoodbye();
            ports.net.shutdown(stopWithin);
            ended.complete(null);
        } catch (InterruptedException | RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "the server stops because of a fault in it", e);
            try {
                ports.net.shutdown(Duration.ZERO);
            } finally {
                ended.completeExceptionally(e);
            }
        }
    }

    private void serve() throws InterruptedException {
        Instant lastTick = clock.instant();
        boolean stopped = false;
        while (!stopped) {
            for (Event event : queue.poll(TICK)) {
                handle(event);
                stopped = event instanceof Event.Stop;
            }
            lastTick = tickIfDue(lastTick);
        }
    }

    private Instant tickIfDue(Instant lastTick) {
        Instant now = clock.instant();
        // A clock that was set back must not silence the ticks until it has caught up.
        if (now.isBefore(lastTick) || !now.isBefore(lastTick.plus(TICK))) {
            handle(new Event.Tick());
            return now;
        }
        return lastTick;
    }

    /** Answers still come in and go out until the last connection is closed, or the time is up. */
    private void sayGoodbye() throws InterruptedException {
        CompletableFuture<Void> drained = ports.net.stopAccepting();
        // Wakes the loop below; the core has nothing to do at a tick when everybody is gone.
        CompletableFuture<Void> over = drained.completeOnTimeout(null, stopWithin.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> queue.post(new Event.Tick()));
        while (!over.isDone()) {
            queue.poll(TICK).forEach(this::handle);
        }
    }

    private void handle(Event event) {
        for (Effect effect : ports.core.on(event, clock.instant())) {
            perform(effect);
        }
        if (event instanceof Event.Received received) {
            ports.net.processed(received.connection());
        }
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Transmit transmit) {
            ports.net.transmit(transmit.connection(), transmit.frame());
        } else if (effect instanceof Effect.Admit admit) {
            ports.net.admit(admit.connection(), admit.frameBytesMax());
        } else if (effect instanceof Effect.Close close) {
            ports.net.close(close.connection());
        } else if (effect instanceof Effect.Ask ask) {
            ports.store.ask(ask.ticket(), ask.request());
        } else if (effect instanceof Effect.Watch watch) {
            ports.store.watch(watch.mailbox());
        } else if (effect instanceof Effect.Unwatch unwatch) {
            ports.store.unwatch(unwatch.mailbox());
        } else if (effect instanceof Effect.Audit audit) {
            ports.audit.write(audit.event(), audit.subject());
        } else {
            throw new AssertionError("an effect of no known kind: " + effect.getClass());
        }
    }
}
