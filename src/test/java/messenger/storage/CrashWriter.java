package messenger.storage;

import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The process that {@link KillTest} kills: commits and says so, until it dies.
 *
 * <p>Its limits are small, so checkpoints are frequent; every few commits it opens the store again, half of the times
 * as after a crash, so the kill may also hit a recovery or a clean closing.
 */
final class CrashWriter {
    static final StorageLimits LIMITS = new StorageLimits(32 << 10, 8 << 20, 64 << 20);

    private CrashWriter() {}

    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        Ledger ledger = new Ledger(Long.parseLong(args[1]));
        int reopenAfter = Integer.parseInt(args[2]);
        SecureRandom random = new SecureRandom();
        while (true) {
            JournaledStore store = JournaledStore.open(directory, "test", LIMITS, random);
            long commit = 0;
            for (int i = 0; i < reopenAfter; i++) {
                commit = ledger.next(store);
                System.out.println(commit);
            }
            if (commit % 2 == 0) {
                store.abandon(new IllegalStateException("open again as after a crash"));
            }
            store.close();
        }
    }
}
