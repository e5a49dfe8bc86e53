package messenger.attack;

import java.security.SecureRandom;
import java.util.Random;
import java.util.function.Consumer;
import messenger.crypto.Secret;

/** Gives away what it gives: the random source of somebody whose machine or curve is broken. */
final class RecordingRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient Random source;
    private final transient Consumer<Secret> listener;

    RecordingRandom(long seed, Consumer<Secret> listener) {
        this.source = new Random(seed);
        this.listener = listener;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
        listener.accept(Secret.copyOf(bytes));
    }
}
