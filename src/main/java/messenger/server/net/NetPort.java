package messenger.server.net;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import messenger.protocol.ServerFrame;
import messenger.server.ConnectionId;

/**
 * The connections, as the core's thread sees them. All methods return at once; for a connection that is gone they do
 * nothing. {@link ServerListener} over sockets; tests have their own.
 */
public interface NetPort {
    /** Queues a frame behind those before it. */
    void transmit(ConnectionId connection, ServerFrame frame);

    /** See {@link messenger.server.Effect.Admit}; may come again, with another size. */
    void admit(ConnectionId connection, int frameBytesMax);

    /** Sends what is queued, then closes. */
    void close(ConnectionId connection);

    /** The core is done with the oldest frame of this connection that it was given. */
    void processed(ConnectionId connection);

    /**
     * Takes no new connections; the future is done when the last one that was open is closed, and everything about it
     * posted.
     */
    CompletableFuture<Void> stopAccepting();

    /** Cuts whatever is still open and ends its threads, within {@code within}. */
    void shutdown(Duration within);
}
