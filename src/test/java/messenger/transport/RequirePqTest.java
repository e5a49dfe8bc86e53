package messenger.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import messenger.protocol.ClientFrame;
import messenger.protocol.FrameCodec;
import messenger.protocol.Limits;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tls.require-pq}: every TLS of a client against every TLS of a server (PROTOCOL 1.16.4). */
final class RequirePqTest {
    private static final long PATIENCE_SECONDS = 30;
    private static final byte[] INSUFFICIENT_SECURITY = {21, 3, 3, 0, 2, 2, 71};

    @TempDir
    private Path folder;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Ends<ClientFrame, ServerFrame> server = new Ends<>();
    private final Ends<ServerFrame, ClientFrame> ours = new Ends<>();

    @AfterEach
    void stop() throws InterruptedException {
        assertTrue(loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** Notes how a connection begins or ends. */
    private static final class Ends<I, O> implements FrameOwner<I, O> {
        private final CompletableFuture<TlsSession> opened = new CompletableFuture<>();
        private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

        @Override
        public void opened(FrameChannel<I, O> channel, TlsSession session) {
            opened.complete(session);
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void received(I frame, int bytes) {}

        @Override
        public void garbled() {}

        @Override
        public void quiet() {}

        @Override
        public void closed(CloseReason reason) {
            closed.complete(reason);
        }

        String groupOrReason() throws Exception {
            return String.valueOf(
                    CompletableFuture.anyOf(opened.thenApply(TlsSession::group), closed.thenApply(CloseReason::name))
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    private Channel listen(TlsEndpoint tls) throws InterruptedException {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        FrameChannel.install(
                                channel,
                                tls,
                                java.time.Duration.ofSeconds(PATIENCE_SECONDS),
                                FrameCodec.CLIENT,
                                FrameCodec.SERVER,
                                Limits.FRAME_BYTES_MAX,
                                ChannelLimits.DEFAULT,
                                server);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    private void connectOurs(TlsStack stack, InetSocketAddress address) {
        connect(address, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                FrameChannel.install(
                        channel,
                        TlsEndpoint.client(stack),
                        java.time.Duration.ofSeconds(PATIENCE_SECONDS),
                        FrameCodec.SERVER,
                        FrameCodec.CLIENT,
                        Limits.FRAME_BYTES_MAX,
                        ChannelLimits.DEFAULT,
                        ours);
            }
        });
    }

    /** The first bytes that the server says. */
    private CompletableFuture<byte[]> connectForeign(ForeignClient client, InetSocketAddress address) {
        CompletableFuture<byte[]> first = new CompletableFuture<>();
        connect(address, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) throws GeneralSecurityException, IOException {
                channel.pipeline()
                        .addLast(
                                new ChannelInboundHandlerAdapter() {
                                    @Override
                                    public void channelRead(ChannelHandlerContext ctx, Object message) {
                                        byte[] bytes = new byte[((ByteBuf) message).readableBytes()];
                                        ((ByteBuf) message).getBytes(((ByteBuf) message).readerIndex(), bytes);
                                        first.complete(bytes);
                                        ctx.fireChannelRead(message);
                                    }
                                },
                                client.handler(channel),
                                new Ignore());
            }
        });
        return first;
    }

    /** What goes wrong is seen on the wire. */
    private static final class Ignore extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ChannelFuture unused = ctx.close();
        }
    }

    private void connect(InetSocketAddress address, ChannelInitializer<Channel> handler) {
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(handler)
                .connect(address)
                .syncUninterruptibly();
    }

    @ParameterizedTest
    @CsvSource({
        "BORINGSSL, OURS_BORINGSSL", "BORINGSSL, OURS_BOUNCYCASTLE", "BORINGSSL, LATE_BOUNCYCASTLE",
        "BORINGSSL, CLASSICAL_BORINGSSL", "BORINGSSL, CLASSICAL_BOUNCYCASTLE", "BORINGSSL, JDK",
        "BOUNCYCASTLE, OURS_BORINGSSL", "BOUNCYCASTLE, OURS_BOUNCYCASTLE", "BOUNCYCASTLE, LATE_BOUNCYCASTLE",
        "BOUNCYCASTLE, CLASSICAL_BORINGSSL", "BOUNCYCASTLE, CLASSICAL_BOUNCYCASTLE", "BOUNCYCASTLE, JDK"
    })
    void onlyWhoHasTheHybridGroupGetsIn(TlsStack stack, ForeignClient client) throws Exception {
        ServerIdentity identity = Identities.in(folder, 1);
        Channel listener = listen(TlsEndpoint.server(stack, identity, KeyExchange.POST_QUANTUM_REQUIRED));

        byte[] said = meet(client, (InetSocketAddress) listener.localAddress());

        if (client.isPostQuantum()) {
            assertEquals("X25519MLKEM768", server.groupOrReason());
        } else {
            assertEquals("NOT_POST_QUANTUM", server.groupOrReason());
            assertFalse(server.opened.isDone());
            assertArrayEquals(INSUFFICIENT_SECURITY, said);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BORINGSSL, LATE_BOUNCYCASTLE, X25519MLKEM768",
        "BORINGSSL, CLASSICAL_BORINGSSL, x25519",
        "BORINGSSL, CLASSICAL_BOUNCYCASTLE, x25519",
        "BORINGSSL, JDK, x25519",
        "BOUNCYCASTLE, LATE_BOUNCYCASTLE, X25519MLKEM768",
        "BOUNCYCASTLE, CLASSICAL_BORINGSSL, x25519",
        "BOUNCYCASTLE, CLASSICAL_BOUNCYCASTLE, x25519",
        "BOUNCYCASTLE, JDK, x25519"
    })
    void everybodyGetsInUnlessItIsRequired(TlsStack stack, ForeignClient client, String group) throws Exception {
        Channel listener = listen(TlsEndpoint.server(stack, Identities.in(folder, 1)));

        meet(client, (InetSocketAddress) listener.localAddress());

        assertEquals(group, server.groupOrReason());
    }

    private byte[] meet(ForeignClient client, InetSocketAddress address) throws Exception {
        if (client == ForeignClient.OURS_BORINGSSL || client == ForeignClient.OURS_BOUNCYCASTLE) {
            connectOurs(client == ForeignClient.OURS_BORINGSSL ? TlsStack.BORINGSSL : TlsStack.BOUNCYCASTLE, address);
            assertEquals("X25519MLKEM768", ours.groupOrReason());
            return new byte[0];
        }
        return connectForeign(client, address).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"BORINGSSL", "BOUNCYCASTLE"})
    void ourClientUnderstandsTheRefusal(TlsStack stack) throws Exception {
        // No TLS of ours fails to offer the group; so whoever refuses says so to everybody here.
        Channel refuser = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext ctx, Object message) {
                                ((ByteBuf) message).release();
                                ChannelFuture unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(INSUFFICIENT_SECURITY));
                            }
                        });
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();

        connectOurs(stack, (InetSocketAddress) refuser.localAddress());

        assertEquals("NOT_POST_QUANTUM", ours.groupOrReason());
    }

    @Test
    void anAlertIsReadWholeAndNoOtherIsMistakenForIt() {
        for (int cut = 0; cut < INSUFFICIENT_SECURITY.length; cut++) {
            ServerHello hello = new ServerHello();
            hello.look(Unpooled.wrappedBuffer(INSUFFICIENT_SECURITY, 0, cut));
            assertEquals(ServerHello.NO_ALERT, hello.alert(), "cut at " + cut);
            hello.look(Unpooled.wrappedBuffer(INSUFFICIENT_SECURITY, cut, INSUFFICIENT_SECURITY.length - cut));
            assertEquals(HelloWatch.INSUFFICIENT_SECURITY, hello.alert());
        }
        ServerHello other = new ServerHello();
        other.look(Unpooled.wrappedBuffer(new byte[] {21, 3, 3, 0, 3, 2, 71, 0}));
        assertEquals(ServerHello.NO_ALERT, other.alert());
    }
}
