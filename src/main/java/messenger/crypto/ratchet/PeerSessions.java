package messenger.crypto.ratchet;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;

/**
 * All sessions with one device of a peer: several where both began at the same time. Messages are opened in any of them
 * and sealed in the one that last received, so that both sides soon use the same (PROTOCOL 1.3). Immutable: keep the
 * next value before you transmit or acknowledge.
 */
public final class PeerSessions {
    /** More than both sides can begin at once; the longest unused goes. */
    public static final int SESSIONS_MAX = 4;

    /** The limit for whoever keeps an encoding: four sessions with all the skipped keys there can be. */
    public static final int ENCODED_BYTES_MAX = 1 << 19;

    private static final int VERSION = 1;

    private static final Comparator<Session> BY_TRANSCRIPT = (one, other) -> Arrays.compareUnsigned(
            one.transcript().toArray(), other.transcript().toArray());

    /** In the order in which they last received, the latest last. */
    private final List<Session> sessions;

    private PeerSessions(List<Session> sessions) {
        this.sessions = List.copyOf(sessions);
    }

    /** What to keep first, and then to transmit. */
    public record Sealed(PeerSessions next, SealedMessage message) {}

    /**
     * What to keep first, and then to acknowledge.
     *
     * @param session the one that the message came in, as it is now: says who sent it, and whether it is confirmed
     * @param heartbeatDue whether an answer should go out even if nobody writes one ({@link Envelope#heartbeat})
     */
    public record Opened(PeerSessions next, Session session, Wrap wrap, boolean heartbeatDue) {}

    /** A first session, from {@link Handshake#initiate} or {@link Introduction#accept}. */
    public static PeerSessions of(Session session) {
        return new PeerSessions(List.of(session));
    }

    /** With one session more; over {@value #SESSIONS_MAX}, one that was never answered goes, or the longest unheard. */
    public PeerSessions with(Session added) {
        for (Session session : sessions) {
            if (!session.peer().equals(added.peer()) || session.transcript().equals(added.transcript())) {
                throw new IllegalArgumentException("another device's session, or one that is here already");
            }
        }
        List<Session> kept = new ArrayList<>(sessions);
        if (kept.size() == SESSIONS_MAX) {
            kept.remove(kept.stream()
                    .filter(session -> !session.hasReceived())
                    .findFirst()
                    .orElse(kept.get(0)));
        }
        kept.add(added);
        return new PeerSessions(kept);
    }

    public PeerDevice peer() {
        return sessions.get(0).peer();
    }

    /** At least one, at most {@value #SESSIONS_MAX}. */
    public List<Session> sessions() {
        return sessions;
    }

    /**
     * The session that the next message goes into; empty where a new one has to be started. It is the one that last
     * received, or the one with the smallest T of all that the peer has surely had since that one began: so two sides
     * that always cross come to the same, and a session that the peer has lost is not chosen over the one it began
     * instead.
     */
    public Optional<Session> forSealing(Instant now) {
        List<Session> usable =
                sessions.stream().filter(session -> !session.hasEnded(now)).toList();
        List<Session> heard = usable.stream().filter(Session::hasReceived).toList();
        if (heard.isEmpty()) {
            return usable.stream().min(BY_TRANSCRIPT);
        }
        Session latest = heard.get(heard.size() - 1);
        return heard.stream()
                .filter(session -> session == latest || session.wasAliveAfterStartOf(latest))
                .min(BY_TRANSCRIPT);
    }

    /**
     * Seals for the peer's device.
     *
     * @throws SessionEndedException where {@link #forSealing} is empty
     */
    public Sealed seal(Wrap wrap, Instant now, SecureRandom random) throws SessionEndedException {
        Session session =
                forSealing(now).orElseThrow(() -> new SessionEndedException("every session with the device has ended"));
        Session.Sealed sealed = session.seal(wrap, now, random);
        return new Sealed(replacing(session, sealed.next()), sealed.message());
    }

    /**
     * Whether the message is for one of these sessions: cheap, to find out whose it is, as nothing in it says so (about
     * two microseconds per header key, mostly two keys per session). False for the first message of a new session.
     */
    public boolean recognises(SealedMessage message) {
        return sessions.stream().anyMatch(session -> session.recognises(message));
    }

    /**
     * Opens a message once. Never start a new session because this fails (PROTOCOL 1.3).
     *
     * @throws AuthenticationFailedException for anything else than an unseen message of one of these sessions
     */
    public Opened open(SealedMessage message, Instant now) throws AuthenticationFailedException {
        for (Session session : sessions) {
            if (session.recognises(message)) {
                Session.Opened opened = session.open(message, now);
                return new Opened(
                        received(session, opened.next()), opened.next(), opened.wrap(), opened.heartbeatDue());
            }
        }
        throw new AuthenticationFailedException();
    }

    /** The session goes to the end, as the one that received last. */
    private PeerSessions received(Session old, Session next) {
        List<Session> others = new ArrayList<>(sessions);
        others.remove(old);
        others.add(next);
        return new PeerSessions(others);
    }

    private PeerSessions replacing(Session old, Session next) {
        return new PeerSessions(sessions.stream()
                .map(session -> session == old ? next : session)
                .toList());
    }

    /**
     * Without skipped keys that are over 7 days old; to be kept now and then, also where nothing is sent or received.
     */
    public PeerSessions expired(Instant now) {
        return new PeerSessions(
                sessions.stream().map(session -> session.expired(now)).toList());
    }

    /** The canonical encoding, secret, for the vault; at most {@value #ENCODED_BYTES_MAX} bytes. */
    public Secret encoded() {
        CanonicalWriter writer = new CanonicalWriter().u8(VERSION).u8(sessions.size());
        sessions.forEach(session -> session.write(writer));
        return Secret.copyOf(writer.toBytes().toArray());
    }

    /** Reads what {@link #encoded} wrote. */
    public static PeerSessions decode(Secret encoded) throws MalformedException {
        if (encoded.size() > ENCODED_BYTES_MAX) {
            throw new MalformedException(encoded.size() + " bytes of sessions");
        }
        CanonicalReader reader = new CanonicalReader(Bytes.copyOf(encoded.expose()));
        int version = reader.u8();
        int count = reader.count(SESSIONS_MAX);
        if (version != VERSION || count == 0) {
            throw new MalformedException(count + " sessions of version " + version);
        }
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(Session.read(reader));
        }
        reader.end();
        if (sessions.stream().map(Session::peer).distinct().count() != 1
                || sessions.stream().map(Session::transcript).distinct().count() != count) {
            throw new MalformedException("sessions that do not belong together");
        }
        return new PeerSessions(sessions);
    }

    @Override
    public String toString() {
        return "PeerSessions(" + sessions.size() + ")";
    }
}
