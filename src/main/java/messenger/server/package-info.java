/**
 * The server's decisions. {@link messenger.server.Server} takes an event and the time and returns effects: frames to
 * send, connections to close, questions for the store, lines for the audit log. No I/O, no clock, no threads in here,
 * so that all of it runs in a simulation; the shells around it are {@code server.net} and {@code server.store}.
 *
 * <p>The store is spoken to in data: a {@link messenger.server.StoreRequest} goes out with a ticket, and its {@link
 * messenger.server.StoreResult} comes back as an event when it is durable. These types live here and not beside the
 * engines, so that the core can name them without knowing that engines exist.
 *
 * <p>A frame goes from {@link messenger.server.Server} to {@code Frames} and from there, by how far its connection has
 * come ({@code Stage}), to {@code StrangerFrames}, {@code SessionFrames} or {@code HandIns}. How far a password has
 * been proved is kept beside that ({@code PasswordStage}), for it may be proved before a login and after.
 *
 * <p>May import {@code protocol}, {@code crypto} and {@code crypto.opaque}; never {@code protocol.content} and never
 * {@code crypto.ratchet}: the server cannot even name a plaintext type.
 */
package messenger.server;
