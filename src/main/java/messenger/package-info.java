/**
 * messenger.jar: one jar that is the server, the full-screen terminal client and the script commands.
 *
 * <h2>Who may know whom</h2>
 *
 * Arrows point at what may be imported; {@code TidyTest} refuses anything else. Server and client never import each
 * other.
 *
 * <pre>
 *   app ----------------> everything
 *   server.net ---------> server, transport, protocol          client.net ---> client, transport, protocol
 *   server.store -------> server, protocol, crypto, storage    client.store -> client, protocol, crypto, storage
 *   server -------------> protocol, crypto                     client ----> protocol, content, crypto, ratchet
 *                                                              client.term --> client.ui
 *   transport ----------> protocol                             client.ui ----> protocol (ids)
 *                                                              client.enrol -> client, protocol, content, crypto
 *   protocol.content ---> protocol, crypto
 *   protocol -----------> crypto
 *   crypto.ratchet -----> crypto, crypto.identity
 *   crypto.verify ------> crypto, crypto.identity
 *   crypto.opaque ------> crypto
 *   crypto.identity ----> crypto
 *   storage               (the JDK and MapDB alone)
 * </pre>
 *
 * <p>{@code server} can import neither {@code protocol.content} nor {@code crypto.ratchet}: it cannot even name a
 * plaintext type.
 *
 * <h2>The way of a message, in twelve hops</h2>
 *
 * <ol>
 *   <li>{@code client.term}: a key press is decoded.
 *   <li>{@code client.ui}: {@code Update} turns Enter into a line that is shown as pending, and a command.
 *   <li>{@code app}: the client shell hands the command to the core.
 *   <li>{@code client}: {@code Client.on} makes content, pads and seals it for each device, and asks for a commit.
 *   <li>{@code client.store}: session, outbox and history become durable in one transaction.
 *   <li>{@code client.net}: only then the frame is transmitted, through TLS.
 *   <li>{@code server.net}: the frame is cut out of the stream, bounded and parsed.
 *   <li>{@code server}: {@code Server.on} checks limits and asks the store to append.
 *   <li>{@code server.store}: all waiting requests become durable in one commit; then their results are released.
 *   <li>{@code server}: the sender learns "accepted"; whoever watches the mailbox gets the message delivered.
 *   <li>{@code client}: the recipient opens it on a copy of the session, commits session, history and "seen", then
 *       acknowledges; the server deletes, and a delivery receipt goes back the same way.
 *   <li>{@code client.ui}, {@code client.term}: the line passes the printable filter and appears.
 * </ol>
 *
 * <p>Decision code ({@code server}, {@code client}, {@code crypto.ratchet}, {@code client.ui}) holds no clock, random
 * source, thread, socket, file or log: events and {@code now} go in, effects come out, and the shells around it do what
 * they say, in order.
 */
package messenger;
