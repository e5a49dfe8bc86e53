package messenger.e2e;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import messenger.protocol.ClientFrame;
import messenger.transport.ServerKeyHash;

/**
 * Connections that do their worst, a fifth of them each way. Who is thrown out comes again. Cheap for the attacker, so
 * that on one machine it is the server that is measured.
 */
final class HostileCrowd {
    /** What each fifth does. */
    private enum Manner {
        /** TCP, and not a byte. */
        SILENT(2000),
        /** The first flight of TLS, and no answer to what the server says to it, until that gives it up. */
        HALF_OPEN(2000),
        /** TLS, and then frames as fast as the server takes them. */
        FLOODING(2000),
        /** Logs in, asks for mail, and reads nothing. */
        NEVER_READING(2000),
        /** Connects, and resets. */
        RESETTING(500);

        /** Before it comes again, in milliseconds, about. */
        private final int again;

        Manner(int again) {
            this.again = again;
        }
    }

    private static final int PINGS_AT_ONCE = 200;

    /** Theirs, and not that of the others: limits count by address. Those who log in come from a third one. */
    private static final String ADDRESS = "127.0.0.2";

    /** The server's deadline for a handshake. */
    private static final int GIVEN_UP_SECONDS = 10;

    private final InetSocketAddress server;
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final int each;
    private final SslContext tls;
    private final byte[] firstFlight;
    private final byte[] pings;
    private final SleepingReaders readers;
    private final Map<Channel, Manner> connections = new ConcurrentHashMap<>();
    private final Map<Manner, Integer> deeds = new ConcurrentSkipListMap<>();
    private volatile boolean here;

    private HostileCrowd(int port, int each, SleepingReaders readers) throws SSLException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.each = each;
        this.readers = readers;
        this.tls = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm("")
                .protocols("TLSv1.3")
                .build();
        this.firstFlight = firstFlight();
        byte[] ping = RawClient.framed(new ClientFrame.Ping());
        ByteBuffer many = ByteBuffer.allocate(PINGS_AT_ONCE * ping.length);
        while (many.hasRemaining()) {
            many.put(ping);
        }
        this.pings = many.array();
    }

    /** Registers those who will log in, and has mail wait for them. */
    static HostileCrowd recruit(int port, ServerKeyHash key, int each) throws Exception {
        return new HostileCrowd(port, each, SleepingReaders.register(port, key, each));
    }

    private static byte[] firstFlight() throws SSLException {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            engine.setEnabledProtocols(new String[] {"TLSv1.3"});
            ByteBuffer flight = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), flight);
            byte[] bytes = new byte[flight.position()];
            flight.flip().get(bytes);
            return bytes;
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** How often each kind has come so far. */
    String deeds() {
        return deeds.toString();
    }

    /** All come; returns when each has been there once. */
    void come() throws Exception {
        here = true;
        CompletableFuture<?>[] arrived = new CompletableFuture<?>[4 * each];
        for (int i = 0; i < each; i++) {
            arrived[4 * i] = connect(Manner.SILENT);
            arrived[4 * i + 1] = connect(Manner.HALF_OPEN);
            arrived[4 * i + 2] = connect(Manner.FLOODING);
            arrived[4 * i + 3] = connect(Manner.RESETTING);
        }
        readers.come();
        for (int i = 0; i < each; i++) {
            count(Manner.NEVER_READING);
        }
        CompletableFuture.allOf(arrived).join();
    }

    /** All go, and none comes again. */
    void leave() throws IOException {
        here = false;
        readers.leave();
        // All before the first is waited for: each may have to say goodbye to a server that does not listen.
        List<ChannelFuture> closing =
                connections.keySet().stream().map(Channel::close).toList();
        closing.forEach(closed -> closed.awaitUninterruptibly());
    }

    private void count(Manner manner) {
        int unused = deeds.merge(manner, 1, Integer::sum);
    }

    private CompletableFuture<Void> connect(Manner manner) {
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        if (!here) {
            arrived.complete(null);
            return arrived;
        }
        count(manner);
        ChannelFuture connecting = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, manner != Manner.HALF_OPEN)
                .handler(new Hostile(manner))
                .localAddress(ADDRESS, 0)
                .connect(server);
        connections.put(connecting.channel(), manner);
        ChannelFuture unused = connecting.addListener(done -> arrived.complete(null));
        ChannelFuture ignored = connecting.channel().closeFuture().addListener(closed -> {
            connections.remove(connecting.channel());
            comeAgain(manner);
        });
        return arrived;
    }

    private void comeAgain(Manner manner) {
        if (here) {
            // Not all at the same moment: between the half of the time and half as much again.
            long wait = manner.again / 2 + ThreadLocalRandom.current().nextLong(manner.again);
            Runnable again = () -> connect(manner).isDone();
            var unused = loops.next().schedule(again, wait, TimeUnit.MILLISECONDS);
        }
    }

    /** One connection. */
    private final class Hostile extends ChannelInboundHandlerAdapter {
        private final Manner manner;

        Hostile(Manner manner) {
            this.manner = manner;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            if (manner == Manner.FLOODING) {
                context.pipeline().addFirst(tls.newHandler(context.alloc()));
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (manner == Manner.RESETTING) {
                context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                end(context);
            } else if (manner == Manner.HALF_OPEN) {
                ChannelFuture unused = context.writeAndFlush(Unpooled.wrappedBuffer(firstFlight));
                // It does not read, and so does not see when it is thrown out.
                Runnable givenUp = () -> end(context);
                var ignored = context.executor().schedule(givenUp, GIVEN_UP_SECONDS, TimeUnit.SECONDS);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent) {
                flood(context);
            }
        }

        /** The next as soon as the server has taken this; the others of this thread have their turn in between. */
        private void flood(ChannelHandlerContext context) {
            ChannelFuture unused = context.writeAndFlush(Unpooled.wrappedBuffer(pings))
                    .addListener(taken -> {
                        if (taken.isSuccess()) {
                            context.executor().execute(() -> flood(context));
                        }
                    });
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ((ByteBuf) message).release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            end(context);
        }

        private static void end(ChannelHandlerContext context) {
            ChannelFuture unused = context.close();
        }
    }
}
