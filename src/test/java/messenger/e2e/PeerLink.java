package messenger.e2e;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import messenger.client.Route;
import messenger.client.net.LinkEvent;
import messenger.client.net.LinkId;
import messenger.client.net.ServerLink;
import messenger.protocol.ClientFrame;

/** One of a {@link Peer}'s two links: which connection is the current one, and whether there is one. */
final class PeerLink {
    private static final LinkId NO_LINK = new LinkId(0);

    private final Route route;
    private final ServerLink link;
    private LinkId current = NO_LINK;
    private boolean linked;

    PeerLink(Route route, Function<Consumer<LinkEvent>, ServerLink> opening, BiConsumer<PeerLink, LinkEvent> events) {
        this.route = route;
        this.link = opening.apply(event -> events.accept(this, event));
    }

    Route route() {
        return route;
    }

    boolean isLinked() {
        return linked;
    }

    void connected(LinkEvent.Connected event) {
        current = event.link();
        linked = true;
    }

    void lost() {
        linked = false;
    }

    boolean isCurrent(LinkEvent.Received event) {
        return linked && event.link().equals(current);
    }

    void processed(LinkEvent.Received event) {
        link.processed(event.link());
    }

    void transmit(ClientFrame frame) {
        if (linked && !link.send(current, frame)) {
            link.drop(current);
            current = NO_LINK;
        }
    }

    void drop() {
        link.drop(current);
    }

    void close() {
        link.close();
    }
}
