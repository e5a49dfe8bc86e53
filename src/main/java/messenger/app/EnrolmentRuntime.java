package messenger.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import messenger.client.HomeServer;
import messenger.client.OwnAccount;
import messenger.client.Route;
import messenger.client.enrol.EnrolEffect;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.Enrolment;
import messenger.client.net.LinkEvent;
import messenger.client.net.LinkSettings;
import messenger.client.net.LinkTimer;
import messenger.client.net.RouteLink;
import messenger.client.net.ServerAddress;
import messenger.client.net.ServerLink;
import messenger.client.net.Trust;
import messenger.client.net.TrustedBy;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsStack;

/**
 * A device on its way into an account: its core, one link, and no vault until the core says so. Its thread,
 * "enrolment", owns the core and does the effects of every event in order; the account is kept before anything that
 * follows.
 */
final class EnrolmentRuntime implements AutoCloseable {
    private static final int QUEUE_MAX = 256;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final Duration LINK_CLOSES_WITHIN = Duration.ofSeconds(3);

    private final Enrolment core;
    private final ServerAddress address;
    private final Keeping keeping;
    private final Audience audience;
    private final InstantSource clock = InstantSource.system();
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final RouteLink link;
    private HomeServer home;
    private volatile boolean over;

    /** Makes the vault; durable when it returns, and nothing is made where it throws. */
    interface Keeping {
        void keep(OwnAccount account, HomeServer home);
    }

    /** Whoever serves the person. Called on the runtime's thread; returns at once. */
    interface Audience {
        /** A code, numbers, a question, or the end; nothing else gets here. */
        void told(EnrolEffect effect);

        void linked(LinkEvent event);

        void failed(RuntimeException failure);
    }

    /** What the thread takes from its queue. */
    private sealed interface Item {
        record Core(EnrolEvent event) implements Item {}

        record Link(LinkEvent event) implements Item {}

        record End() implements Item {}
    }

    private EnrolmentRuntime(
            Enrolment core, HomeServer home, Trust trust, Keeping keeping, Audience audience, SecureRandom random) {
        this.core = core;
        this.home = home;
        this.address = address(home);
        this.keeping = keeping;
        this.audience = audience;
        this.link = new RouteLink(
                Route.MEMBER,
                events -> ServerLink.open(
                        address,
                        trust,
                        LinkSettings.DEFAULT,
                        TlsEndpoint.client(TlsStack.preferred()),
                        new ServerLink.Surroundings(events, LinkTimer.system(), clock, random)),
                (from, event) -> put(new Item.Link(event)));
    }

    static ServerAddress address(HomeServer home) {
        return new ServerAddress(home.host(), home.port());
    }

    /** @param home the server, which was never met; the vault gets it as it is known then */
    static EnrolmentRuntime start(
            Enrolment core, HomeServer home, Trust trust, Keeping keeping, Audience audience, SecureRandom random) {
        EnrolmentRuntime runtime = new EnrolmentRuntime(core, home, trust, keeping, audience, random);
        Thread thread = new Thread(runtime::run, "enrolment");
        thread.setDaemon(true);
        thread.start();
        return runtime;
    }

    /** Gives the core an event; nothing happens once it is over. From any thread. */
    void post(EnrolEvent event) {
        put(new Item.Core(event));
    }

    /** The server that is being talked to, for people. */
    String where() {
        return address.toString();
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            audience.failed(e);
        } finally {
            over = true;
            // What was transmitted leaves before the process may.
            link.close();
            queue.clear();
            link.awaitEnd(LINK_CLOSES_WITHIN);
            ended.complete(null);
        }
    }

    private void loop() throws InterruptedException {
        while (!over) {
            Item item = queue.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
            if (item instanceof Item.End) {
                return;
            } else if (item instanceof Item.Core next) {
                perform(core.on(next.event(), clock.instant()));
            } else if (item instanceof Item.Link next) {
                linkEvent(next.event());
            } else {
                perform(core.on(new EnrolEvent.Tick(), clock.instant()));
            }
        }
    }

    private void linkEvent(LinkEvent event) {
        if (event instanceof LinkEvent.Connected connected) {
            link.connected(connected);
            if (connected.trustedBy() == TrustedBy.PIN) {
                home = home.pinned(connected.server().value());
            }
            audience.linked(event);
            perform(core.on(new EnrolEvent.LinkUp(connected.server().value()), clock.instant()));
        } else if (event instanceof LinkEvent.Received received) {
            if (link.isCurrent(received)) {
                perform(core.on(new EnrolEvent.Arrived(received.frame()), clock.instant()));
            }
            link.processed(received);
        } else {
            if (link.isLinked()) {
                link.lost();
                perform(core.on(new EnrolEvent.LinkDown(), clock.instant()));
            }
            audience.linked(event);
        }
    }

    private void perform(List<EnrolEffect> effects) {
        for (EnrolEffect effect : effects) {
            if (effect instanceof EnrolEffect.Transmit transmit) {
                link.transmit(transmit.frame());
            } else if (effect instanceof EnrolEffect.Disconnect) {
                link.drop();
            } else if (effect instanceof EnrolEffect.Become become) {
                keeping.keep(become.account(), home);
                perform(core.on(new EnrolEvent.Kept(), clock.instant()));
            } else {
                over |= effect instanceof EnrolEffect.End;
                audience.told(effect);
            }
        }
    }

    /** Ends it, wherever it is, and waits for what was transmitted to leave. */
    @Override
    public void close() {
        put(new Item.End());
        ended.copy()
                .completeOnTimeout(null, CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
