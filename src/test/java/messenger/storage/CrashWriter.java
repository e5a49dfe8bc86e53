package messenger.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The process that {@link KillTest} kills: commits and says so, until it dies.
 *
 * <p>Its limits are small, so checkpoints are frequent; every few commits it opens the store again, half of the times
 * as after a crash, so the kill may also hit a recovery or a clean closing. Now and then it makes a copy while it
 * commits, and says so when it is whole: the kill may hit that, too.
 */
final class CrashWriter {
    static final StorageLimits LIMITS = new StorageLimits(32 << 10, 8 << 20, 64 << 20);

    /** A copy of the store at the commit that follows the number in the name. */
    static final String COPY = "copy-";

    private static final int COPIED_EVERY = 16;

    private CrashWriter() {}

    /** The commit in the middle of it is the last one that it holds. */
    private static void copy(JournaledStore store, Ledger ledger, Path to) throws IOException {
        Files.createDirectories(to);
        StoreCopy copy = store.beginCopy();
        copy.writeMain(to);
        System.out.println(ledger.next(store));
        copy.fix();
        System.out.println(ledger.next(store));
        copy.writeLog(to);
        copy.end();
        System.out.println(to.getFileName());
    }

    public static void main(String[] args) throws IOException {
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
                if (commit % COPIED_EVERY == 0) {
                    copy(store, ledger, directory.resolve(COPY + commit));
                }
            }
            if (commit % 2 == 0) {
                store.abandon(new IllegalStateException("open again as after a crash"));
            }
            store.close();
        }
    }
}
