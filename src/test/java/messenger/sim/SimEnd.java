package messenger.sim;

import java.time.Instant;
import java.util.Optional;
import messenger.client.Route;
import messenger.crypto.Bytes;
import messenger.protocol.ServerFrame;

/** Whoever is at the other end of a link to the server. */
interface SimEnd {
    Optional<SimLink> link(Route route);

    void connect(SimLink link, Bytes serverKeyHash, Instant now);

    /** A link is cut: what is on it in either direction is lost. */
    void cut(Route route, Instant now);

    void arrived(Route route, ServerFrame frame, Instant now, SimPerson.Fate fate);

    /** Some time has passed. */
    void tick(Instant now);
}
