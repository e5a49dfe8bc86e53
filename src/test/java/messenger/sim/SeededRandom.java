package messenger.sim;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Randomness that a seed replays. */
final class SeededRandom {
    private SeededRandom() {}

    static SecureRandom of(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA1PRNG", e);
        }
    }
}
