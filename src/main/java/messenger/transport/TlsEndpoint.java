package messenger.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Makes the TLS of connections: version 1.3 and nothing else, X25519MLKEM768 first. Thread-safe.
 *
 * <p>A client's end accepts every certificate while the handshake proves that the server has its key; who that is, is
 * decided on {@link TlsSession#peerKeys} before a frame is sent. Sessions are never resumed: each connection has its
 * own key exchange.
 */
public final class TlsEndpoint {
    enum Side {
        SERVER,
        CLIENT
    }

    private interface Handlers {
        SslHandler next(ByteBufAllocator allocator);
    }

    private static final String TLS_1_3 = "TLSv1.3";

    private final Side side;
    private final TlsStack stack;
    private final KeyExchange keyExchange;
    private final Handlers handlers;

    private TlsEndpoint(Side side, TlsStack stack, KeyExchange keyExchange, Handlers handlers) {
        this.side = side;
        this.stack = stack;
        this.keyExchange = keyExchange;
        this.handlers = handlers;
    }

    /** The server's end, for clients of every kind. */
    public static TlsEndpoint server(TlsStack stack, ServerIdentity identity) {
        return server(stack, identity, KeyExchange.POST_QUANTUM_PREFERRED);
    }

    /** The server's end. */
    public static TlsEndpoint server(TlsStack stack, ServerIdentity identity, KeyExchange keyExchange) {
        LibraryLogs.detach();
        if (stack == TlsStack.BOUNCYCASTLE) {
            BouncyCastleTls tls = BouncyCastleTls.server(identity);
            return new TlsEndpoint(Side.SERVER, stack, keyExchange, allocator -> tls.newHandler());
        }
        return boring(
                Side.SERVER,
                keyExchange,
                SslContextBuilder.forServer(
                                identity.privateKey(), identity.chain().toArray(new X509Certificate[0]))
                        .sslProvider(SslProvider.OPENSSL));
    }

    /** The client's end. */
    public static TlsEndpoint client(TlsStack stack) {
        LibraryLogs.detach();
        if (stack == TlsStack.BOUNCYCASTLE) {
            BouncyCastleTls tls = BouncyCastleTls.client();
            return new TlsEndpoint(
                    Side.CLIENT, stack, KeyExchange.POST_QUANTUM_PREFERRED, allocator -> tls.newHandler());
        }
        return boring(
                Side.CLIENT,
                KeyExchange.POST_QUANTUM_PREFERRED,
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.OPENSSL)
                        .trustManager(new PinnedLater())
                        .endpointIdentificationAlgorithm(""));
    }

    private static TlsEndpoint boring(Side side, KeyExchange keyExchange, SslContextBuilder builder) {
        try {
            SslContext context = builder.protocols(TLS_1_3).build();
            return new TlsEndpoint(side, TlsStack.BORINGSSL, keyExchange, context::newHandler);
        } catch (SSLException e) {
            throw new IllegalStateException("BoringSSL loads but cannot be used", e);
        }
    }

    public TlsStack stack() {
        return stack;
    }

    /**
     * Puts TLS at the front of a new connection; a handshake that takes longer than {@code handshakeWithin} closes it.
     *
     * @param closeWithin how long the last bytes may take once the connection is being closed
     */
    void install(ChannelPipeline pipeline, Duration handshakeWithin, Duration closeWithin) {
        SslHandler handler = handlers.next(pipeline.channel().alloc());
        handler.setHandshakeTimeoutMillis(handshakeWithin.toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(closeWithin.toMillis());
        pipeline.addLast(new HelloWatch(side, keyExchange), handler);
    }

    /** What was agreed on a connection whose handshake is through. */
    static TlsSession session(Channel channel) {
        String group = channel.pipeline().get(HelloWatch.class).group();
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (Certificate certificate : channel.pipeline()
                    .get(SslHandler.class)
                    .engine()
                    .getSession()
                    .getPeerCertificates()) {
                // Each stack has a class of its own for them; from here on they are the JDK's.
                certificates.add(SelfSigned.parse(certificate.getEncoded()));
            }
            return new TlsSession(group, certificates);
        } catch (SSLPeerUnverifiedException e) {
            // The other end is a client, which shows none.
            return new TlsSession(group, List.of());
        } catch (CertificateEncodingException | IllegalArgumentException e) {
            // What the JDK cannot read is trusted by nobody.
            return new TlsSession(group, List.of());
        }
    }

    /** Whether the key exchange of a handshake that is through is what this end insists on. */
    static boolean isGoodEnough(Channel channel) {
        return channel.pipeline().get(HelloWatch.class).isGoodEnough();
    }

    /** Why a handshake came to nothing on a connection that is open. */
    static CloseReason whyFailed(Channel channel) {
        return channel.pipeline().get(HelloWatch.class).isRefusedAsTooWeak()
                ? CloseReason.NOT_POST_QUANTUM
                : CloseReason.TLS_FAILED;
    }
}
