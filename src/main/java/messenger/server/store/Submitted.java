package messenger.server.store;

import java.util.function.Consumer;
import messenger.server.Event;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.Ticket;

/** A request on its way through an engine, and who gets the answer. */
record Submitted(Consumer<Event> listener, Ticket ticket, StoreRequest request) {
    private static final long PAGE_BYTES = 4096;

    void answer(StoreResult result) {
        listener.accept(new Event.Answered(ticket, result));
    }

    /** About how many bytes of pages the request changes at most; what a batch is bounded by. */
    long weight() {
        if (request instanceof StoreRequest.AppendMail append) {
            return append.content().size() + 2 * PAGE_BYTES * append.posts().size();
        } else if (request instanceof StoreRequest.DeleteMail delete) {
            return delete.sequences().size() * PAGE_BYTES;
        } else if (request instanceof StoreRequest.PublishPrekeys publish) {
            return (2L + publish.oneTime().size()) * 2 * PAGE_BYTES;
        }
        return 2 * PAGE_BYTES;
    }

    boolean changesMail() {
        return request instanceof StoreRequest.AppendMail
                || request instanceof StoreRequest.DeleteMail
                || request instanceof StoreRequest.CreateAccount;
    }

    boolean changesAccounts() {
        return request instanceof StoreRequest.CreateAccount
                || request instanceof StoreRequest.RecordSeen
                || request instanceof StoreRequest.PublishPrekeys
                || request instanceof StoreRequest.TakeBundle;
    }
}
