/**
 * The vault: everything the client keeps, encrypted (PROTOCOL 1.15).
 *
 * <pre>
 *   password --Argon2id--> KEK --unwraps--> master key --HKDF per table--> row key, id key
 *   row key, erasable key --HKDF--> key of one revision of a row, or of a conversation's day
 *
 *   vault.key             salt, cost and the wrapped master key, replaced atomically
 *   vault.key.next        the same under the next password, while it is being changed
 *   vault.db, vault.log   rows in a JournaledStore
 *   vault.cells           the erasable keys, overwritten in place
 *   vault.user            who has it open and where: pid, terminal, tmux or screen session; for a second start to say
 * </pre>
 *
 * <p>A row is AES-256-GCM with a random nonce; table, hidden id, revision and cell are associated data, so that no row
 * can be put in another's place. Ids are hidden by HMAC, except for the part that orders a table. The core decides what
 * is written; this package only keeps it, and may not know what a row means, except that a message has a conversation,
 * a position and a day.
 *
 * <p>What MapDB replaces or deletes stays in old pages and in the redo log. So the rows of a table with an {@link
 * messenger.client.Table.Erasure} need a second key, which lies in a cell of {@code vault.cells} and nowhere else. A
 * commit writes the new rows under keys that are durable already, commits the store, overwrites the cells of the old
 * rows, forces that, and only then returns ({@code VaultStore} has the order, {@code ErasableKeys} the cells). Opening
 * overwrites every cell that no row names. So there is no time after a commit at which the old rows can be opened, and
 * none after a crash longer than until the next opening.
 *
 * <p>What it does not promise: that a disk really overwrites. An SSD writes elsewhere and keeps the old block for a
 * while, as do file systems that copy on write or take snapshots, and so do backups of the folder. Nor can it erase
 * what a running program holds in memory, or what the kernel put into swap.
 */
package messenger.client.store;
