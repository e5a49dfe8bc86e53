package messenger.client.net;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import messenger.client.Route;
import messenger.protocol.ClientFrame;

/**
 * One of a client's links, as its runtime sees it: which connection is the current one, and whether there is one. Used
 * by the client's thread; only the link's own events come from elsewhere, and are handed on at once.
 */
public final class RouteLink {
    private static final LinkId NO_LINK = new LinkId(0);

    private final Route route;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ServerLink link;
    private LinkId current = NO_LINK;
    private boolean linked;

    /** Opens a link for events. */
    public interface Opening {
        ServerLink open(Consumer<LinkEvent> events);
    }

    public RouteLink(Route route, Opening opening, BiConsumer<RouteLink, LinkEvent> events) {
        this.route = route;
        this.link = opening.open(event -> {
            if (event instanceof LinkEvent.Ended) {
                ended.complete(null);
            }
            events.accept(this, event);
        });
    }

    public Route route() {
        return route;
    }

    public boolean isLinked() {
        return linked;
    }

    public void connected(LinkEvent.Connected event) {
        current = event.link();
        linked = true;
    }

    public void lost() {
        linked = false;
    }

    /** Whether a frame comes from the connection that is the current one. */
    public boolean isCurrent(LinkEvent.Received event) {
        return linked && event.link().equals(current);
    }

    public void processed(LinkEvent.Received event) {
        link.processed(event.link());
    }

    /** Sends a frame, if there is a connection. */
    public void transmit(ClientFrame frame) {
        if (linked && !link.send(current, frame)) {
            // The core believes that it is under way: begin again with a new connection, and let nothing that
            // comes after it leave on this one, even if there is room again.
            link.drop(current);
            current = NO_LINK;
        }
    }

    /** Gives the connection up, as if it had been lost. */
    public void drop() {
        link.drop(current);
    }

    public void reconnectNow() {
        link.reconnectNow();
    }

    /** What was transmitted leaves first. */
    public void close() {
        link.close();
    }

    public void awaitEnd(Duration within) {
        ended.copy()
                .completeOnTimeout(null, within.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
