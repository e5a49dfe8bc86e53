package messenger.server.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import messenger.storage.StorageLimits;
import org.junit.jupiter.api.io.TempDir;

final class MapDbStoreTest extends StoreContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private int opened;

    @Override
    Store open(MailQuota quota) {
        opened++;
        return Fresh.store(directory.resolve("store" + opened), quota);
    }

    /** Stores on the real disk. */
    static final class Fresh {
        private Fresh() {}

        static Store store(Path directory, MailQuota quota) {
            try {
                Files.createDirectory(directory);
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
            return again(directory, quota);
        }

        static Store again(Path directory, MailQuota quota) {
            return MapDbStore.open(directory, quota, StorageLimits.SERVER, new SecureRandom(), failure -> {
                throw new AssertionError(failure);
            });
        }
    }
}
