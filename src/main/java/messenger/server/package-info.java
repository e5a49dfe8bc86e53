/**
 * The server's decisions. {@link messenger.server.Server} takes an event and the time and returns effects: frames to
 * send, connections to close, questions for the store, lines for the audit log. No I/O, no clock, no threads in here,
 * so that all of it runs in a simulation; the shells around it are {@code server.net} and {@code server.store}.
 *
 * <p>The store is spoken to in data: a {@link messenger.server.StoreRequest} goes out with a ticket, and its {@link
 * messenger.server.StoreResult} comes back as an event when it is durable. These types live here and not beside the
 * engines, so that the core can name them without knowing that engines exist.
 *
 * <p>May import {@code protocol} and {@code crypto}; never {@code protocol.content} and never {@code crypto.ratchet}:
 * the server cannot even name a plaintext type.
 */
package messenger.server;
