package messenger.server;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.protocol.Refusal;

/**
 * The server's core: an event and the time go in, effects come out. It holds what is true of the connections of this
 * process and nothing durable. Not thread-safe: one thread owns it, gives it every event in order and does the effects
 * in order.
 */
public final class Server {
    private final Asks asks = new Asks();
    private final Allowances allowances;
    private final Connections connections;
    private final Sessions sessions = new Sessions();
    private final Deliveries deliveries;
    private final Frames frames;

    private Server(LoginCheck check, ServerLimits limits, SecureRandom random) {
        allowances = new Allowances(limits.rates());
        deliveries = new Deliveries(limits.window());
        Audits audits = new Audits(allowances);
        Throttle throttle = new Throttle(audits);
        connections = new Connections(limits.connections(), limits.rates().frames(), audits);
        frames = new Frames(
                new Logins(random, check, limits.registration(), allowances, connections, sessions, audits),
                new Submissions(allowances, throttle),
                deliveries,
                new Directory(allowances, throttle, sessions),
                new Prekeys(allowances, throttle, sessions),
                sessions,
                throttle,
                limits.connections().pending());
    }

    /**
     * A server with no connections.
     *
     * @param serverKeyHash SHA-256 of the SubjectPublicKeyInfo in the certificate that clients see, 32 bytes
     * @param random for login nonces
     */
    public static Server create(Bytes serverKeyHash, ServerLimits limits, SecureRandom random) {
        serverKeyHash.requireSize(Sha256.BYTES, "a server key hash");
        return new Server(LoginCheck.create(serverKeyHash, random), limits, random);
    }

    /**
     * What comes of an event, in the order in which it is to be done. Events of connections that the core has closed or
     * never saw come to nothing.
     *
     * @param now should not go back; where it does, limits are at worst as strict as for somebody who has used them up
     */
    public List<Effect> on(Event event, Instant now) {
        Step step = new Step(now, asks);
        if (event instanceof Event.Opened opened) {
            connections.open(opened, step);
        } else if (event instanceof Event.Received received) {
            connections
                    .find(received.connection())
                    .ifPresent(connection -> frames.received(received.frame(), connection, step));
        } else if (event instanceof Event.Garbled garbled) {
            connections.find(garbled.connection()).ifPresent(connection -> step.goodbye(connection, Refusal.MALFORMED));
        } else if (event instanceof Event.Closed closed) {
            connections.gone(closed.connection(), step);
        } else if (event instanceof Event.Answered answered) {
            asks.answered(answered.ticket(), answered.result(), step);
        } else if (event instanceof Event.Arrived arrived) {
            deliveries.arrived(arrived.mailbox(), step);
        } else if (event instanceof Event.Tick) {
            allowances.purge(now);
            connections.tick(step);
        } else if (event instanceof Event.Stop) {
            connections.stop(step);
        } else {
            throw new AssertionError("no place for " + event.getClass());
        }
        for (Step.Ended ended : step.takeEnded()) {
            deliveries.end(ended.connection(), ended.session(), step);
            sessions.end(ended.connection(), ended.session(), step);
        }
        return step.effects();
    }

    /** How much it remembers; zero when everybody has left, the store has answered and all limits have recovered. */
    int size() {
        return asks.size() + allowances.size() + connections.size() + sessions.size() + deliveries.size();
    }
}
