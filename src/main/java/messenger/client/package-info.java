/**
 * The client's decisions. {@link messenger.client.Client} takes an event and the time and returns effects: one commit
 * of the vault, then frames, then news for the screen or the script. No I/O, no clock, no threads; the shells are
 * {@code client.store}, {@code client.net}, {@code client.ui} and the commands.
 *
 * <pre>
 *   Client -- Connection: greeting, registration, login        Answers: sorts the server's frames
 *      |----- People: names, pins (Contacts), wishes           DevicePrekeys: ours, made, published, erased
 *      |----- Outbox -> Sealer -> Sessions                     Inbox -> Unsealer -> Sessions
 *      |----- Conversations: history and states                Receipts, Seen, Unreadable
 *      '----- Step: collects what one event leads to, and fixes the order: commit, transmit, tell
 * </pre>
 *
 * <p>A class here keeps its rows in memory, loads them from {@link messenger.client.VaultRows} and writes them through
 * {@link messenger.client.Step}. A further feature is a body in {@code protocol.content}, its handling in {@link
 * messenger.client.Inbox}, and a table if it has state.
 */
package messenger.client;
