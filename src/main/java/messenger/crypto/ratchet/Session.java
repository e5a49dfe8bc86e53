package messenger.crypto.ratchet;

import java.security.SecureRandom;
import java.time.Instant;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;

/**
 * A session with one device of a peer. Who that is was authenticated by the handshake; what is shown as a message's sender comes
 * from here and nowhere else. Immutable; sealing and opening go through {@link PeerSessions}.
 */
public final class Session {
    private final PeerDevice peer;
    private final Purpose purpose;
    private final Standing standing;
    private final Ratchet ratchet;

    Session(PeerDevice peer, Purpose purpose, Standing standing, Ratchet ratchet) {
        this.peer = peer;
        this.purpose = purpose;
        this.standing = standing;
        this.ratchet = ratchet;
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
     * Whether the peer is known to be alive in this session. In one that is not, commands that change state (group operations,
     * device announcements, deletions) are not carried out: it may have been started by a recording.
     */
    public boolean isConfirmed() {
        return !(standing instanceof Standing.Awaiting)
                && !(standing instanceof Standing.Accepted accepted && accepted.trust() == Standing.Trust.UNCONFIRMED);
    }

    /** Whether nothing can be sealed any more: unanswered for {@link Introduction#AGE_MAX}, or at the cap of a chain. */
    public boolean hasEnded(Instant now) {
        return isExpired(now) || ratchet.isExhausted();
    }

    boolean isExpired(Instant now) {
        return standing instanceof Standing.Awaiting awaiting
                && now.toEpochMilli() - awaiting.startedMs() > Introduction.AGE_MAX.toMillis();
    }

    Ratchet ratchet() {
        return ratchet;
    }

    long receivedMs() {
        return standing.receivedMs();
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
        return new Sealed(new Session(peer, purpose, standing, sealing.next()), message);
    }

    Opened open(SealedMessage message, Instant now) throws AuthenticationFailedException {
        if (!recognises(message)) {
            throw new AuthenticationFailedException();
        }
        Opening opening = ratchet.open(message.ratchet(), now);
        Wrap wrap = Wrap.decode(opening.plaintext());
        Session next = new Session(peer, purpose, standing.received(opening, now.toEpochMilli()), opening.next());
        return new Opened(next, wrap, opening.heartbeatDue());
    }

    Session expired(Instant now) {
        return new Session(peer, purpose, standing, ratchet.expired(now));
    }

    void write(CanonicalWriter writer) {
        peer.write(writer);
        writer.u8(purpose.code());
        standing.write(writer);
        ratchet.write(writer);
    }

    static Session read(CanonicalReader reader) throws MalformedException {
        return new Session(PeerDevice.read(reader), Purpose.read(reader), Standing.read(reader), Ratchet.read(reader));
    }

    @Override
    public String toString() {
        return "Session(" + purpose + ")";
    }
}
