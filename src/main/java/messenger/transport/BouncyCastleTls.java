package messenger.transport;

import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/**
 * TLS 1.3 of Bouncy Castle's JSSE. Left to itself it would agree on x25519: the hybrid group is last in its list and
 * not among the early key shares, so both are named here. secp256r1 and secp384r1 must be among the groups or it
 * neither signs with certificates on these curves nor checks them.
 */
final class BouncyCastleTls {
    private static final String[] GROUPS = {TlsSession.POST_QUANTUM_GROUP, "x25519", "secp256r1", "secp384r1"};
    private static final String[] EARLY_SHARES = {TlsSession.POST_QUANTUM_GROUP};
    private static final String[] SUITES = {
        "TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"
    };
    private static final String[] PROTOCOLS = {"TLSv1.3"};

    private final TlsEndpoint.Side side;
    private final SSLContext context;

    private BouncyCastleTls(TlsEndpoint.Side side, SSLContext context) {
        this.side = side;
        this.context = context;
    }

    static BouncyCastleTls server(ServerIdentity identity) {
        Provider tls = provider();
        char[] noPassword = new char[0];
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, noPassword);
            keys.setKeyEntry(
                    "server",
                    identity.privateKey(),
                    noPassword,
                    identity.chain().toArray(new Certificate[0]));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX", tls);
            factory.init(keys, noPassword);
            return new BouncyCastleTls(
                    TlsEndpoint.Side.SERVER, context(tls, factory.getKeyManagers(), new TrustManager[0]));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Bouncy Castle's TLS cannot be used", e);
        }
    }

    static BouncyCastleTls client() {
        try {
            return new BouncyCastleTls(
                    TlsEndpoint.Side.CLIENT,
                    context(provider(), new KeyManager[0], new TrustManager[] {new PinnedLater()}));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle's TLS cannot be used", e);
        }
    }

    private static SSLContext context(Provider tls, KeyManager[] keys, TrustManager[] trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3", tls);
        context.init(keys, trust, null);
        return context;
    }

    /**
     * The TLS provider takes its primitives from whatever is installed, so Bouncy Castle joins at the end of the
     * list: the JDK's AES, ten times as fast, stays first.
     */
    private static Provider provider() {
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            Security.addProvider(new BouncyCastleProvider());
        }
        return new BouncyCastleJsseProvider();
    }

    SslHandler newHandler() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(side == TlsEndpoint.Side.CLIENT);
        BCSSLParameters parameters = ((BCSSLEngine) engine).getParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(SUITES);
        parameters.setNamedGroups(GROUPS);
        if (side == TlsEndpoint.Side.CLIENT) {
            parameters.setEarlyKeyShares(EARLY_SHARES);
        } else {
            parameters.setUseNamedGroupsOrder(true);
            parameters.setUseCipherSuitesOrder(true);
        }
        ((BCSSLEngine) engine).setParameters(parameters);
        return new SslHandler(engine);
    }
}
