package messenger.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import messenger.client.Client;
import messenger.client.ClientEffect;
import messenger.client.ClientEvent;
import messenger.client.HomeServer;
import messenger.client.net.LinkEvent;
import messenger.client.net.LinkId;
import messenger.client.net.LinkSettings;
import messenger.client.net.LinkTimer;
import messenger.client.net.ServerAddress;
import messenger.client.net.ServerLink;
import messenger.client.net.Trust;
import messenger.client.net.TrustedBy;
import messenger.client.store.Vault;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsStack;

/**
 * One running client: core, vault and link. Its thread, "client", owns core and vault and does the effects of every
 * event in order: commit, then transmit, then tell. Where a commit fails it does nothing more and ends.
 */
final class ClientRuntime implements AutoCloseable {
    /** The link stops reading long before it fills this; a person types less. */
    private static final int QUEUE_MAX = 4096;

    private static final LinkId NO_LINK = new LinkId(0);

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final Duration LINK_CLOSES_WITHIN = Duration.ofSeconds(3);

    private final Vault vault;
    private final Audience audience;
    private final InstantSource clock = InstantSource.system();
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> linkEnded = new CompletableFuture<>();
    private final Client client;
    private HomeServer home;
    private volatile boolean linked;
    private volatile boolean over;
    private volatile RuntimeException why = new IllegalStateException("the client has ended");
    private ServerLink link;
    private LinkId current = NO_LINK;
    private Instant nextTick;

    /** What the thread takes from its queue. */
    private sealed interface Item {
        record Core(ClientEvent event) implements Item {}

        record Link(LinkEvent event) implements Item {}

        /** Something to do, and whom to tell where it cannot be done. */
        record Task(Runnable task, Consumer<Throwable> failed) implements Item {}

        record End() implements Item {}
    }

    /** What a task may look at: the core and the vault, on their thread. */
    record View(Client client, Vault vault) {}

    private ClientRuntime(Vault vault, Trust trust, Audience audience, SecureRandom random) {
        this.vault = vault;
        this.audience = audience;
        this.home = HomeServer.load(vault);
        this.nextTick = clock.instant();
        Client.Loaded loaded = Client.load(vault, clock.instant(), random);
        this.client = loaded.client();
        perform(loaded.effects());
        this.link = ServerLink.open(
                new ServerAddress(home.host(), home.port()),
                trust,
                LinkSettings.DEFAULT,
                TlsEndpoint.client(TlsStack.preferred()),
                new ServerLink.Surroundings(this::fromLink, LinkTimer.system(), clock, random));
    }

    /** Starts the client of an open vault, which it closes at its end. */
    static ClientRuntime start(Vault vault, Trust trust, Audience audience, SecureRandom random) {
        ClientRuntime runtime = create(vault, trust, audience, random);
        Thread thread = new Thread(runtime::run, "client");
        thread.setDaemon(true);
        thread.start();
        return runtime;
    }

    private static ClientRuntime create(Vault vault, Trust trust, Audience audience, SecureRandom random) {
        try {
            return new ClientRuntime(vault, trust, audience, random);
        } catch (RuntimeException e) {
            vault.close();
            throw e;
        }
    }

    /** Gives the core an event; nothing happens once the client has ended. From any thread. */
    void post(ClientEvent event) {
        put(new Item.Core(event));
    }

    /**
     * Looks at core and vault on their thread. The answer fails where the question does, which ends the client, or
     * where the client has ended.
     */
    <T> CompletableFuture<T> look(Function<View, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        put(new Item.Task(
                () -> answer.complete(question.apply(new View(client, vault))), answer::completeExceptionally));
        if (over) {
            answer.completeExceptionally(why);
        }
        return answer;
    }

    /** Tries to connect now instead of at the next due time. */
    void reconnectNow() {
        link.reconnectNow();
    }

    private void fromLink(LinkEvent event) {
        if (event instanceof LinkEvent.Ended) {
            linkEnded.complete(null);
        }
        put(new Item.Link(event));
    }

    private void put(Item item) {
        try {
            boolean taken = false;
            while (!taken && !over) {
                taken = queue.offer(item, TICK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            loop();
            finish(() -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            finish(() -> {});
        } catch (RuntimeException e) {
            why = e;
            finish(() -> audience.failed(e));
        } catch (Error e) {
            why = new IllegalStateException("there is a fault in the program: " + e, e);
            finish(() -> audience.failed(why));
        }
    }

    /** Frees the vault, answers whoever still asks, and ends the link, whatever goes wrong with one of them. */
    private void finish(Runnable report) {
        over = true;
        // What was transmitted leaves before the process may.
        link.close();
        try {
            vault.close();
        } finally {
            for (Item item = queue.poll(); item != null; item = queue.poll()) {
                if (item instanceof Item.Task task) {
                    task.failed().accept(why);
                }
            }
            try {
                report.run();
            } finally {
                await(linkEnded, LINK_CLOSES_WITHIN);
                ended.complete(null);
            }
        }
    }

    private void loop() throws InterruptedException {
        while (true) {
            Duration wait = Duration.between(clock.instant(), nextTick);
            Item item = wait.isNegative() ? null : queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (item instanceof Item.End) {
                return;
            }
            if (item == null) {
                nextTick = clock.instant().plus(TICK);
                perform(client.on(new ClientEvent.Tick(), clock.instant()));
            } else {
                take(item);
            }
        }
    }

    private void take(Item item) {
        if (item instanceof Item.Core core) {
            perform(client.on(core.event(), clock.instant()));
        } else if (item instanceof Item.Link event) {
            linkEvent(event.event());
        } else if (item instanceof Item.Task task) {
            run(task);
        }
    }

    private static void run(Item.Task task) {
        try {
            task.task().run();
        } catch (RuntimeException | Error e) {
            task.failed().accept(e);
            throw e;
        }
    }

    private void linkEvent(LinkEvent event) {
        if (event instanceof LinkEvent.Connected connected) {
            current = connected.link();
            linked = true;
            pin(connected);
            audience.linked(event);
            perform(client.on(new ClientEvent.LinkUp(connected.server().value()), clock.instant()));
        } else if (event instanceof LinkEvent.Received received) {
            if (linked && received.link().equals(current)) {
                perform(client.on(new ClientEvent.Arrived(received.frame()), clock.instant()));
            }
            link.processed(received.link());
        } else {
            if (linked) {
                linked = false;
                perform(client.on(new ClientEvent.LinkDown(), clock.instant()));
            }
            audience.linked(event);
        }
    }

    /** The first contact is kept before a frame leaves; who is certified may change its key. */
    private void pin(LinkEvent.Connected connected) {
        if (home.pin().isEmpty() && connected.trustedBy() == TrustedBy.PIN) {
            home = home.pinned(connected.server().value());
            vault.commit(List.of(home.put()));
        }
    }

    private void perform(List<ClientEffect> effects) {
        for (ClientEffect effect : effects) {
            if (effect instanceof ClientEffect.Commit commit) {
                vault.commit(commit.changes());
            } else if (effect instanceof ClientEffect.Transmit transmit) {
                if (linked && !link.send(current, transmit.frame())) {
                    // The core believes that it is under way: begin again with a new connection, and let nothing that
                    // comes after it leave on this one, even if there is room again.
                    link.drop(current);
                    current = NO_LINK;
                }
            } else if (effect instanceof ClientEffect.Tell tell) {
                audience.told(tell.notice());
            } else if (effect instanceof ClientEffect.Disconnect) {
                link.drop(current);
            } else {
                throw new AssertionError("no handling of " + effect.getClass());
            }
        }
    }

    /** Ends the client and waits for it; what it was told before is done before. */
    @Override
    public void close() {
        put(new Item.End());
        await(ended, CLOSE_WITHIN);
    }

    private static void await(CompletableFuture<Void> future, Duration within) {
        future.copy()
                .completeOnTimeout(null, within.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
