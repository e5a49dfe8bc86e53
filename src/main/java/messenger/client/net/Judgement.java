package messenger.client.net;

import java.time.Instant;
import messenger.transport.Certification;
import messenger.transport.ServerKeyHash;
import messenger.transport.TlsSession;

/** What is to be done about a server that has shown itself. */
sealed interface Judgement {
    /** It is the right one. */
    record Right(TrustedBy by) implements Judgement {}

    /** Somebody has to decide. */
    record Open(TrustDecision decision, Certification certification) implements Judgement {}

    /** It is another one than the pinned. */
    record Wrong(ServerKeyHash expected) implements Judgement {}

    /** About a session in which the server has proved that it has the key {@code presented}. */
    static Judgement of(Trust trust, ServerKeyHash presented, TlsSession session, Instant now) {
        if (trust instanceof Trust.Pinned pinned) {
            return pinned.key().equals(presented) ? new Right(TrustedBy.PIN) : new Wrong(pinned.key());
        } else if (trust instanceof Trust.FirstContact first) {
            return new Open(first.decision(), Certification.NOT_CHECKED);
        } else if (trust instanceof Trust.Authority authority) {
            Certification found = authority.anchors().certify(session.peerCertificates(), authority.host(), now);
            return found == Certification.CERTIFIED
                    ? new Right(TrustedBy.AUTHORITY)
                    : new Open(authority.otherwise(), found);
        }
        throw new AssertionError("a trust of no known kind: " + trust.getClass());
    }
}
