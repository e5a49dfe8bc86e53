package messenger.server.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import messenger.storage.JournaledStore;
import messenger.storage.StorageException;
import messenger.storage.StoreCopy;

/** A copy of the two files of a store that goes on meanwhile, both as of the same moment between two commits. */
public final class StoreBackup {
    private final JournaledStore mail;
    private final JournaledStore accounts;
    private final Consumer<Runnable> betweenCommits;
    private final InstantSource clock;
    private Duration held = Duration.ZERO;

    /** @param betweenCommits has the engine's thread do something, and waits until it is done */
    StoreBackup(JournaledStore mail, JournaledStore accounts, Consumer<Runnable> betweenCommits, InstantSource clock) {
        this.mail = mail;
        this.accounts = accounts;
        this.betweenCommits = betweenCommits;
        this.clock = clock;
    }

    /**
     * What became of it.
     *
     * @param bytes written
     * @param held how long nobody else could use the store
     */
    public record Copied(long bytes, Duration held) {}

    Copied write(Path directory) {
        try {
            StoreCopy[] copies = new StoreCopy[2];
            hold(() -> {
                copies[0] = mail.beginCopy();
                copies[1] = accounts.beginCopy();
            });
            try {
                write(directory, copies[0], copies[1]);
            } finally {
                hold(() -> {
                    copies[0].end();
                    copies[1].end();
                });
            }
            return new Copied(copies[0].bytes() + copies[1].bytes(), held);
        } catch (CompletionException e) {
            throw e.getCause() instanceof StorageException known ? known : e;
        }
    }

    private void write(Path directory, StoreCopy ofMail, StoreCopy ofAccounts) {
        ofMail.writeMain(directory);
        ofAccounts.writeMain(directory);
        hold(() -> {
            ofMail.fix();
            ofAccounts.fix();
        });
        ofMail.writeLog(directory);
        ofAccounts.writeLog(directory);
    }

    private void hold(Runnable errand) {
        betweenCommits.accept(() -> {
            Instant start = clock.instant();
            errand.run();
            held = held.plus(Duration.between(start, clock.instant()));
        });
    }
}
