package messenger.server.net;

import java.time.Duration;
import messenger.server.Rate;
import messenger.server.ServerLimits;
import messenger.transport.ChannelLimits;

/**
 * How many connections, and how long a stranger may take.
 *
 * @param connectionsMax all of them, also those whose TLS is not up
 * @param connectionsPerOriginMax those of one {@link Origin}
 * @param handshakes that an origin may begin; who comes sooner waits for its turn
 * @param handshakeWithin from the TCP connection to TLS
 * @param loginWithin from TLS to {@link messenger.server.Effect.Admit}
 * @param channel what holds for each connection
 */
public record ListenerLimits(
        int connectionsMax,
        int connectionsPerOriginMax,
        Rate handshakes,
        Duration handshakeWithin,
        Duration loginWithin,
        ChannelLimits channel) {
    /** DESIGN "Network": 10 s each. An office behind one address may have a thousand terminals. */
    public static final ListenerLimits DEFAULT = new ListenerLimits(
            20_000,
            1_000,
            ServerLimits.DEFAULT.connections().handshakesPerAddress(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            ChannelLimits.DEFAULT);

    public ListenerLimits {
        if (connectionsMax < 1 || connectionsPerOriginMax < 1) {
            throw new IllegalArgumentException(
                    "connection limits must be positive: " + connectionsMax + ", " + connectionsPerOriginMax);
        }
        if (handshakeWithin.toMillis() < 1 || loginWithin.toMillis() < 1) {
            throw new IllegalArgumentException("deadlines must be positive: " + handshakeWithin + ", " + loginWithin);
        }
    }

    public ListenerLimits withConnectionsMax(int connections) {
        return new ListenerLimits(
                connections, connectionsPerOriginMax, handshakes, handshakeWithin, loginWithin, channel);
    }

    public ListenerLimits withConnectionsPerOriginMax(int connections) {
        return new ListenerLimits(connectionsMax, connections, handshakes, handshakeWithin, loginWithin, channel);
    }

    public ListenerLimits withHandshakes(Rate rate) {
        return new ListenerLimits(connectionsMax, connectionsPerOriginMax, rate, handshakeWithin, loginWithin, channel);
    }

    public ListenerLimits withHandshakeWithin(Duration deadline) {
        return new ListenerLimits(connectionsMax, connectionsPerOriginMax, handshakes, deadline, loginWithin, channel);
    }

    public ListenerLimits withLoginWithin(Duration deadline) {
        return new ListenerLimits(
                connectionsMax, connectionsPerOriginMax, handshakes, handshakeWithin, deadline, channel);
    }

    public ListenerLimits withChannel(ChannelLimits limits) {
        return new ListenerLimits(
                connectionsMax, connectionsPerOriginMax, handshakes, handshakeWithin, loginWithin, limits);
    }
}
