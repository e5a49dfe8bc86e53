package messenger.server.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

final class MemoryStoreTest extends StoreContract {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @Override
    Store open(MailQuota quota) {
        return new MemoryStore(quota, executor);
    }

    @AfterEach
    void stop() {
        executor.shutdown();
    }
}
