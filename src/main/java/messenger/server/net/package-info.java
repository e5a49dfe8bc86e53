/**
 * The server's sockets and its core thread: a TLS listener that turns connections and frames into
 * {@link messenger.server.Event}s, a bounded queue, and the one thread that feeds them to the core and does what it
 * says, in order.
 *
 * <p>What a client can make the server hold is bounded at every step: connections (in total and per address, before
 * TLS), the time until TLS and until login, the size of a frame, frames that wait for the core, bytes that wait for
 * the client. Whatever is beyond a bound costs the one connection and nobody else's.
 *
 * <p>Decides nothing about accounts and messages; knows no engine of the store, only the
 * {@link messenger.server.net.StorePort} that it hands questions to. May import {@code server}, {@code transport} and
 * {@code protocol}.
 */
package messenger.server.net;
