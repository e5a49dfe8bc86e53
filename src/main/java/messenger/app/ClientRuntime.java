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
import messenger.client.Route;
import messenger.client.net.LinkEvent;
import messenger.client.net.RouteLink;
import messenger.client.net.ServerAddress;
import messenger.client.net.Trust;
import messenger.client.net.TrustedBy;
import messenger.client.store.Vault;
import messenger.crypto.Argon2id;

/**
 * One running client: core, vault and link. Its thread, "client", owns core and vault and does the effects of every
 * event in order: commit, then transmit, then tell. Where a commit fails it does nothing more and ends.
 */
final class ClientRuntime implements AutoCloseable {
    /** The link stops reading long before it fills this; a person types less. */
    private static final int QUEUE_MAX = 4096;

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final Duration LINK_CLOSES_WITHIN = Duration.ofSeconds(3);

    private final Vault vault;
    private final Audience audience;
    private final InstantSource clock = InstantSource.system();
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Client client;
    private HomeServer home;
    private volatile boolean over;
    private volatile RuntimeException why = new IllegalStateException("the client has ended");
    private final Links links;
    private Instant nextTick;

    /** What the thread takes from its queue. */
    private sealed interface Item {
        record Core(ClientEvent event) implements Item {}

        record Link(RouteLink link, LinkEvent event) implements Item {}

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
        Client.Loaded loaded = Client.load(vault, Argon2id.Cost.STANDARD, clock.instant(), random);
        this.client = loaded.client();
        perform(loaded.effects());
        ServerAddress address = new ServerAddress(home.host(), home.port());
        this.links = new Links(address, trust, clock, random, (link, event) -> put(new Item.Link(link, event)));
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
        links.reconnectNow();
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
        links.close();
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
                links.awaitEnd(LINK_CLOSES_WITHIN);
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
            linkEvent(event.link(), event.event());
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

    private void linkEvent(RouteLink link, LinkEvent event) {
        if (!links.has(link)) {
            return;
        }
        if (event instanceof LinkEvent.Connected connected) {
            link.connected(connected);
            if (link.route() == Route.MEMBER) {
                links.met(connected.server());
                pin(connected);
            }
            tell(link, event);
            perform(client.on(
                    new ClientEvent.LinkUp(link.route(), connected.server().value()), clock.instant()));
        } else if (event instanceof LinkEvent.Received received) {
            if (link.isCurrent(received)) {
                perform(client.on(new ClientEvent.Arrived(link.route(), received.frame()), clock.instant()));
            }
            link.processed(received);
        } else {
            if (link.isLinked()) {
                link.lost();
                perform(client.on(new ClientEvent.LinkDown(link.route()), clock.instant()));
            }
            tell(link, event);
        }
    }

    /** The connection that hands in mail comes and goes without anybody being told. */
    private void tell(RouteLink link, LinkEvent event) {
        if (link.route() == Route.MEMBER) {
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
                links.transmit(transmit.route(), transmit.frame());
            } else if (effect instanceof ClientEffect.Connect) {
                links.connectHandIn();
            } else if (effect instanceof ClientEffect.Tell tell) {
                audience.told(tell.notice());
            } else if (effect instanceof ClientEffect.Disconnect disconnect) {
                links.disconnect(disconnect.route());
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
