package messenger.crypto.opaque;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import messenger.crypto.Bytes;

/** Gives exactly these draws, in this order, as the published vectors need. */
final class ScriptedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient Deque<Bytes> draws;

    ScriptedRandom(Bytes... draws) {
        this.draws = new ArrayDeque<>(Arrays.asList(draws));
    }

    @Override
    public void nextBytes(byte[] bytes) {
        byte[] draw = draws.remove().requireSize(bytes.length, "a draw").toArray();
        System.arraycopy(draw, 0, bytes, 0, bytes.length);
    }
}
