package messenger.server.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.Incarnation;
import messenger.server.Event;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.Ticket;
import messenger.storage.DamagedStoreException;
import messenger.storage.JournaledStore;
import messenger.storage.StorageException;
import messenger.storage.StorageLimits;

/**
 * The embedded engine: one thread takes all requests that wait, applies them, makes them durable with one commit, and
 * releases the answers.
 *
 * <p>Two files. {@code mail} has the mailboxes; {@code accounts} has the rest. A new account's mailboxes are committed
 * before the account itself, and removed ones are erased after it, so a crash between the two leaves mailboxes that
 * nobody has; the next start erases them.
 */
public final class MapDbStore implements Store {
    private final MapDbFiles files;
    private final StoreState state;
    private final Incarnation incarnation;
    private final Consumer<Throwable> fatal;
    private final RequestQueue queue = new RequestQueue();
    private final Watchers watchers = new Watchers();
    private final Thread thread = new Thread(this::run, "store");
    private boolean failed;

    private MapDbStore(MapDbFiles files, StoreState state, Incarnation incarnation, Consumer<Throwable> fatal) {
        this.files = files;
        this.state = state;
        this.incarnation = incarnation;
        this.fatal = fatal;
    }

    /**
     * Opens the files in an existing directory, or creates them, rebuilds the indexes and starts the engine's thread.
     *
     * <p>What lies in the files is sealed under the key in {@code store.key}, which is made with them. Whoever has a
     * copy of the directory without that file reads nothing in it; who loses the file has lost the store.
     *
     * @param fatal is told, once, why the engine had to stop; on the engine's thread
     * @throws StorageException if a file is damaged, missing, in use, of a newer version, or the disk fails
     */
    public static MapDbStore open(
            Path directory, MailQuota quota, StorageLimits limits, SecureRandom random, Consumer<Throwable> fatal) {
        return open(directory, directory.resolve(StoreKey.NAME), quota, limits, random, fatal);
    }

    /** The same, with the key in another file: then a copy of the whole directory is worth nothing. */
    public static MapDbStore open(
            Path directory,
            Path keyFile,
            MailQuota quota,
            StorageLimits limits,
            SecureRandom random,
            Consumer<Throwable> fatal) {
        MapDbFiles files = MapDbFiles.open(directory, keyFile, limits, random);
        try {
            return on(files, quota, random, fatal);
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** Whether a store was made in this directory before. */
    public static boolean exists(Path directory) {
        return JournaledStore.exists(directory, MapDbFiles.MAIL);
    }

    /** The engine on two open files. */
    static MapDbStore on(MapDbFiles files, MailQuota quota, SecureRandom random, Consumer<Throwable> fatal) {
        try {
            StoreState state = StoreState.load(files::table, files.mailRecords(), quota);
            Incarnation incarnation = state.incarnation(random);
            files.accounts().commit();
            if (state.hasRemovals()) {
                eraseRemoved(state, files);
            }
            MapDbStore store = new MapDbStore(files, state, incarnation, fatal);
            store.thread.start();
            return store;
        } catch (MalformedException | UnreadableException e) {
            throw new DamagedStoreException(
                    files.mail().file(), "a record in it or beside it cannot be read: " + e.getMessage());
        }
    }

    @Override
    public Line connect(Consumer<Event> listener) {
        return new Line() {
            @Override
            public void submit(Ticket ticket, StoreRequest request) {
                Submitted submitted = new Submitted(listener, ticket, request);
                if (!queue.put(submitted)) {
                    submitted.answer(new StoreResult.Failed());
                }
            }

            @Override
            public void watch(MailboxId mailbox) {
                watchers.add(mailbox, listener);
            }

            @Override
            public void unwatch(MailboxId mailbox) {
                watchers.remove(mailbox, listener);
            }
        };
    }

    @Override
    public Incarnation incarnation() {
        return incarnation;
    }

    /**
     * Writes a copy of both files into an empty directory while the store goes on; only the moments at which the copy
     * begins, is fixed and ends are taken from it. Consistent as of one of its commits, and durable but for the
     * directory. Called on any thread but the engine's, one at a time.
     *
     * @param clock measures how long the store was held
     * @throws StorageException if it cannot be written, or the store ended
     */
    public StoreBackup.Copied copyTo(Path directory, InstantSource clock) {
        return new StoreBackup(files.mail(), files.accounts(), this::betweenCommits, clock).write(directory);
    }

    private void betweenCommits(Runnable errand) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean accepted = queue.putErrand(() -> {
            try {
                errand.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                if (files.mail().isPoisoned() || files.accounts().isPoisoned()) {
                    fail(e);
                }
                done.completeExceptionally(e);
            }
        });
        if (!accepted) {
            throw new IllegalStateException("the store is closed");
        }
        done.join();
    }

    private void run() {
        for (RequestQueue.Batch batch = queue.takeBatch(); !batch.isEmpty(); batch = queue.takeBatch()) {
            release(batch.requests(), failed ? List.of() : makeDurable(batch.requests()));
            batch.errands().forEach(Runnable::run);
        }
        try {
            files.close();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void release(List<Submitted> batch, List<StoreResult> results) {
        for (int i = 0; i < batch.size(); i++) {
            StoreResult result = results.isEmpty() ? new StoreResult.Failed() : results.get(i);
            Submitted submitted = batch.get(i);
            callBack(() -> submitted.answer(result));
        }
        if (!results.isEmpty()) {
            callBack(() -> watchers.tell(state.takeArrivals()));
        }
    }

    /** A listener must not throw. One that does ends the engine, which must not die in silence. */
    private void callBack(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** The results, all durable; none if the engine failed. */
    private List<StoreResult> makeDurable(List<Submitted> batch) {
        try {
            List<StoreResult> results = new ArrayList<>(batch.size());
            boolean changesMail = false;
            boolean changesAccounts = false;
            for (Submitted submitted : batch) {
                results.add(state.apply(submitted.request()));
                changesMail |= submitted.changesMail();
                changesAccounts |= submitted.changesAccounts();
            }
            commit(changesMail, changesAccounts);
            return results;
        } catch (MalformedException | RuntimeException | Error e) {
            // Half of a batch is on the heap. It must never be committed, whatever went wrong.
            fail(e);
            return List.of();
        }
    }

    /**
     * Mailboxes are there before an account says so, and are gone after it says so: a crash in between leaves some that
     * nobody has, which are erased at the next start.
     */
    private void commit(boolean changesMail, boolean changesAccounts) {
        boolean removes = state.hasRemovals();
        if (removes) {
            state.flushNewMailboxes();
            files.mail().commit();
        } else if (changesMail) {
            state.flush();
            files.mail().commit();
        }
        if (changesAccounts) {
            files.accounts().commit();
        }
        if (removes) {
            state.flush();
            files.mail().commit();
            eraseRemoved(state, files);
        }
    }

    /** In several commits, because a mailbox may hold more than one commit can. */
    private static void eraseRemoved(StoreState state, MapDbFiles files) {
        while (state.flushRemovals()) {
            files.mail().commit();
        }
        files.mail().overwriteLog();
        files.accounts().overwriteLog();
    }

    private void fail(Throwable cause) {
        files.mail().abandon(cause);
        files.accounts().abandon(cause);
        if (!failed) {
            failed = true;
            fatal.accept(cause);
        }
    }

    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
