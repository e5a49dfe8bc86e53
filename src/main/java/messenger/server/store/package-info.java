/**
 * Where the server keeps accounts, prekeys and mail: the {@link messenger.server.store.Store} port and its engines.
 *
 * <p>What a request means is written once, in {@code Accounts}, {@code Prekeys} and {@code Mailboxes}; the engines
 * give them maps and records to work on. {@link messenger.server.store.MemoryStore} keeps those on the heap, {@link
 * messenger.server.store.MapDbStore} in two journaled files, {@code mail} and {@code accounts}. One contract suite
 * runs against both.
 *
 * <p>May import {@code server} (its data types), {@code protocol}, {@code crypto}, {@code storage} and MapDB. Never
 * looks into a message, never decides about connections, and never releases a result that is not durable.
 */
package messenger.server.store;
