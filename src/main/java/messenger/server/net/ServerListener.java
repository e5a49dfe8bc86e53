package messenger.server.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import messenger.protocol.ClientFrame;
import messenger.protocol.FrameCodec;
import messenger.protocol.Limits;
import messenger.protocol.ServerFrame;
import messenger.server.ConnectionId;
import messenger.transport.CloseReason;
import messenger.transport.FrameChannel;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsSession;

/**
 * Listens for clients. Thread-safe: events are posted by its event loops, everything else may be called by any thread
 * and does not block, but for {@link #open} and {@link #shutdown}.
 *
 * <p>For each connection the events are {@code Opened}, then any number of {@code Received}, then at most one
 * {@code Garbled}, then {@code Closed}; a connection whose TLS does not come up is never heard of.
 */
public final class ServerListener implements NetPort {
    /**
     * Connections that the kernel may hold until they are accepted; a hundred logins at once are a normal morning
     * (T27).
     */
    private static final int BACKLOG = 1024;

    private static final System.Logger LOG = System.getLogger(ServerListener.class.getName());

    private final ListenerLimits limits;
    private final EventSink sink;
    private final Admission admission;
    private final Turnstile turnstile;
    private final MultiThreadIoEventLoopGroup loops;
    private final Map<ConnectionId, FrameChannel<ClientFrame, ServerFrame>> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Channel> bound = new CompletableFuture<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final AtomicLong nextId = new AtomicLong(1);
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Map<String, Long> groups = new ConcurrentHashMap<>();
    private final Map<CloseReason, Long> closed = new ConcurrentHashMap<>();
    private volatile TlsEndpoint tls;
    private volatile boolean stopping;

    private ServerListener(TlsEndpoint tls, ListenerLimits limits, EventSink sink) {
        this.tls = tls;
        this.limits = limits;
        this.sink = sink;
        this.admission = new Admission(limits.connectionsMax(), limits.connectionsPerOriginMax());
        this.loops = new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(),
                new DefaultThreadFactory("net", true),
                NioIoHandler.newFactory());
        Ticker ticker = loops.next().ticker();
        long start = ticker.nanoTime();
        Supplier<Instant> clock = () -> Instant.EPOCH.plusNanos(ticker.nanoTime() - start);
        this.turnstile = new Turnstile(limits.handshakes(), clock, this::after);
    }

    private void after(Duration delay, Runnable task) {
        var unused = loops.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Binds and accepts; blocks until that is done.
     *
     * @param address port 0 takes any free one, see {@link #address}
     * @param sink gets the events
     * @throws IOException when the address cannot be listened on
     */
    public static ServerListener open(InetSocketAddress address, TlsEndpoint tls, ListenerLimits limits, EventSink sink)
            throws IOException {
        ServerListener listener = new ServerListener(tls, limits, sink);
        ChannelFuture binding = new ServerBootstrap()
                .group(listener.loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(listener.new Door())
                .bind(address)
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            listener.shutdown(Duration.ZERO);
            throw new IOException(
                    "cannot listen on " + address + ": " + binding.cause().getMessage(), binding.cause());
        }
        listener.bound.complete(binding.channel());
        return listener;
    }

    /** New connections are shown this from now on; those that are there stay as they are. */
    public void present(TlsEndpoint renewed) {
        tls = renewed;
    }

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return (InetSocketAddress) bound.join().localAddress();
    }

    @Override
    public void transmit(ConnectionId connection, ServerFrame frame) {
        with(connection, channel -> channel.send(frame));
    }

    @Override
    public void admit(ConnectionId connection, int frameBytesMax) {
        with(connection, channel -> channel.admit(frameBytesMax));
    }

    @Override
    public void close(ConnectionId connection) {
        with(connection, channel -> channel.close());
    }

    @Override
    public void processed(ConnectionId connection) {
        with(connection, channel -> channel.processed());
    }

    private void with(ConnectionId connection, Consumer<FrameChannel<ClientFrame, ServerFrame>> action) {
        FrameChannel<ClientFrame, ServerFrame> channel = open.get(connection);
        if (channel != null) {
            action.accept(channel);
        }
    }

    @Override
    public CompletableFuture<Void> stopAccepting() {
        stopping = true;
        bound.join().close().addListener(gone -> completeWhenDrained());
        return drained.copy();
    }

    private void completeWhenDrained() {
        if (stopping && open.isEmpty()) {
            drained.complete(null);
        }
    }

    @Override
    public void shutdown(Duration within) {
        stopping = true;
        // The loops close every socket they have when they end.
        var unused = loops.shutdownGracefully(0, within.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(within.toMillis());
    }

    /** Counters as of now. */
    public ListenerStatistics statistics() {
        return new ListenerStatistics(
                admission.total(),
                open.size(),
                accepted.get(),
                refused.get(),
                turnstile.waited(),
                new TreeMap<>(groups),
                closed.isEmpty() ? Map.of() : new EnumMap<>(closed));
    }

    /** Lets a TCP connection in or not, before anything is spent on it. */
    private final class Door extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            Origin origin = Origin.of(channel.remoteAddress());
            if (stopping || !admission.tryEnter(origin)) {
                refused.incrementAndGet();
                ChannelFuture unused = channel.close();
                return;
            }
            accepted.incrementAndGet();
            ChannelFuture unused = channel.closeFuture().addListener(gone -> admission.leave(origin));
            Connection owner = new Connection(new ConnectionId(nextId.getAndIncrement()), origin, sink, new Book());
            Threshold threshold = new Threshold(
                    channel,
                    origin,
                    turnstile,
                    limits.handshakeWithin(),
                    owner,
                    (inside, within) -> install(inside, within, owner));
            channel.pipeline().addLast(threshold);
        }

        private void install(Channel channel, Duration handshakeWithin, Connection owner) {
            FrameChannel.install(
                    channel,
                    tls,
                    handshakeWithin,
                    FrameCodec.CLIENT,
                    FrameCodec.SERVER,
                    Limits.FRAME_BYTES_MAX_STRANGER,
                    limits.channel(),
                    owner);
        }
    }

    /** Who is connected. */
    private final class Book implements Connection.Registry {
        @Override
        public void opened(ConnectionId id, FrameChannel<ClientFrame, ServerFrame> channel, TlsSession session) {
            open.put(id, channel);
            groups.merge(session.group(), 1L, Long::sum);
            channel.expectAdmission(limits.loginWithin());
        }

        @Override
        public void closed(ConnectionId id, CloseReason reason) {
            open.remove(id);
            long count = closed.merge(reason, 1L, Long::sum);
            // The first, second, fourth...: whoever knocks a million times fills no disk.
            if (reason == CloseReason.NOT_POST_QUANTUM && Long.bitCount(count) == 1) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "{0} TLS handshakes refused so far: the client offered no X25519MLKEM768, and tls.require-pq"
                                + " is set",
                        count);
            }
            completeWhenDrained();
        }
    }
}
