package messenger.server;

import messenger.crypto.identity.MailboxId;
import messenger.protocol.ClientFrame;

/** What happens to the server. */
public sealed interface Event {
    /**
     * TLS is up.
     *
     * @param address of the other end, without the port; what limits per address count by. The /64 prefix of an IPv6
     *     address: a household has that many
     */
    record Opened(ConnectionId connection, String address) implements Event {}

    /** A frame came. */
    record Received(ConnectionId connection, ClientFrame frame) implements Event {}

    /** Bytes came that are no frame, or too many of them; the core says so and closes. */
    record Garbled(ConnectionId connection) implements Event {}

    /**
     * The connection is gone, whoever closed it; nothing more comes from it or goes to it. Follows every {@link
     * Opened}.
     */
    record Closed(ConnectionId connection) implements Event {}

    /** The store answers. */
    record Answered(Ticket ticket, StoreResult result) implements Event {}

    /** There is new mail in a watched mailbox. */
    record Arrived(MailboxId mailbox) implements Event {}

    /** Some time has passed; comes about once a second. */
    record Tick() implements Event {}

    /**
     * An administrator asks.
     *
     * @param ticket of the shell's, for {@link Effect.AnswerAdministrator}
     */
    record Administer(Ticket ticket, AdminRequest request) implements Event {}

    /** The server is to stop: tell everybody, then close. */
    record Stop() implements Event {}
}
