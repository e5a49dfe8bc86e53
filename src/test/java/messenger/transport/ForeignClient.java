package messenger.transport;

import io.netty.channel.Channel;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** Clients, ours and others, and what they offer. */
enum ForeignClient {
    OURS_BORINGSSL,
    OURS_BOUNCYCASTLE,
    /** Knows the hybrid group and has no key share for it: the server has to ask again. */
    LATE_BOUNCYCASTLE,
    CLASSICAL_BORINGSSL,
    CLASSICAL_BOUNCYCASTLE,
    /** Java 17 knows no hybrid group. */
    JDK;

    boolean isPostQuantum() {
        return this == OURS_BORINGSSL || this == OURS_BOUNCYCASTLE || this == LATE_BOUNCYCASTLE;
    }

    SslHandler handler(Channel channel) throws GeneralSecurityException, IOException {
        return switch (this) {
            case OURS_BORINGSSL, OURS_BOUNCYCASTLE -> throw new IllegalStateException("not by hand");
            case CLASSICAL_BORINGSSL ->
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.OPENSSL)
                        .option(OpenSslContextOption.GROUPS, new String[] {"x25519", "secp256r1"})
                        .trustManager(new PinnedLater())
                        .endpointIdentificationAlgorithm("")
                        .protocols("TLSv1.3")
                        .build()
                        .newHandler(channel.alloc());
            case CLASSICAL_BOUNCYCASTLE -> bouncy("x25519", "secp256r1");
            case LATE_BOUNCYCASTLE -> bouncy("x25519", "secp256r1", "X25519MLKEM768");
            case JDK -> {
                SSLContext context = SSLContext.getInstance("TLSv1.3", "SunJSSE");
                context.init(null, new TrustManager[] {new PinnedLater()}, null);
                SSLEngine engine = context.createSSLEngine();
                engine.setUseClientMode(true);
                yield new SslHandler(engine);
            }
        };
    }

    private static SslHandler bouncy(String... groups) throws GeneralSecurityException {
        SSLContext context =
                SSLContext.getInstance("TLSv1.3", new BouncyCastleJsseProvider(new BouncyCastleProvider()));
        context.init(null, new TrustManager[] {new PinnedLater()}, null);
        BCSSLEngine engine = (BCSSLEngine) context.createSSLEngine();
        ((SSLEngine) engine).setUseClientMode(true);
        BCSSLParameters parameters = engine.getParameters();
        parameters.setNamedGroups(groups);
        parameters.setEarlyKeyShares(new String[] {"x25519"});
        engine.setParameters(parameters);
        return new SslHandler((SSLEngine) engine);
    }
}
