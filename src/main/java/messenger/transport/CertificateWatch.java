package messenger.transport;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks once a day whether there is a new certificate; one that fails today is tried again tomorrow, for there are 30
 * days. Not thread-safe; the shell's thread owns it.
 */
public final class CertificateWatch {
    /** A month is left when it begins to matter. */
    static final Duration EVERY = Duration.ofDays(1);

    private static final System.Logger LOG = System.getLogger(CertificateWatch.class.getName());

    private final Renewal renewal;
    private ServerIdentity current;
    private Instant looked;

    /** @param current made or read at {@code now} */
    public CertificateWatch(Renewal renewal, ServerIdentity current, Instant now) {
        this.renewal = renewal;
        this.current = current;
        this.looked = now;
    }

    /** The identity that new connections are to be shown from now on; empty when nothing changes. Call it often. */
    public Optional<ServerIdentity> look(Instant now) {
        // A clock that was set back must not silence it until it has caught up.
        if (!now.isBefore(looked) && now.isBefore(looked.plus(EVERY))) {
            return Optional.empty();
        }
        looked = now;
        try {
            Optional<ServerIdentity> fresh = renewal.after(current, now);
            fresh.ifPresent(identity -> {
                current = identity;
                LOG.log(System.Logger.Level.INFO, "a new certificate, valid until {0}", identity.certificateEnds());
            });
            return fresh;
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the certificate was not renewed; it ends at {0}, and tomorrow it is tried again: {1}",
                    current.certificateEnds(),
                    String.valueOf(e));
            return Optional.empty();
        }
    }
}
