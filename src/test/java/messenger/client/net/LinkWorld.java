package messenger.client.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import messenger.server.net.EventLog;
import messenger.server.net.ListenerLimits;
import messenger.server.net.ServerListener;
import messenger.transport.ServerIdentity;
import messenger.transport.ServerKeyHash;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsStack;

/** Links and listeners of a test, on loopback; all of them end with it. */
final class LinkWorld implements Closeable {
    static final TlsStack STACK = TlsStack.preferred();

    private final EventLog server = new EventLog();
    private final LinkLog client = new LinkLog();
    private final List<Closeable> running = new ArrayList<>();
    private ServerIdentity identity;

    LinkWorld(ServerIdentity identity) {
        this.identity = identity;
    }

    EventLog server() {
        return server;
    }

    LinkLog client() {
        return client;
    }

    ServerKeyHash keyHash() {
        return identity.keyHash();
    }

    /** The next listener shows another key. */
    void become(ServerIdentity other) {
        identity = other;
    }

    ServerListener listen(int port, TlsStack stack, ListenerLimits limits) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        ServerListener listener = ServerListener.open(address, TlsEndpoint.server(stack, identity), limits, server);
        running.add(() -> listener.shutdown(Duration.ofSeconds(5)));
        return listener;
    }

    ServerListener listen() throws IOException {
        return listen(0, STACK, ListenerLimits.DEFAULT);
    }

    ServerLink link(int port, Trust trust, LinkSettings settings, TlsStack stack) {
        ServerLink link = ServerLink.open(
                new ServerAddress("127.0.0.1", port),
                trust,
                settings,
                TlsEndpoint.client(stack),
                client.surroundings());
        running.add(link::close);
        return link;
    }

    ServerLink link(int port) {
        return link(port, new Trust.Pinned(keyHash()), LinkSettings.DEFAULT, STACK);
    }

    void closeLater(Closeable resource) {
        running.add(resource);
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : running) {
            each.close();
        }
    }
}
