/**
 * What both ends of a link share: TLS 1.3 with a post-quantum key exchange, the server's long-lived key, and frames
 * in and out of a connection.
 *
 * <p>{@link messenger.transport.TlsEndpoint} makes the TLS of a connection, from BoringSSL or, where that does not
 * load, from Bouncy Castle. {@link messenger.transport.FrameChannel} cuts frames out of the stream, never holds more
 * than its limits allow in either direction, and notices a peer that fell silent or stopped reading.
 * {@link messenger.transport.ServerIdentity} is the server's key, {@link messenger.transport.ServerKeyHash} what
 * clients pin of it (PROTOCOL 1.16.4).
 *
 * <p>Decides nothing about users or messages, starts no threads and reads no clock. May import {@code protocol},
 * {@code crypto}, Netty and Bouncy Castle.
 */
package messenger.transport;
