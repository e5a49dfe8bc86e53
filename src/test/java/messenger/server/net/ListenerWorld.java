package messenger.server.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import messenger.transport.CloseReason;
import messenger.transport.ServerIdentity;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsStack;

/** A listener of a test, on loopback, whose events are read one by one. */
final class ListenerWorld {
    private final EventLog events = new EventLog();
    private final List<ServerListener> running = new ArrayList<>();
    private final ServerIdentity identity;

    ListenerWorld(ServerIdentity identity) {
        this.identity = identity;
    }

    EventLog events() {
        return events;
    }

    ServerListener listen(ListenerLimits limits) throws IOException {
        return listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits);
    }

    ServerListener listen(InetSocketAddress address, ListenerLimits limits) throws IOException {
        TlsEndpoint tls = TlsEndpoint.server(TlsStack.preferred(), identity);
        ServerListener listener = ServerListener.open(address, tls, limits, events);
        running.add(listener);
        return listener;
    }

    /** The count of ended connections is raised a moment after the event. */
    void awaitClosed(ServerListener listener, CloseReason reason, long count) {
        Await.until(count + " x " + reason, () -> listener.statistics().closed().getOrDefault(reason, 0L) == count);
    }

    void stop() {
        running.forEach(listener -> listener.shutdown(Duration.ofSeconds(5)));
        running.clear();
    }
}
