/**
 * Drives the real jar as its users do: processes of their own, real TLS on 127.0.0.1, real files, real {@code kill -9}.
 *
 * <p>What needs many messages uses {@link messenger.e2e.Peer}, the client's own core, vault and link in this process.
 * Nothing here waits for a time to pass: it waits for a line, a notice or an exit, and gives up after a deadline.
 */
package messenger.e2e;
