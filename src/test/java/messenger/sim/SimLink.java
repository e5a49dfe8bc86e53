package messenger.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import messenger.client.Route;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.server.ConnectionId;

/**
 * One connection: the two directions of it, each an ordered stream of which a cut loses the end. A direction may stand
 * still for a while, and one side may believe in a link that the other side has lost.
 */
final class SimLink {
    /** After this a side that hears nothing gives the link up, as the heartbeat of the transport does. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    final ConnectionId id;
    final Route route;
    final SimEnd person;
    final Deque<ClientFrame> upstream = new ArrayDeque<>();
    final Deque<ServerFrame> downstream = new ArrayDeque<>();

    /** Nothing moves in this direction before that. */
    Instant upstreamFrom = Instant.MIN;

    Instant downstreamFrom = Instant.MIN;

    /** When this side last heard something. */
    Instant heardAt;

    /** Whether the server has lost it, and the person does not know. */
    boolean isLostByServer;

    /** Whether the person has lost it, and the server does not know. */
    boolean isLostByPerson;

    SimLink(ConnectionId id, Route route, SimEnd person, Instant now) {
        this.id = id;
        this.route = route;
        this.person = person;
        this.heardAt = now;
    }

    boolean isSilent(Instant now) {
        return !now.isBefore(heardAt.plus(SILENCE_MAX));
    }

    @Override
    public String toString() {
        return person + (route == Route.MEMBER ? "" : "'s hand-in") + " (" + id.value() + ")";
    }
}
