package messenger.client.net;

import java.time.Instant;
import messenger.protocol.ServerFrame;
import messenger.transport.Certification;
import messenger.transport.ServerKeyHash;

/** What a {@link ServerLink} tells. */
public sealed interface LinkEvent {
    /** It tries to reach the server. */
    record Connecting() implements LinkEvent {}

    /**
     * TLS is up with the server that is trusted; frames may be sent on {@code link} from now on.
     *
     * @param server what a login proof is bound to
     * @param tlsGroup {@code X25519MLKEM768} unless the server cannot
     */
    record Connected(LinkId link, ServerKeyHash server, String tlsGroup, TrustedBy trustedBy) implements LinkEvent {}

    /** A frame came; {@link ServerLink#processed} is due for it. */
    record Received(LinkId link, ServerFrame frame) implements LinkEvent {}

    /** There is no connection, or no longer; the next try is at {@code retryAt}. */
    record Disconnected(Loss loss, Instant retryAt) implements LinkEvent {}

    /**
     * The first contact with a server: its owner is being asked whether this is the right one. Nothing has been sent.
     *
     * @param certification why no authority could answer that
     */
    record Untrusted(ServerKeyHash presented, Certification certification) implements LinkEvent {}

    /** Another server, or somebody in between; nothing was sent, and nothing is tried again. */
    record PinMismatch(ServerKeyHash expected, ServerKeyHash presented) implements LinkEvent {}

    /** The last event: closed, refused at first contact, or after {@link PinMismatch}. */
    record Ended() implements LinkEvent {}
}
