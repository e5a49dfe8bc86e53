package messenger.crypto;

import java.security.SecureRandom;
import java.util.Random;

/** A source that gives the same bytes for the same seed: a failing random test is replayed with what it printed. */
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient Random source;

    public SeededRandom(long seed) {
        this.source = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
    }
}
