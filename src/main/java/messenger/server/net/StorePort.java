package messenger.server.net;

import messenger.crypto.identity.MailboxId;
import messenger.server.StoreRequest;
import messenger.server.Ticket;

/** The store, as the core's thread sees it. All methods return at once; answers come back as events. */
public interface StorePort {
    /** Hands a request over; its result is to be posted as {@link messenger.server.Event.Answered}. */
    void ask(Ticket ticket, StoreRequest request);

    /** From now on new mail in this mailbox is to be posted as {@link messenger.server.Event.Arrived}. */
    void watch(MailboxId mailbox);

    /** No longer. */
    void unwatch(MailboxId mailbox);
}
