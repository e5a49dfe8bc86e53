package messenger.client.net;

import java.time.Duration;
import messenger.transport.ChannelLimits;

/**
 * How long a link waits and how much it holds.
 *
 * @param connectWithin for TCP
 * @param handshakeWithin for TLS
 */
public record LinkSettings(Duration connectWithin, Duration handshakeWithin, Backoff backoff, ChannelLimits channel) {
    /** A slow mobile network needs seconds for a connection; nobody waits longer than ten. */
    public static final LinkSettings DEFAULT =
            new LinkSettings(Duration.ofSeconds(10), Duration.ofSeconds(10), Backoff.DEFAULT, ChannelLimits.DEFAULT);

    public LinkSettings {
        if (connectWithin.toMillis() < 1 || handshakeWithin.toMillis() < 1) {
            throw new IllegalArgumentException("deadlines must be positive: " + connectWithin + ", " + handshakeWithin);
        }
    }

    public LinkSettings withBackoff(Backoff waits) {
        return new LinkSettings(connectWithin, handshakeWithin, waits, channel);
    }

    public LinkSettings withHandshakeWithin(Duration deadline) {
        return new LinkSettings(connectWithin, deadline, backoff, channel);
    }

    public LinkSettings withChannel(ChannelLimits limits) {
        return new LinkSettings(connectWithin, handshakeWithin, backoff, limits);
    }
}
