package messenger.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import messenger.protocol.FrameCodec;
import messenger.protocol.Limits;

/**
 * One connection that speaks frames over TLS.
 *
 * <p>Threads: everything that moves bytes happens on the connection's event loop, and so do all calls to the
 * {@link FrameOwner}. {@link #send}, {@link #processed}, {@link #admit}, {@link #close} and {@link #abort} may be
 * called from any thread and never block; what one thread sends, goes out in that order.
 *
 * <p>Bounds: see {@link ChannelLimits}. What was received but not processed stops the reading, so a flood stays in
 * the sender's socket; what was sent but not taken closes the connection, so a reader that sleeps costs its own
 * connection and nobody else's.
 *
 * @param <I> the family of frames that come in
 * @param <O> the family of frames that go out
 */
public final class FrameChannel<I, O> {
    /** After the last frame that is wanted, this much more is read, so that our goodbye is not lost in a TCP reset. */
    static final int IGNORED_BYTES_MAX = 1024 * 1024;

    /** The same of somebody who was never admitted: to decrypt what nobody wants holds up the others of the loop. */
    static final int IGNORED_BYTES_MAX_STRANGER = 128 * 1024;

    private static final System.Logger LOG = System.getLogger(FrameChannel.class.getName());

    private final Channel channel;
    private final ChannelLimits limits;
    private final FrameOwner<I, O> owner;
    private final LoopTasks tasks;
    private final Incoming<I, O> incoming;
    private final Outgoing<O> outgoing;
    private final Heartbeat heartbeat = new Heartbeat();
    private final SendBudget budget;
    private final AtomicBoolean drainDue = new AtomicBoolean();
    private volatile boolean closing;
    private boolean over;
    private CloseReason reason = CloseReason.BY_PEER;

    private FrameChannel(
            Channel channel,
            FrameCodec<I> in,
            FrameCodec<O> out,
            int frameBytesMax,
            ChannelLimits limits,
            FrameOwner<I, O> owner) {
        this.channel = channel;
        this.limits = limits;
        this.owner = owner;
        this.tasks = new LoopTasks(channel, this::ourFault);
        this.budget = new SendBudget(limits.sendQueueBytesMax());
        this.outgoing = new Outgoing<>(channel, out, budget);
        Unprocessed unprocessed = new Unprocessed(limits.unprocessedFramesMax(), limits.unprocessedBytesMax());
        this.incoming = new Incoming<>(channel, in, owner, tasks, unprocessed, frameBytesMax);
    }

    /**
     * Puts TLS and frames onto a connection, on its event loop, before anything is read from it.
     *
     * @param handshakeWithin a TLS handshake that takes longer closes the connection
     * @param frameBytesMax what an incoming frame may have until {@link #admit}
     */
    public static <I, O> FrameChannel<I, O> install(
            Channel channel,
            TlsEndpoint tls,
            Duration handshakeWithin,
            FrameCodec<I> in,
            FrameCodec<O> out,
            int frameBytesMax,
            ChannelLimits limits,
            FrameOwner<I, O> owner) {
        FrameChannel<I, O> frames = new FrameChannel<>(channel, in, out, frameBytesMax, limits, owner);
        tls.install(channel.pipeline(), handshakeWithin, limits.closeWithin());
        channel.pipeline().addLast(frames.new Handler());
        return frames;
    }

    /**
     * Sends a frame after those sent before; false, and no effect, when the connection is closing or its queue is full.
     */
    public boolean send(O frame) {
        if (closing) {
            return false;
        }
        if (!outgoing.handOver(frame)) {
            abort(CloseReason.SEND_QUEUE_FULL);
            return false;
        }
        drainSoon();
        return true;
    }

    /** One of the received frames is done with, the oldest. */
    public void processed() {
        incoming.processed();
    }

    /**
     * The deadline of {@link #expectAdmission} is over, and from now on incoming frames may be as large as this, up to
     * {@link Limits#FRAME_BYTES_MAX}.
     */
    public void admit(int frameBytesMax) {
        incoming.admit(frameBytesMax);
    }

    /** Closes, if nobody calls {@link #admit} in time; until then few frames may wait to be processed. */
    public void expectAdmission(Duration within) {
        tasks.run(() -> {
            incoming.expectAdmission();
            tasks.runAfter(within, () -> {
                if (!incoming.isAdmitted()) {
                    cut(CloseReason.NOT_ADMITTED);
                }
            });
        });
    }

    /** Sends what was sent before, then closes; no more frames come in. */
    public void close() {
        closing = true;
        drainSoon();
    }

    /** Closes at once; what waits is lost. */
    public void abort(CloseReason why) {
        closing = true;
        tasks.run(() -> cut(why));
    }

    private void drainSoon() {
        if (drainDue.compareAndSet(false, true)) {
            tasks.run(this::drain);
        }
    }

    private void drain() {
        drainDue.set(false);
        boolean last = closing;
        if (over) {
            outgoing.drop();
            return;
        }
        heartbeat.sent();
        if (!outgoing.writeAll()) {
            cut(CloseReason.SEND_QUEUE_FULL);
            return;
        }
        channel.flush();
        if (last) {
            incoming.stop();
            end(CloseReason.BY_US);
            sayGoodbye();
        }
    }

    /**
     * Ends TLS and this half of TCP, then waits for the other half: a close with bytes unread would reset what is on
     * its way.
     */
    private void sayGoodbye() {
        channel.config().setAutoRead(true);
        tasks.runAfter(limits.closeWithin(), () -> cut(CloseReason.BY_US));
        ChannelFuture unused = channel.pipeline()
                .get(SslHandler.class)
                .closeOutbound()
                .addListener(ended -> {
                    if (channel instanceof DuplexChannel duplex && channel.isActive()) {
                        ChannelFuture ignored = duplex.shutdownOutput();
                    }
                });
    }

    /** Closes past TLS, which would first wait for a peer that may not read. */
    private void cut(CloseReason why) {
        closing = true;
        end(why);
        incoming.stop();
        outgoing.drop();
        ChannelHandlerContext first = channel.pipeline().firstContext();
        ChannelFuture unused = first == null ? channel.close() : first.close();
    }

    private void end(CloseReason why) {
        if (!over) {
            over = true;
            reason = why;
        }
    }

    private void ourFault(Throwable cause) {
        LOG.log(System.Logger.Level.ERROR, "a connection failed in our own code", cause);
        cut(CloseReason.OUR_FAULT);
    }

    private void probeLife() {
        if (incoming.isPaused()) {
            heartbeat.received();
        }
        Heartbeat.Verdict verdict = heartbeat.probe();
        if (verdict == Heartbeat.Verdict.DEAD) {
            cut(CloseReason.SILENT);
        } else if (verdict == Heartbeat.Verdict.QUIET && !over) {
            owner.quiet();
        }
    }

    private void probeProgress() {
        if (budget.isStalledAtProbe()) {
            cut(CloseReason.STALLED);
        }
    }

    /** What the library calls, apart so that nobody else can. */
    private final class Handler extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            heartbeat.received();
            incoming.append((ByteBuf) message);
            int ignoredMax = incoming.isAdmitted() ? IGNORED_BYTES_MAX : IGNORED_BYTES_MAX_STRANGER;
            if (incoming.ignoredBytes() > ignoredMax) {
                cut(CloseReason.BY_US);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == HelloWatch.Held.NOT_POST_QUANTUM) {
                // The alert is on its way, and the connection closes behind it.
                end(CloseReason.NOT_POST_QUANTUM);
            } else if (event instanceof SslHandshakeCompletionEvent handshake && !over) {
                if (handshake.isSuccess() && !TlsEndpoint.isGoodEnough(channel)) {
                    cut(CloseReason.NOT_POST_QUANTUM);
                } else if (handshake.isSuccess()) {
                    tasks.runEvery(Heartbeat.every(limits.silenceMax()), FrameChannel.this::probeLife);
                    tasks.runEvery(SendBudget.probeEvery(limits.writeStallMax()), FrameChannel.this::probeProgress);
                    owner.opened(FrameChannel.this, TlsEndpoint.session(channel));
                } else {
                    cut(channel.isActive() ? TlsEndpoint.whyFailed(channel) : CloseReason.BY_PEER);
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            end(CloseReason.BY_PEER);
            closing = true;
            incoming.stop();
            outgoing.drop();
            owner.closed(reason);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // I/O errors and broken TLS are the other end's or the network's; anything else is a fault of ours.
            if (cause instanceof IOException) {
                cut(CloseReason.BY_PEER);
            } else if (cause instanceof DecoderException) {
                cut(CloseReason.TLS_FAILED);
            } else {
                ourFault(cause);
            }
        }
    }
}
