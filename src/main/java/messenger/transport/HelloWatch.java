package messenger.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/**
 * Shows the bytes between TLS and the socket to a {@link ServerHello}, on the side where the server's hello passes.
 *
 * <p>Where {@link KeyExchange#POST_QUANTUM_REQUIRED} holds, a hello with another group does not go out: an alert goes
 * in its place. Here and not in the two TLS stacks, because Bouncy Castle cannot do without a classical group when it
 * signs with a certificate on a curve, and because each would say something else to the client.
 */
final class HelloWatch extends ChannelDuplexHandler {
    /** Fired through the pipeline when a hello was held back. */
    enum Held {
        NOT_POST_QUANTUM
    }

    /** RFC 8446 6.2: the server requires parameters more secure than those supported by the client. */
    static final int INSUFFICIENT_SECURITY = 71;

    /** A record with a fatal alert, in the clear, because no keys are agreed on yet (RFC 8446 5.1, 6). */
    private static final byte[] ALERT = {21, 3, 3, 0, 2, 2, INSUFFICIENT_SECURITY};

    private final ServerHello hello = new ServerHello();
    private final TlsEndpoint.Side side;
    private final KeyExchange required;
    private boolean held;

    HelloWatch(TlsEndpoint.Side side, KeyExchange required) {
        this.side = side;
        this.required = required;
    }

    String group() {
        return hello.group();
    }

    /** On a client: the server refused because it wants a better key exchange. Not authenticated, as all alerts. */
    boolean isRefusedAsTooWeak() {
        return hello.alert() == INSUFFICIENT_SECURITY;
    }

    /** Whether this handshake may be used. */
    boolean isGoodEnough() {
        return required == KeyExchange.POST_QUANTUM_PREFERRED || group().equals(TlsSession.POST_QUANTUM_GROUP);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (side == TlsEndpoint.Side.CLIENT && message instanceof ByteBuf bytes) {
            hello.look(bytes);
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (side == TlsEndpoint.Side.SERVER && message instanceof ByteBuf bytes) {
            hello.look(bytes);
            if (!held && !group().equals(ServerHello.UNKNOWN) && !isGoodEnough()) {
                hold(ctx);
            }
        }
        if (held) {
            // The rest of the first flight, and whatever else the stack has to say about its end.
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        } else {
            ChannelFuture unused = ctx.write(message, promise);
        }
    }

    private void hold(ChannelHandlerContext ctx) {
        held = true;
        ChannelFuture unused = ctx.writeAndFlush(
                        ctx.alloc().buffer(ALERT.length).writeBytes(ALERT))
                .addListener(ChannelFutureListener.CLOSE);
        ctx.fireUserEventTriggered(Held.NOT_POST_QUANTUM);
    }
}
