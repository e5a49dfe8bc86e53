package messenger.server;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** A source of randomness that repeats, for tests that must. */
final class SeededRandom {
    private SeededRandom() {}

    static SecureRandom of(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
