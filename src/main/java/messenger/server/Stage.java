package messenger.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;

/** How far a connection has come. */
sealed interface Stage {
    /** No nonce is out: nothing said yet, or the nonce was used. */
    record Stranger() implements Stage {}

    /** A nonce is out. */
    record Greeted(Bytes nonce, Instant since) implements Stage {
        /** PROTOCOL 1.16.1. */
        static final Duration NONCE_GOOD_FOR = Duration.ofMinutes(5);

        Optional<Bytes> nonceAt(Instant now) {
            return now.isBefore(since.plus(NONCE_GOOD_FOR)) ? Optional.of(nonce) : Optional.empty();
        }
    }

    /**
     * A device's registration, recovery or login waits for the store; until it is decided, nothing else is heard.
     *
     * @param newestVersion of the account's device list, if it changed meanwhile; 0 if not
     */
    record Joining(AccountId account, DeviceId device, long newestVersion) implements Stage {
        Joining(AccountId account, DeviceId device) {
            this(account, device, 0);
        }
    }

    /**
     * Nobody in particular, who only hands in mail (PROTOCOL 1.6).
     *
     * @param submissions how often
     */
    record HandingIn(Bucket submissions) implements Stage {}

    /** Logged in. */
    record LoggedIn(Session session) implements Stage {}

    /** The core is done with it and waits for {@link Event.Closed}. */
    record Closing() implements Stage {}
}
