package messenger.server.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import messenger.protocol.Incarnation;
import messenger.server.Event;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.Ticket;
import messenger.storage.StorageException;
import messenger.storage.StorageLimits;

/** Begins another life of a store whose files were copied back from a backup. */
public final class StoreRestore {
    private StoreRestore() {}

    /**
     * Opens the store, has it drop what it may have given out since the backup, gives it another incarnation, and
     * closes it.
     *
     * @throws StorageException if that could not be made durable
     */
    public static void begin(Path directory, Path keyFile, StorageLimits limits, SecureRandom random) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        StoreRequest request = new StoreRequest.MarkRestored(Incarnation.random(random));
        try (MapDbStore store =
                MapDbStore.open(directory, keyFile, MailQuota.DEFAULT, limits, random, failure::complete)) {
            StoreResult result = ask(store, request);
            while (result instanceof StoreResult.Unfinished) {
                result = ask(store, request);
            }
            if (result instanceof StoreResult.Failed) {
                Throwable cause = failure.join();
                throw cause instanceof StorageException known
                        ? known
                        : new IllegalStateException("the store failed", cause);
            }
        }
    }

    private static StoreResult ask(MapDbStore store, StoreRequest request) {
        CompletableFuture<StoreResult> answer = new CompletableFuture<>();
        store.connect(event -> {
                    if (event instanceof Event.Answered answered) {
                        answer.complete(answered.result());
                    }
                })
                .submit(new Ticket(1), request);
        return answer.join();
    }
}
