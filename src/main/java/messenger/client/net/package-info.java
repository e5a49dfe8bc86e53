/**
 * The client's side of the wire: one TLS link to one server, with the server's key pinned, a heartbeat, and
 * reconnection with jittered exponential back-off.
 *
 * <p>{@link messenger.client.net.ServerLink} says what happens as {@link messenger.client.net.LinkEvent}s and sends
 * frames; it does not log in and knows nothing of accounts or messages: the client's core does, and a
 * {@link messenger.client.net.RouteLink} is its link for one of its routes. May import {@code client},
 * {@code transport}, {@code protocol} and Netty.
 */
package messenger.client.net;
