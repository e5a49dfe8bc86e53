/**
 * The vault: everything the client keeps, encrypted (PROTOCOL 1.15).
 *
 * <pre>
 *   password --Argon2id--> KEK --unwraps--> master key --HKDF per table--> row key, id key
 *   vault.key             salt, cost and the wrapped master key, replaced atomically
 *   vault.db, vault.log   rows in a JournaledStore
 * </pre>
 *
 * <p>A row is AES-256-GCM under its table's key with a random nonce; table, hidden id and revision are associated data,
 * so that no row can be put in another's place. Ids are hidden by HMAC, except for the part that orders a table. The
 * core decides what is written; this package only keeps it, and may not know what a row means.
 *
 * <p>What it does not promise: that a disk really overwrites what was deleted.
 */
package messenger.client.store;
