package messenger.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSslSession;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsEndpointTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static ChannelInitializer<Channel> with(TlsEndpoint tls) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                tls.install(channel.pipeline(), PATIENCE, PATIENCE);
            }
        };
    }

    @Test
    void whatIsReadOffTheWireIsWhatBoringSslSays(@TempDir Path folder) throws Exception {
        ServerIdentity identity = Identities.in(folder, 1);
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try {
            Channel server = new ServerBootstrap()
                    .group(loops)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(with(TlsEndpoint.server(TlsStack.BORINGSSL, identity)))
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .sync()
                    .channel();
            Channel client = new Bootstrap()
                    .group(loops)
                    .channel(NioSocketChannel.class)
                    .handler(with(TlsEndpoint.client(TlsStack.BORINGSSL)))
                    .connect(server.localAddress())
                    .sync()
                    .channel();
            SslHandler handler = client.pipeline().get(SslHandler.class);
            assertTrue(handler.handshakeFuture().await(PATIENCE.toSeconds(), TimeUnit.SECONDS));

            TlsSession session = TlsEndpoint.session(client);
            OpenSslSession boring = (OpenSslSession) handler.engine().getSession();
            assertEquals("X25519MLKEM768", boring.getNamedGroup());
            assertEquals(boring.getNamedGroup(), session.group());
            assertEquals("TLSv1.3", boring.getProtocol());
            assertEquals(List.of(identity.keyHash()), session.peerKeys());
        } finally {
            assertTrue(loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    void theFallbackCanBeForced() {
        String before = System.getProperty(TlsStack.PROPERTY, "");
        try {
            System.setProperty(TlsStack.PROPERTY, "bouncycastle");
            assertEquals(TlsStack.BOUNCYCASTLE, TlsStack.preferred());
            System.setProperty(TlsStack.PROPERTY, "");
            assertEquals(TlsStack.BORINGSSL, TlsStack.preferred(), "its native library is part of the jar");
        } finally {
            System.setProperty(TlsStack.PROPERTY, before);
        }
    }
}
