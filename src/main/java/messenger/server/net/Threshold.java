package messenger.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import messenger.transport.CloseReason;

/**
 * A TCP connection before TLS: it is worth nothing more until it says something, and then when it is its turn at the
 * {@link Turnstile}. What it said is kept for TLS. Owned by the connection's event loop.
 */
final class Threshold extends ByteToMessageDecoder implements Runnable {
    /** A client's first flight is one record at most, and then it waits for an answer (RFC 8446 2, 5.1). */
    static final int BYTES_MAX = 16 * 1024 + 5;

    /** What is behind the threshold. */
    interface Inside {
        /** Puts TLS onto the connection, which has so much time left for it. */
        void install(Channel channel, Duration handshakeWithin);
    }

    private static final System.Logger LOG = System.getLogger(Threshold.class.getName());

    private final Channel channel;
    private final Origin origin;
    private final Turnstile turnstile;
    private final Connection owner;
    private final Inside inside;
    private final ScheduledFuture<?> deadline;
    private CloseReason reason = CloseReason.BY_PEER;
    private boolean waiting;
    private boolean entered;

    /**
     * For a connection of {@code owner}, who hears of its end if that comes before it is inside.
     *
     * @param handshakeWithin the time until TLS must be up; waiting counts
     */
    Threshold(
            Channel channel,
            Origin origin,
            Turnstile turnstile,
            Duration handshakeWithin,
            Connection owner,
            Inside inside) {
        this.channel = channel;
        this.origin = origin;
        this.turnstile = turnstile;
        this.owner = owner;
        this.inside = inside;
        this.deadline = channel.eventLoop().schedule(this::sendAway, handshakeWithin.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.readableBytes() > BYTES_MAX) {
            sendAway();
        } else if (!waiting) {
            waiting = true;
            turnstile.enter(origin, this);
        }
    }

    /** It is this one's turn. Called by any thread. */
    @Override
    public void run() {
        try {
            channel.eventLoop().execute(this::enter);
        } catch (RejectedExecutionException e) {
            // The listener has shut down, and the connection with it.
            LOG.log(System.Logger.Level.DEBUG, "a turn came after the end of its event loop");
        }
    }

    private void enter() {
        if (channel.isActive() && reason == CloseReason.BY_PEER) {
            entered = true;
            long left = deadline.getDelay(TimeUnit.MILLISECONDS);
            deadline.cancel(false);
            inside.install(channel, Duration.ofMillis(Math.max(1, left)));
            // What was said so far goes to what was installed behind this.
            channel.pipeline().remove(this);
        }
    }

    private void sendAway() {
        reason = CloseReason.TLS_FAILED;
        ChannelFuture unused = channel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        if (!entered) {
            deadline.cancel(false);
            turnstile.leave(origin, this);
            owner.closed(reason);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Only the network can fail here.
        ChannelFuture unused = channel.close();
    }
}
