package messenger.server.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class MapDbLifeTest extends LifeContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Override
    Store open() {
        return MapDbStoreTest.Fresh.store(directory.resolve("store"), MailQuota.DEFAULT);
    }
}
