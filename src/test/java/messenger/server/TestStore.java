package messenger.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.MailboxId;
import messenger.server.store.MailQuota;
import messenger.server.store.MemoryStore;
import messenger.server.store.Store;

/** The memory engine, answering at once; remembers what it was asked, and fails when told to. */
final class TestStore {
    private final MemoryStore engine = new MemoryStore(MailQuota.DEFAULT, Runnable::run);
    private final Consumer<Event> listener;
    private final Store.Line line;
    private final List<StoreRequest> asked = new ArrayList<>();

    TestStore(Consumer<Event> listener) {
        this.listener = listener;
        this.line = engine.connect(listener);
    }

    void ask(Ticket ticket, StoreRequest request) {
        asked.add(request);
        line.submit(ticket, request);
    }

    void watch(MailboxId mailbox) {
        line.watch(mailbox);
    }

    void unwatch(MailboxId mailbox) {
        line.unwatch(mailbox);
    }

    /** From now on nothing succeeds. */
    void breakDown() {
        engine.close();
    }

    /** Somebody else tells of mail that may not be there; a store may do so. */
    void tellOf(MailboxId mailbox) {
        listener.accept(new Event.Arrived(mailbox));
    }

    /** What the core asked for. */
    List<StoreRequest> asked() {
        return asked;
    }

    /** The answer to a question that the core did not ask. */
    StoreResult answer(StoreRequest request) {
        List<Event> answers = new ArrayList<>();
        engine.connect(answers::add).submit(new Ticket(0), request);
        return ((Event.Answered) answers.get(0)).result();
    }

    List<StoreResult.Mail> mail(MailboxId mailbox) {
        var everything = new StoreRequest.FetchMail(mailbox, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
        return ((StoreResult.MailPage) answer(everything)).mail();
    }

    List<Bytes> deviceLists(AccountId account) {
        StoreResult found = answer(new StoreRequest.FindAccount(account, 0));
        return ((StoreResult.AccountFound) found).deviceLists();
    }

    Instant lastSeen(AccountId account) {
        StoreResult found = answer(new StoreRequest.FindAccount(account, 0));
        return ((StoreResult.AccountFound) found).account().lastSeen();
    }
}
