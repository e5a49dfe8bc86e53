package messenger.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** How a server that runs gets a new certificate for the key it has. */
public interface Renewal {
    /**
     * The identity with a new certificate and the same key; empty while the one in use will do. May write files.
     *
     * @throws IOException when there should be a new one but it cannot be used; the message says why
     */
    Optional<ServerIdentity> after(ServerIdentity current, Instant now) throws IOException;

    /** The server's own certificate: 30 days before its end a new one is made in this folder, whole or not at all. */
    static Renewal own(Path folder, SecureRandom random) {
        return (current, now) ->
                current.isDue(now) ? Optional.of(current.renewed(folder, now, random)) : Optional.empty();
    }

    /** Files that somebody else renews: they are read again. */
    static Renewal ofFiles(Path certificate, Path key) {
        return (current, now) -> {
            ServerIdentity fresh = ServerIdentity.certified(certificate, key, now);
            if (!fresh.keyHash().equals(current.keyHash())) {
                throw new IOException(
                        certificate + " is for another key now. It is used from the next start on; clients that"
                                + " pinned the old key will refuse it. Renew with the same key to spare them that.");
            }
            return Optional.of(fresh).filter(identity -> !identity.chain().equals(current.chain()));
        };
    }
}
