package messenger.server.net;

import java.util.Map;
import messenger.transport.CloseReason;

/**
 * What a listener has counted since its start; for metrics.
 *
 * @param sockets open TCP connections, TLS or not
 * @param open connections whose TLS is up
 * @param accepted TCP connections that were let in
 * @param refused TCP connections that were over a limit
 * @param waited TLS handshakes that had to wait for their turn
 * @param groups TLS handshakes by group of the key exchange
 * @param closed ended connections by reason
 */
public record ListenerStatistics(
        int sockets,
        int open,
        long accepted,
        long refused,
        long waited,
        Map<String, Long> groups,
        Map<CloseReason, Long> closed) {
    public ListenerStatistics {
        groups = Map.copyOf(groups);
        closed = Map.copyOf(closed);
    }
}
