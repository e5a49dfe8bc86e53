package messenger.server.store;

import java.util.function.Consumer;
import messenger.crypto.identity.DeviceList;
import messenger.protocol.Limits;
import messenger.server.Event;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.Ticket;

/** A request on its way through an engine, and who gets the answer. */
record Submitted(Consumer<Event> listener, Ticket ticket, StoreRequest request) {
    private static final long PAGE_BYTES = 4096;

    /** Prekeys of all devices, old device lists, and some; mail is erased in commits of its own. */
    private static final long ACCOUNT_RECORDS_MAX =
            DeviceList.DEVICES_MAX * (Limits.ONE_TIME_PREKEYS_MAX + 3) + Limits.DEVICE_LISTS_MAX + 8;

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
        } else if (request instanceof StoreRequest.UpdateDevices || request instanceof StoreRequest.DeleteAccount) {
            return ACCOUNT_RECORDS_MAX * 2 * PAGE_BYTES;
        } else if (request instanceof StoreRequest.MarkRestored) {
            return StoreState.DROPPED_MAX * 2 * PAGE_BYTES;
        } else if (request instanceof StoreRequest.ExpireMail) {
            return MailExpiry.EXPIRED_MAX * 2 * PAGE_BYTES;
        }
        return 2 * PAGE_BYTES;
    }

    boolean changesMail() {
        return request instanceof StoreRequest.AppendMail
                || request instanceof StoreRequest.DeleteMail
                || request instanceof StoreRequest.ExpireMail
                || request instanceof StoreRequest.CreateAccount
                || request instanceof StoreRequest.UpdateDevices
                || request instanceof StoreRequest.DeleteAccount;
    }

    boolean changesAccounts() {
        return !(request instanceof StoreRequest.AppendMail
                || request instanceof StoreRequest.DeleteMail
                || request instanceof StoreRequest.ExpireMail
                || request instanceof StoreRequest.FetchMail
                || request instanceof StoreRequest.FindByName
                || request instanceof StoreRequest.FindAccount
                || request instanceof StoreRequest.ListAccounts);
    }
}
