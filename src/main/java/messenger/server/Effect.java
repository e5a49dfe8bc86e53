package messenger.server;

import messenger.crypto.identity.MailboxId;
import messenger.protocol.ServerFrame;

/** What the server's core wants done; the shell does it in order. */
public sealed interface Effect {
    /** Put a frame into the connection's send queue. */
    record Transmit(ConnectionId connection, ServerFrame frame) implements Effect {}

    /** The connection is logged in: from now on it may send frames of the full size, and its login deadline is over. */
    record Admit(ConnectionId connection) implements Effect {}

    /** Send what is queued, then close. */
    record Close(ConnectionId connection) implements Effect {}

    /** Hand a request to the store. */
    record Ask(Ticket ticket, StoreRequest request) implements Effect {}

    /** From now on tell about new mail in this mailbox. */
    record Watch(MailboxId mailbox) implements Effect {}

    /** No longer tell. */
    record Unwatch(MailboxId mailbox) implements Effect {}

    /**
     * A line for the audit log.
     *
     * @param event one of {@code registered}, {@code login-refused}, {@code rate-limited}, {@code replaced} and {@code
     *     connection-refused}
     * @param subject the account or address it is about; the shell hashes it where configured
     */
    record Audit(String event, String subject) implements Effect {}
}
