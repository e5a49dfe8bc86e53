package messenger.crypto.ratchet;

import java.security.SecureRandom;
import java.time.Instant;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;

/**
 * A session with one device of a peer. Who that is was authenticated by the handshake; what is shown as a message's
 * sender comes from here and nowhere else. Immutable; sealing and opening go through {@link PeerSessions}.
 */
public final class Session {
    private final PeerDevice peer;
    private final Purpose purpose;
    private final long startedMs;
    private final long aliveMs;
    private final Standing standing;
    private final Ratchet ratchet;

    private Session(
            PeerDevice peer, Purpose purpose, long startedMs, long aliveMs, Standing standing, Ratchet ratchet) {
        this.peer = peer;
        this.purpose = purpose;
        this.startedMs = startedMs;
        this.aliveMs = aliveMs;
        this.standing = standing;
        this.ratchet = ratchet;
    }

    /** A session that begins on this device now. */
    static Session started(PeerDevice peer, Purpose purpose, Standing standing, Ratchet ratchet, Instant now) {
        return new Session(peer, purpose, now.toEpochMilli(), 0, standing, ratchet);
    }

    record Sealed(Session next, SealedMessage message) {}

    record Opened(Session next, Wrap wrap, boolean heartbeatDue) {}

    public PeerDevice peer() {
        return peer;
    }

    public Purpose purpose() {
        return purpose;
    }

    /** T, 32 bytes, the same at both ends and of no other session. */
    public Bytes transcript() {
        return ratchet.transcript();
    }

    /**
     * Whether the peer is known to be alive in this session. In one that is not, commands that change state (group
     * operations, device announcements, deletions) are not carried out: it may have been started by a recording.
     */
    public boolean isConfirmed() {
        return !(standing instanceof Standing.Awaiting)
                && !(standing instanceof Standing.Accepted accepted && accepted.trust() == Standing.Trust.UNCONFIRMED);
    }

    /**
     * Whether it is the peer to whom this session may seem begun by a recording: begun here without a one-time pair,
     * and not answered. Commands that were given in it until then are not carried out there, see {@link #isConfirmed}.
     */
    public boolean isDoubtful() {
        return standing instanceof Standing.Awaiting awaiting && !FirstPart.usesOneTimePair(awaiting.firstPart());
    }

    /**
     * Whether nothing can be sealed any more: unanswered for {@link Introduction#AGE_MAX}, or at the cap of a chain.
     */
    public boolean hasEnded(Instant now) {
        return isExpired(now) || ratchet.isExhausted();
    }

    boolean isExpired(Instant now) {
        return standing instanceof Standing.Awaiting
                && now.toEpochMilli() - startedMs > Introduction.AGE_MAX.toMillis();
    }

    Ratchet ratchet() {
        return ratchet;
    }

    boolean hasReceived() {
        return !(standing instanceof Standing.Awaiting);
    }

    /**
     * Whether the peer has surely had this session after the other one began here: it answered what we sent after that.
     */
    boolean wasAliveAfterStartOf(Session other) {
        return aliveMs > other.startedMs;
    }

    boolean recognises(SealedMessage message) {
        if (message.isFirst()) {
            return standing instanceof Standing.Accepted accepted
                    && accepted.firstHash().equals(message.firstHash());
        }
        return ratchet.recognises(message.ratchet());
    }

    Sealed seal(Wrap wrap, Instant now, SecureRandom random) throws SessionEndedException {
        if (hasEnded(now)) {
            throw new SessionEndedException("the session has ended");
        }
        Ratchet.Sealing sealing = ratchet.seal(wrap.encoded(), now, random);
        SealedMessage message = standing instanceof Standing.Awaiting awaiting
                ? SealedMessage.first(awaiting.firstPart(), sealing.message())
                : SealedMessage.ordinary(sealing.message());
        return new Sealed(new Session(peer, purpose, startedMs, aliveMs, standing, sealing.next()), message);
    }

    Opened open(SealedMessage message, Instant now) throws AuthenticationFailedException {
        if (message.isFirst() && !recognises(message)) {
            throw new AuthenticationFailedException();
        }
        Opening opening = ratchet.open(message.ratchet(), now);
        Wrap wrap = Wrap.decode(opening.plaintext());
        long alive = opening.turned() && ratchet.sending() instanceof SendSide.Chain answered
                ? answered.startedMs()
                : aliveMs;
        Session next = new Session(peer, purpose, startedMs, alive, standing.received(opening), opening.next());
        return new Opened(next, wrap, opening.heartbeatDue());
    }

    Session expired(Instant now) {
        return new Session(peer, purpose, startedMs, aliveMs, standing, ratchet.expired(now));
    }

    void write(CanonicalWriter writer) {
        peer.write(writer);
        writer.u8(purpose.code()).u63(startedMs).u63(aliveMs);
        standing.write(writer);
        ratchet.write(writer);
    }

    static Session read(CanonicalReader reader) throws MalformedException {
        return new Session(
                PeerDevice.read(reader),
                Purpose.read(reader),
                reader.u63(),
                reader.u63(),
                Standing.read(reader),
                Ratchet.read(reader));
    }

    @Override
    public String toString() {
        return "Session(" + purpose + ")";
    }
}
