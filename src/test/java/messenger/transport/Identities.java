package messenger.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import messenger.crypto.SeededRandom;

/** Server identities for tests, the same for the same seed. */
public final class Identities {
    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private Identities() {}

    public static ServerIdentity in(Path folder, long seed) throws IOException {
        return ServerIdentity.openOrCreate(folder, NOW, new SeededRandom(seed));
    }
}
