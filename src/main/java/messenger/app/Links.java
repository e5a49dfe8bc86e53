package messenger.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import messenger.client.Route;
import messenger.client.net.LinkEvent;
import messenger.client.net.LinkSettings;
import messenger.client.net.LinkTimer;
import messenger.client.net.RouteLink;
import messenger.client.net.ServerAddress;
import messenger.client.net.ServerLink;
import messenger.client.net.Trust;
import messenger.protocol.ClientFrame;
import messenger.transport.ServerKeyHash;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsStack;

/**
 * A client's links: the member's always, and the one that hands in mail while it is wanted. For the client's thread.
 */
final class Links {
    private final ServerAddress address;
    private final InstantSource clock;
    private final SecureRandom random;
    private final BiConsumer<RouteLink, LinkEvent> events;
    private final RouteLink member;
    private Optional<RouteLink> handIn = Optional.empty();
    private Optional<ServerKeyHash> met = Optional.empty();

    /** @param events called on the links' threads */
    Links(
            ServerAddress address,
            Trust trust,
            InstantSource clock,
            SecureRandom random,
            BiConsumer<RouteLink, LinkEvent> events) {
        this.address = address;
        this.clock = clock;
        this.random = random;
        this.events = events;
        this.member = open(Route.MEMBER, trust);
    }

    private RouteLink open(Route route, Trust trust) {
        return new RouteLink(
                route,
                heard -> ServerLink.open(
                        address,
                        trust,
                        LinkSettings.DEFAULT,
                        TlsEndpoint.client(TlsStack.preferred()),
                        new ServerLink.Surroundings(heard, LinkTimer.system(), clock, random)),
                events);
    }

    private List<RouteLink> all() {
        return Stream.concat(Stream.of(member), handIn.stream()).toList();
    }

    /** Whether it is one of those that are still wanted: a link that was closed may say something late. */
    boolean has(RouteLink link) {
        return all().contains(link);
    }

    /** The member's connection is with this server. */
    void met(ServerKeyHash server) {
        met = Optional.of(server);
    }

    void transmit(Route route, ClientFrame frame) {
        Optional<RouteLink> link = route == Route.MEMBER ? Optional.of(member) : handIn;
        link.ifPresent(open -> open.transmit(frame));
    }

    /** To the very server that the member's connection has; nobody is asked whether that one is right. */
    void connectHandIn() {
        if (handIn.isEmpty() && met.isPresent()) {
            handIn = Optional.of(open(Route.HAND_IN, new Trust.Pinned(met.get())));
        }
    }

    void disconnect(Route route) {
        if (route == Route.MEMBER) {
            member.drop();
        } else {
            handIn.ifPresent(RouteLink::close);
            handIn = Optional.empty();
        }
    }

    void reconnectNow() {
        member.reconnectNow();
    }

    /** What was transmitted leaves first. */
    void close() {
        all().forEach(RouteLink::close);
    }

    void awaitEnd(Duration within) {
        all().forEach(link -> link.awaitEnd(within));
    }
}
