package messenger.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import messenger.crypto.identity.AccountId;
import messenger.crypto.opaque.PendingLogin;
import messenger.protocol.UserName;

/** How far a password has been proved on a connection. One at a time; a failed one ends it. */
sealed interface PasswordStage {
    /** As long as a login's nonce (PROTOCOL 1.16.1): a person is at work on it. */
    Duration GOOD_FOR = Duration.ofMinutes(5);

    /** Nothing of a password was said, or what was said is over. */
    record None() implements PasswordStage {}

    /** Waits for the store. */
    record Asking() implements PasswordStage {}

    /**
     * The client is to prove it.
     *
     * @param account none where nobody has the name
     */
    record Challenged(UserName name, Optional<AccountId> account, PendingLogin pending, Instant since)
            implements PasswordStage {
        boolean isGoodAt(Instant now) {
            return now.isBefore(since.plus(GOOD_FOR));
        }
    }

    /** The client knows the password. */
    record Proved(UserName name, AccountId account, Instant since) implements PasswordStage {
        boolean isGoodAt(Instant now) {
            return now.isBefore(since.plus(GOOD_FOR));
        }
    }
}
