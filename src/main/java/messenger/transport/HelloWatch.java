package messenger.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** Shows the bytes between TLS and the socket to a {@link ServerHello}, on the side where the server's hello passes. */
final class HelloWatch extends ChannelDuplexHandler {
    private final ServerHello hello = new ServerHello();
    private final TlsEndpoint.Side side;

    HelloWatch(TlsEndpoint.Side side) {
        this.side = side;
    }

    String group() {
        return hello.group();
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
        }
        ChannelFuture unused = ctx.write(message, promise);
    }
}
