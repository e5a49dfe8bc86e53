package messenger.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import messenger.server.store.MapDbStore;
import messenger.server.store.StoreBackup;
import messenger.storage.StorageException;

/** The backups of a server that runs, one at a time, each on a thread of its own. Thread-safe. */
final class BackupJob {
    /** Whoever asks hears at least so often; less than an admin connection may take. */
    private static final long ANSWER_WITHIN_SECONDS = 10;

    private static final Map<String, Object> RUNNING = Map.of("answer", "backing-up");

    private final Optional<MapDbStore> store;
    private final ServerSettings settings;
    private final InstantSource clock;
    private Optional<CompletableFuture<Map<String, Object>>> current = Optional.empty();

    /** @param store what there is to back up; nothing where the server keeps everything in memory */
    BackupJob(Optional<MapDbStore> store, ServerSettings settings, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins one; what comes of it, {@link #await} tells. */
    synchronized Map<String, Object> begin(Path target, BackupFolder.Keys keys) {
        if (store.isEmpty()) {
            return error("it keeps everything in memory, so there is nothing to back up");
        } else if (!target.isAbsolute()) {
            return error("the target of a backup is an absolute path");
        } else if (current.isPresent() && !current.get().isDone()) {
            return error("another backup is being made");
        }
        CompletableFuture<Map<String, Object>> made = new CompletableFuture<>();
        current = Optional.of(made);
        Thread thread = new Thread(() -> made.complete(make(store.get(), target, keys)), "backup");
        thread.setDaemon(true);
        thread.start();
        return RUNNING;
    }

    /** What became of the last one; that it is under way, where that takes long. */
    synchronized CompletableFuture<Map<String, Object>> await() {
        return current.map(made -> made.copy().completeOnTimeout(RUNNING, ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS))
                .orElseGet(() -> CompletableFuture.completedFuture(error("no backup was begun")));
    }

    private Map<String, Object> make(MapDbStore open, Path target, BackupFolder.Keys keys) {
        try {
            return members(BackupFolder.write(target, open, settings, keys, clock));
        } catch (IOException | StorageException | IllegalStateException e) {
            return error(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> members(StoreBackup.Copied copied) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("answer", "backed-up");
        members.put("bytes", copied.bytes());
        members.put("heldMicros", copied.held().toNanos() / 1000);
        return members;
    }

    private static Map<String, Object> error(String why) {
        return Map.of("error", why);
    }
}
