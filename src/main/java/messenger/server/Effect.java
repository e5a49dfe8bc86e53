package messenger.server;

import messenger.crypto.identity.MailboxId;
import messenger.protocol.Limits;
import messenger.protocol.ServerFrame;

/** What the server's core wants done; the shell does it in order. */
public sealed interface Effect {
    /** Put a frame into the connection's send queue. */
    record Transmit(ConnectionId connection, ServerFrame frame) implements Effect {}

    /**
     * The connection is no stranger any longer: its login deadline is over, and its frames may be larger.
     *
     * @param frameBytesMax what a frame of it may have from now on; {@link Limits#FRAME_BYTES_MAX} after a login
     */
    record Admit(ConnectionId connection, int frameBytesMax) implements Effect {
        public Admit {
            if (frameBytesMax < Limits.FRAME_BYTES_MAX_STRANGER || frameBytesMax > Limits.FRAME_BYTES_MAX) {
                throw new IllegalArgumentException("a frame cannot be limited to " + frameBytesMax + " bytes");
            }
        }
    }

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
