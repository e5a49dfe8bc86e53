package messenger.server.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
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
    private static final String MAIL = "mail";
    private static final String ACCOUNTS = "accounts";

    private final JournaledStore mail;
    private final JournaledStore accounts;
    private final StoreState state;
    private final Incarnation incarnation;
    private final Consumer<Throwable> fatal;
    private final RequestQueue queue = new RequestQueue();
    private final Watchers watchers = new Watchers();
    private final Thread thread = new Thread(this::run, "store");
    private boolean failed;

    private MapDbStore(
            JournaledStore mail,
            JournaledStore accounts,
            StoreState state,
            Incarnation incarnation,
            Consumer<Throwable> fatal) {
        this.mail = mail;
        this.accounts = accounts;
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
        boolean hadMail = JournaledStore.exists(directory, MAIL);
        boolean hadAccounts = JournaledStore.exists(directory, ACCOUNTS);
        if (hadAccounts && !hadMail) {
            throw new DamagedStoreException(directory.resolve(MAIL + ".db"), "it is missing, but accounts are there");
        }
        Secret key = hadMail ? StoreKey.read(keyFile) : StoreKey.readOrCreate(keyFile, random);
        AtRest atRest = AtRest.start(key, random);
        JournaledStore mail = JournaledStore.open(directory, MAIL, limits, random);
        try {
            if (!hadAccounts && hasRecords(mail)) {
                throw new DamagedStoreException(
                        directory.resolve(ACCOUNTS + ".db"), "it is missing, but mailboxes are there");
            }
            JournaledStore accounts = JournaledStore.open(directory, ACCOUNTS, limits, random);
            try {
                return on(mail, accounts, atRest, quota, random, fatal);
            } catch (RuntimeException e) {
                accounts.close();
                throw e;
            }
        } catch (RuntimeException e) {
            mail.close();
            throw e;
        }
    }

    /** Whether a store was made in this directory before. */
    public static boolean exists(Path directory) {
        return JournaledStore.exists(directory, MAIL);
    }

    private static boolean hasRecords(JournaledStore mail) {
        List<Long> found = new ArrayList<>();
        new MapDbRecords(mail).forEach((id, record) -> found.add(id));
        return !found.isEmpty();
    }

    /** The engine on two open files. */
    static MapDbStore on(
            JournaledStore mail,
            JournaledStore accounts,
            AtRest atRest,
            MailQuota quota,
            SecureRandom random,
            Consumer<Throwable> fatal) {
        try {
            StoreState state = StoreState.load(
                    name -> table(accounts, name, atRest), new SealedRecords(new MapDbRecords(mail), atRest), quota);
            Incarnation incarnation = state.incarnation(random);
            accounts.commit();
            if (state.hasRemovals()) {
                eraseRemoved(state, mail, accounts);
            }
            MapDbStore store = new MapDbStore(mail, accounts, state, incarnation, fatal);
            store.thread.start();
            return store;
        } catch (MalformedException | UnreadableException e) {
            throw new DamagedStoreException(
                    mail.file(), "a record in it or beside it cannot be read: " + e.getMessage());
        }
    }

    private static Table table(JournaledStore store, String name, AtRest atRest) {
        return new SealedTable(MapDbTable.in(store, name), name, atRest);
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

    private void run() {
        for (List<Submitted> batch = queue.takeBatch(); !batch.isEmpty(); batch = queue.takeBatch()) {
            release(batch, failed ? List.of() : makeDurable(batch));
        }
        try {
            closeFiles();
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
            mail.commit();
        } else if (changesMail) {
            state.flush();
            mail.commit();
        }
        if (changesAccounts) {
            accounts.commit();
        }
        if (removes) {
            state.flush();
            mail.commit();
            eraseRemoved(state, mail, accounts);
        }
    }

    /** In several commits, because a mailbox may hold more than one commit can. */
    private static void eraseRemoved(StoreState state, JournaledStore mail, JournaledStore accounts) {
        while (state.flushRemovals()) {
            mail.commit();
        }
        mail.overwriteLog();
        accounts.overwriteLog();
    }

    private void fail(Throwable cause) {
        mail.abandon(cause);
        accounts.abandon(cause);
        if (!failed) {
            failed = true;
            fatal.accept(cause);
        }
    }

    private void closeFiles() {
        try {
            mail.close();
        } finally {
            accounts.close();
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
