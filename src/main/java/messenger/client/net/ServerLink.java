package messenger.client.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import messenger.protocol.ClientFrame;
import messenger.protocol.FrameCodec;
import messenger.protocol.Limits;
import messenger.protocol.ServerFrame;
import messenger.transport.CloseReason;
import messenger.transport.FrameChannel;
import messenger.transport.FrameOwner;
import messenger.transport.ServerKeyHash;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsSession;

/**
 * One TLS link to one server, kept up until it is closed.
 *
 * <p>Threads: all state is owned by the link's one event loop, which also delivers the events, one at a time and in
 * order; the consumer must not block it. {@link #send}, {@link #processed}, {@link #drop}, {@link #reconnectNow} and
 * {@link #close} may be called from any thread and return at once.
 *
 * <p>Order: {@code Connecting}, then {@code Connected}, {@code Received}..., {@code Disconnected}, and again from
 * {@code Connecting}; at the first contact {@code Untrusted} comes in between. {@code Ended} is last and comes once.
 * No frame is ever sent to a server that is not the right one.
 */
public final class ServerLink implements AutoCloseable {
    /** What the link needs from outside; all of it is used on the link's thread only. */
    public record Surroundings(
            Consumer<LinkEvent> events, LinkTimer timer, InstantSource clock, RandomGenerator random) {}

    private final ServerAddress address;
    private final LinkSettings settings;
    private final TlsEndpoint tls;
    private final Surroundings surroundings;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;

    private Trust trust;
    private Backoff backoff;
    private long attempts;
    private volatile LinkState state = new LinkState.Waiting(new LinkId(0));

    private ServerLink(
            ServerAddress address, Trust trust, LinkSettings settings, TlsEndpoint tls, Surroundings surroundings) {
        this.address = address;
        this.trust = trust;
        this.settings = settings;
        this.tls = tls;
        this.surroundings = surroundings;
        this.backoff = settings.backoff();
        this.group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("link", true), NioIoHandler.newFactory());
        this.loop = group.next();
    }

    /** Starts to connect; returns at once. */
    public static ServerLink open(
            ServerAddress address, Trust trust, LinkSettings settings, TlsEndpoint tls, Surroundings surroundings) {
        ServerLink link = new ServerLink(address, trust, settings, tls, surroundings);
        link.loop.execute(link::connectIfWaiting);
        return link;
    }

    /**
     * Sends a frame on this very connection; false, and no effect, when it is gone or its queue is full. A true is no
     * receipt: only the server's answer is.
     */
    public boolean send(LinkId link, ClientFrame frame) {
        return state instanceof LinkState.Up up && up.isOf(link) && up.frames().send(frame);
    }

    /** Due once for each {@link LinkEvent.Received}, when it is dealt with: else the link stops reading. */
    public void processed(LinkId link) {
        if (state instanceof LinkState.Up up && up.isOf(link)) {
            up.frames().processed();
        }
    }

    /** Gives this connection up, as if it had been lost; the next one comes by itself. */
    public void drop(LinkId link) {
        onLoop(() -> {
            if (state instanceof LinkState.Up up && up.isOf(link)) {
                up.frames().abort(CloseReason.BY_US);
                lost(link, Loss.LOST);
            }
        });
    }

    /** Does not wait any longer, if it waits; somebody is looking at the screen. */
    public void reconnectNow() {
        onLoop(this::connectIfWaiting);
    }

    /** Sends what is queued, closes, and ends its thread. */
    @Override
    public void close() {
        onLoop(this::end);
    }

    private void connectIfWaiting() {
        if (state instanceof LinkState.Waiting) {
            connect();
        }
    }

    private void connect() {
        LinkId link = new LinkId(++attempts);
        surroundings.events.accept(new LinkEvent.Connecting());
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectWithin().toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        FrameChannel.install(
                                channel,
                                tls,
                                settings.handshakeWithin(),
                                FrameCodec.SERVER,
                                FrameCodec.CLIENT,
                                Limits.FRAME_BYTES_MAX,
                                settings.channel(),
                                new Attempt(link));
                    }
                })
                .connect(address.host(), address.port());
        state = new LinkState.Connecting(link, connecting.channel());
        ChannelFuture unused = connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                lost(link, Loss.UNREACHABLE);
            }
        });
    }

    private void lost(LinkId link, Loss loss) {
        if (!state.isOf(link)) {
            return;
        }
        backoff = backoff.failed();
        Duration wait = backoff.delay(surroundings.random);
        state = new LinkState.Waiting(link);
        surroundings.events.accept(
                new LinkEvent.Disconnected(loss, surroundings.clock.instant().plus(wait)));
        surroundings.timer.after(
                wait,
                () -> onLoop(() -> {
                    if (state instanceof LinkState.Waiting waiting
                            && waiting.after().equals(link)) {
                        connect();
                    }
                }));
    }

    /** A timer or a person may come when the thread has ended. */
    private void onLoop(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }

    private void firstContact(Judgement.Open open, ServerKeyHash presented) {
        state = new LinkState.Asking(presented);
        surroundings.events.accept(new LinkEvent.Untrusted(presented, open.certification()));
        var unused = open.decision()
                .onFirstContact(presented)
                .whenComplete((verdict, failure) -> onLoop(() -> {
                    if (!(state instanceof LinkState.Asking asking)
                            || !asking.presented().equals(presented)) {
                        return;
                    }
                    if (failure == null && verdict == TrustDecision.Verdict.TRUST) {
                        trust = new Trust.Pinned(presented);
                        connect();
                    } else {
                        end();
                    }
                }));
    }

    private void end() {
        if (state instanceof LinkState.Over || state instanceof LinkState.Ending) {
            return;
        }
        if (state instanceof LinkState.Up up) {
            // When the last bytes are out, its owner hears of it and finishes.
            state = new LinkState.Ending(up.link());
            up.frames().close();
            return;
        }
        if (state instanceof LinkState.Connecting connecting) {
            ChannelFuture unused = connecting.channel().close();
        }
        finish();
    }

    private void finish() {
        state = new LinkState.Over();
        surroundings.events.accept(new LinkEvent.Ended());
        var unused =
                group.shutdownGracefully(0, settings.channel().closeWithin().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One connection. */
    private final class Attempt implements FrameOwner<ServerFrame, ClientFrame> {
        private final LinkId link;

        Attempt(LinkId link) {
            this.link = link;
        }

        @Override
        public void opened(FrameChannel<ServerFrame, ClientFrame> frames, TlsSession session) {
            if (!state.isOf(link) || session.peerKeys().isEmpty()) {
                frames.abort(CloseReason.TLS_FAILED);
                return;
            }
            ServerKeyHash presented = session.peerKeys().get(0);
            Judgement judgement = Judgement.of(trust, presented, session, surroundings.clock.instant());
            if (judgement instanceof Judgement.Right right) {
                state = new LinkState.Up(link, frames);
                surroundings.events.accept(new LinkEvent.Connected(link, presented, session.group(), right.by()));
                return;
            }
            frames.abort(CloseReason.BY_US);
            if (judgement instanceof Judgement.Open open) {
                firstContact(open, presented);
            } else if (judgement instanceof Judgement.Wrong wrong) {
                surroundings.events.accept(new LinkEvent.PinMismatch(wrong.expected(), presented));
                end();
            }
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void received(ServerFrame frame, int bytes) {
            if (frame instanceof ServerFrame.LoggedIn) {
                // Only now it is a success: a server that accepts and then closes must not be called once a second.
                backoff = backoff.succeeded();
            }
            if (frame instanceof ServerFrame.Pong) {
                processed(link);
            } else if (state.isOf(link)) {
                surroundings.events.accept(new LinkEvent.Received(link, frame));
            }
        }

        @Override
        public void garbled() {
            if (state instanceof LinkState.Up up && up.isOf(link)) {
                up.frames().abort(CloseReason.BY_US);
            }
            lost(link, Loss.GARBLED);
        }

        @Override
        public void quiet() {
            send(link, new ClientFrame.Ping());
        }

        @Override
        public void closed(CloseReason reason) {
            if (state instanceof LinkState.Ending ending && ending.link().equals(link)) {
                finish();
            } else {
                lost(link, Loss.of(reason));
            }
        }
    }
}
