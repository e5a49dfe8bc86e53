package messenger.app;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import messenger.server.Event;
import messenger.server.net.CorePort;
import messenger.server.net.ServerListener;
import messenger.transport.CertificateWatch;
import messenger.transport.KeyExchange;
import messenger.transport.Renewal;
import messenger.transport.ServerIdentity;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsStack;

/** The certificate of a server that runs: the one it started with, and those that come after it. */
final class Certificates {
    private final ServerIdentity identity;
    private final CertificateWatch watch;
    private final KeyExchange keyExchange;

    private Certificates(ServerIdentity identity, CertificateWatch watch, KeyExchange keyExchange) {
        this.identity = identity;
        this.watch = watch;
        this.keyExchange = keyExchange;
    }

    /** Makes the server's own certificate if there is none, or reads that of an authority. */
    static Certificates open(ServerSettings settings, Instant now, SecureRandom random) throws IOException {
        ServerSettings.Certificate certificate = settings.tls().certificate();
        if (certificate instanceof ServerSettings.Certificate.Files files) {
            ServerIdentity certified = ServerIdentity.certified(files.certificate(), files.key(), now);
            return of(certified, Renewal.ofFiles(files.certificate(), files.key()), settings, now);
        } else if (certificate instanceof ServerSettings.Certificate.Own) {
            Path folder = settings.folder();
            ServerIdentity own = ServerIdentity.openOrCreate(folder, now, random);
            return of(own, Renewal.own(folder, random), settings, now);
        }
        throw new AssertionError("a certificate of no known kind: " + certificate.getClass());
    }

    private static Certificates of(ServerIdentity identity, Renewal renewal, ServerSettings settings, Instant now) {
        return new Certificates(
                identity,
                new CertificateWatch(renewal, identity, now),
                settings.tls().keyExchange());
    }

    /** At the start; its key stays as long as the server runs. */
    ServerIdentity identity() {
        return identity;
    }

    TlsEndpoint endpoint(ServerIdentity shown) {
        return TlsEndpoint.server(TlsStack.preferred(), shown, keyExchange);
    }

    /** The core, with a look at the certificate at each tick, on its thread: a file or two, once a day. */
    CorePort before(CorePort core, ServerListener listener) {
        return (event, now) -> {
            if (event instanceof Event.Tick) {
                watch.look(now).ifPresent(renewed -> listener.present(endpoint(renewed)));
            }
            return core.on(event, now);
        };
    }
}
