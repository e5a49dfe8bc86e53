package messenger.app;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import messenger.client.HomeServer;
import messenger.client.net.ServerAddress;
import messenger.client.net.Trust;
import messenger.client.net.TrustDecision;
import messenger.transport.ServerKeyHash;
import messenger.transport.TrustAnchors;
import picocli.CommandLine.Option;

/** Which certificate authorities may vouch for a server that is met for the first time; none unless they are named. */
final class Authorities {
    /** The word that stands for those of the system; a file of this name is written {@code ./system}. */
    private static final String SYSTEM = "system";

    @Option(
            names = "--ca",
            arity = "0..1",
            paramLabel = "FILE",
            fallbackValue = SYSTEM,
            description = "Trust a server that a certificate authority vouches for: one of those in this PEM file, or,"
                    + " without FILE, one that this system trusts. No key is pinned then.")
    private Optional<String> named = Optional.empty();

    boolean areNamed() {
        return named.isPresent();
    }

    /**
     * A server that was never met, and whether they are asked about it. The file is read once, so that a wrong one is
     * told before anything is made.
     */
    HomeServer home(ServerAddress address) {
        HomeServer unmet = HomeServer.unmet(address.host(), address.port());
        if (named.isEmpty()) {
            return unmet;
        }
        String file = named.get().equals(SYSTEM)
                ? HomeServer.SYSTEM_ANCHORS
                : Path.of(named.get()).toAbsolutePath().normalize().toString();
        anchors(file);
        return unmet.certifiedBy(file);
    }

    /**
     * How a server is known: by its pin; else by the authorities that the vault names; else, or where these do not
     * vouch for it, by what somebody decides.
     */
    static Trust trust(HomeServer home, TrustDecision otherwise) {
        if (home.pin().isPresent()) {
            return new Trust.Pinned(new ServerKeyHash(home.pin().get()));
        }
        return home.anchors()
                .<Trust>map(file -> new Trust.Authority(anchors(file), home.host(), otherwise))
                .orElseGet(() -> new Trust.FirstContact(otherwise));
    }

    private static TrustAnchors anchors(String file) {
        if (file.equals(HomeServer.SYSTEM_ANCHORS)) {
            return TrustAnchors.system();
        }
        try {
            return TrustAnchors.ofPem(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(Exit.USAGE, "There is no file " + file + " with certificate authorities.");
        } catch (IOException e) {
            throw new CommandFailure(Exit.USAGE, "The certificate authorities cannot be read: " + e.getMessage());
        }
    }
}
