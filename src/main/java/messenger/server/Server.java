package messenger.server;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.protocol.Incarnation;
import messenger.protocol.Refusal;

/**
 * The server's core: an event and the time go in, effects come out. It holds what is true of the connections of this
 * process and nothing durable. Not thread-safe: one thread owns it, gives it every event in order and does the effects
 * in order.
 */
public final class Server {
    private final Asks asks = new Asks();
    private final Sessions sessions = new Sessions();
    private final Allowances allowances;
    private final Connections connections;
    private final Deliveries deliveries;
    private final Rendezvous rendezvous;
    private final Administration administration;
    private final Expiry expiry = new Expiry();
    private final Frames frames;

    private Server(
            Bytes serverKeyHash,
            Incarnation incarnation,
            ServerSecrets secrets,
            ServerLimits limits,
            SecureRandom random) {
        allowances = new Allowances(limits);
        deliveries = new Deliveries(limits.window());
        Audits audits = new Audits(allowances);
        Throttle throttle = new Throttle(audits);
        connections = new Connections(limits, audits);
        rendezvous = new Rendezvous(limits.linking(), connections, allowances, throttle, audits);
        administration = new Administration(random, audits);
        int pendingMax = limits.connections().pending();
        Admissions admissions = new Admissions(connections, sessions, incarnation, audits);
        DeviceUpdates updates = new DeviceUpdates(connections, sessions, audits);
        LoginCheck check = LoginCheck.create(serverKeyHash, random);
        PasswordCheck passwordCheck = new PasswordCheck(secrets.passwords(), serverKeyHash, random);
        Passwords passwords = new Passwords(passwordCheck, limits.passwords(), allowances, throttle, audits);
        Directory directory = new Directory(allowances, throttle, sessions);
        Submissions submissions = new Submissions(allowances, throttle);
        HandIns handIns = new HandIns(connections, allowances, submissions, pendingMax);
        OwnAccounts accounts = new OwnAccounts(updates, allowances, throttle);
        frames = new Frames(
                new StrangerFrames(
                        new Logins(random, check, allowances, admissions, audits),
                        new Registrations(
                                check, limits.registration(), secrets.access(), allowances, admissions, audits),
                        passwords,
                        new Recoveries(serverKeyHash, updates, admissions),
                        accounts,
                        directory,
                        rendezvous,
                        handIns),
                new SessionFrames(
                        submissions,
                        deliveries,
                        directory,
                        new Prekeys(allowances, throttle, sessions),
                        passwords,
                        accounts,
                        rendezvous,
                        sessions,
                        throttle,
                        pendingMax),
                handIns,
                throttle);
    }

    /**
     * A server with no connections.
     *
     * @param serverKeyHash SHA-256 of the SubjectPublicKeyInfo in the certificate that clients see, 32 bytes
     * @param incarnation of the store that it will ask
     * @param random for login nonces, password exchanges and invitations
     */
    public static Server create(
            Bytes serverKeyHash,
            Incarnation incarnation,
            ServerSecrets secrets,
            ServerLimits limits,
            SecureRandom random) {
        serverKeyHash.requireSize(Sha256.BYTES, "a server key hash");
        return new Server(serverKeyHash, incarnation, secrets, limits, random);
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
            rendezvous.tick(step);
            connections.tick(step);
            expiry.tick(step);
        } else if (event instanceof Event.Administer administer) {
            administration.administer(administer, step);
        } else if (event instanceof Event.Stop) {
            connections.stop(step);
        } else {
            throw new AssertionError("no place for " + event.getClass());
        }
        for (Step.Ended ended : step.takeEnded()) {
            rendezvous.left(ended.connection(), step);
            ended.session().ifPresent(session -> {
                deliveries.end(ended.connection(), session, step);
                sessions.end(ended.connection(), session, step);
            });
        }
        return step.effects();
    }

    /** How much it remembers; zero when everybody has left, the store has answered and all limits have recovered. */
    int size() {
        return asks.size()
                + allowances.size()
                + connections.size()
                + sessions.size()
                + deliveries.size()
                + rendezvous.size();
    }
}
