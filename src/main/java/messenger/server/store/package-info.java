/**
 * Where the server keeps accounts, prekeys and mail: the {@link messenger.server.store.Store} port and its engines.
 *
 * <p>What a request means is written once, below {@code StoreState}: accounts with their names, device lists and
 * invitations, prekeys, logins, and mailboxes; the engines give them maps and records to work on. {@link
 * messenger.server.store.MemoryStore} keeps those on the heap, {@link messenger.server.store.MapDbStore} in two
 * journaled files, {@code mail} and {@code accounts}. One contract suite runs against both.
 *
 * <p>Whatever names or links people is sealed in the files, under keys that say nothing. What belonged to a deleted
 * account or a removed device is overwritten there, and so is the log. What may stay until other things are written in
 * its place: mail that was acknowledged before, passwords' records that were replaced (in the log only), and in freed
 * pages of the maps the keyed hashes under which things were. Below the files, disks keep what they like.
 *
 * <p>May import {@code server} (its data types), {@code protocol}, {@code crypto}, {@code storage} and MapDB. Never
 * looks into a message, never decides about connections, and never releases a result that is not durable.
 */
package messenger.server.store;
