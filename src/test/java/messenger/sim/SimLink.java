package messenger.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import messenger.client.Route;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.server.ConnectionId;

/** One connection: the two directions of it, each an ordered stream of which a cut loses the end. */
final class SimLink {
    final ConnectionId id;
    final Route route;
    final SimEnd person;
    final Deque<ClientFrame> upstream = new ArrayDeque<>();
    final Deque<ServerFrame> downstream = new ArrayDeque<>();

    SimLink(ConnectionId id, Route route, SimEnd person) {
        this.id = id;
        this.route = route;
        this.person = person;
    }
}
