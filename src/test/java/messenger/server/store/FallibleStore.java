package messenger.server.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.Incarnation;
import messenger.protocol.SubmissionId;
import messenger.server.Event;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.Ticket;

/**
 * The engines' contract on a heap that fails like a disk: the real index and the real meaning of requests over two
 * files of which only what was committed outlives the process. The caller says when a batch is taken and what becomes
 * of its commit.
 */
public final class FallibleStore implements Store {
    private FallibleFile mail;
    private FallibleFile accounts;
    private final MailQuota quota;
    private final Deque<Submitted> waiting = new ArrayDeque<>();
    private Watchers watchers = new Watchers();
    private MailWitness witness = MailWitness.NOBODY;
    private StoreState state;
    private boolean failed;
    private Incarnation incarnation = Incarnation.NONE;

    /** What becomes of a commit. */
    public enum Fate {
        DURABLE,
        /** It fails, and nothing of it is on the disk. */
        LOST,
        /** It fails, and yet is on the disk. */
        KEPT,
        /** The mail is on the disk, and the rest is not. */
        TORN,
        /** A fault that is planted: the answers leave, and it is committed with the next one. */
        ANSWERED_TOO_EARLY
    }

    /** Sees what of the mail becomes durable, and what is durably gone. */
    public interface MailWitness {
        MailWitness NOBODY = new MailWitness() {};

        default void stored(MailboxId mailbox, long sequence, SubmissionId submission) {}

        default void deleted(MailboxId mailbox, long sequence, SubmissionId submission) {}
    }

    private FallibleStore(FallibleFile mail, FallibleFile accounts, MailQuota quota) {
        this.mail = mail;
        this.accounts = accounts;
        this.quota = quota;
        this.state = load();
    }

    public static FallibleStore empty(MailQuota quota) {
        return new FallibleStore(new FallibleFile(), new FallibleFile(), quota);
    }

    /** Another store with what is durable in this one. */
    public FallibleStore copy(MailQuota quotaOfTheCopy) {
        return new FallibleStore(mail.copy(), accounts.copy(), quotaOfTheCopy);
    }

    private StoreState load() {
        try {
            StoreState loaded = StoreState.load(accounts::table, mail.records(), quota);
            accounts.commit();
            while (loaded.flushRemovals()) {
                commitMail();
            }
            return loaded;
        } catch (MalformedException e) {
            throw new AssertionError("what was committed cannot be read", e);
        }
    }

    public void observe(MailWitness next) {
        witness = next;
    }

    @Override
    public Line connect(Consumer<Event> listener) {
        return new Line() {
            @Override
            public void submit(Ticket ticket, StoreRequest request) {
                waiting.add(new Submitted(listener, ticket, request));
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

    /** How many requests wait. */
    public int size() {
        return waiting.size();
    }

    /** Whether it failed, and never does anything again in this process. */
    public boolean hasFailed() {
        return failed;
    }

    /** The process ends: what was not committed is gone, and so is what was remembered beside the files. */
    public void restart() {
        mail.revert();
        accounts.revert();
        waiting.clear();
        watchers = new Watchers();
        failed = false;
        state = load();
    }

    /** Becomes what another one was when it was copied, and lives another life from then on. */
    public void restore(FallibleStore backup, Incarnation next) {
        mail = backup.mail.copy();
        accounts = backup.accounts.copy();
        incarnation = next;
        restart();
        connect(event -> {}).submit(new Ticket(1), new StoreRequest.MarkRestored(next));
        work(1, Fate.DURABLE);
    }

    /** A fault that is planted: forgets what only the heap remembers. */
    public void forgetWhatIsOnlyOnTheHeap() {
        state = load();
    }

    @Override
    public Incarnation incarnation() {
        return incarnation;
    }

    /** Takes at most so many requests, commits, and answers them. */
    public void work(int requestsMax, Fate fate) {
        List<Submitted> batch = new ArrayList<>();
        while (batch.size() < requestsMax && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        List<StoreResult> results = failed ? List.of() : apply(batch, fate);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer(results.isEmpty() ? new StoreResult.Failed() : results.get(i));
        }
        if (!results.isEmpty()) {
            watchers.tell(state.takeArrivals());
        }
    }

    /** As the embedded engine does it; none of the results where the commit failed. */
    private List<StoreResult> apply(List<Submitted> batch, Fate fate) {
        try {
            List<StoreResult> results = new ArrayList<>();
            boolean changes = false;
            for (Submitted submitted : batch) {
                results.add(state.apply(submitted.request()));
                changes |= submitted.changesMail() || submitted.changesAccounts();
            }
            if (!changes) {
                return results;
            }
            failed = fate == Fate.LOST || fate == Fate.KEPT || fate == Fate.TORN;
            if (fate != Fate.LOST) {
                commit(fate);
            }
            return failed ? List.of() : results;
        } catch (MalformedException e) {
            throw new AssertionError("what was written cannot be read", e);
        }
    }

    private void commit(Fate fate) {
        boolean removes = state.hasRemovals();
        if (removes) {
            state.flushNewMailboxes();
        } else {
            state.flush();
        }
        if (fate == Fate.ANSWERED_TOO_EARLY) {
            return;
        }
        commitMail();
        if (fate == Fate.TORN) {
            return;
        }
        accounts.commit();
        if (removes) {
            state.flush();
            commitMail();
            while (state.flushRemovals()) {
                commitMail();
            }
        }
    }

    private void commitMail() {
        for (FallibleFile.Change change : mail.commit()) {
            if (decode(change.record()) instanceof MailRecord.Message message) {
                if (change.kind() == FallibleFile.Kind.PUT) {
                    witness.stored(message.mailbox(), message.sequence(), message.submission());
                } else {
                    witness.deleted(message.mailbox(), message.sequence(), message.submission());
                }
            }
        }
    }

    private static MailRecord decode(Bytes record) {
        try {
            return MailRecord.decode(record.toArray());
        } catch (MalformedException e) {
            throw new AssertionError("a record cannot be read", e);
        }
    }

    @Override
    public void close() {
        waiting.clear();
    }
}
