package messenger.app;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import messenger.client.HomeServer;
import messenger.client.net.ServerAddress;
import messenger.client.net.Trust;
import messenger.client.net.TrustDecision;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server, for commands that meet it for the first time, and how it is known. */
final class ServerOptions {
    @Option(names = "--server", paramLabel = "HOST[:PORT]", description = "Default: what the file server.info says.")
    private String server = "";

    @Option(names = "--trust-server", description = "Trust whatever key the server presents, and pin it.")
    private boolean trustServer;

    @Option(names = "--pin", paramLabel = "FINGERPRINT", description = "The server's fingerprint, known beforehand.")
    private String pin = "";

    @Mixin
    private Authorities authorities = new Authorities();

    /** Whether anything of it was said. */
    boolean isNamed() {
        return !server.isEmpty() || trustServer || !pin.isEmpty() || authorities.areNamed();
    }

    /** The server, which was never met. */
    HomeServer home() {
        return authorities.home(address());
    }

    private ServerAddress address() {
        String where = server.isEmpty() ? ServerNames.fromFile(Path.of("")) : server;
        if (where.isEmpty()) {
            throw new CommandFailure(Exit.USAGE, "Which server? Name it with --server HOST[:PORT].");
        }
        return ServerNames.parse(where);
    }

    /** How it is known; whom an authority vouches for nobody is asked about. */
    Trust trust(HomeServer home) {
        if (!pin.isEmpty()) {
            return new Trust.Pinned(ClientOptions.fingerprint(pin));
        }
        TrustDecision.Verdict verdict = trustServer ? TrustDecision.Verdict.TRUST : TrustDecision.Verdict.REFUSE;
        return Authorities.trust(home, presented -> CompletableFuture.completedFuture(verdict));
    }
}
