/**
 * Handshake and session (PROTOCOL 1.3, 1.4, 1.5): agree, seal, open. Every step returns the next state; states are
 * immutable, so a step that fails has changed nothing, and the caller decides when the next state counts.
 *
 * <pre>
 *   Handshake.initiate(self, bundle)  -> Session
 *   Introduction.read(message)        -> who it claims to be, to fetch their device list
 *   Introduction.accept(lists)        -> Session, wrap, and what to erase or remember
 *   Envelope.seal(content)            -> wrap, ciphertext
 *   PeerSessions.seal(wrap)           -> next, message
 *   PeerSessions.open(message)        -> next, wrap
 * </pre>
 *
 * <p>The caller's part: commit the next state (and erase or remember what {@link messenger.crypto.ratchet.Consumed}
 * says) in one transaction <em>before</em> a message is transmitted or acknowledged, and throw all sessions away after
 * a restore: a state that is used twice goes two ways, and the peer can follow only one. (No key meets a nonce
 * twice even then, see {@code MessageKey}.)
 *
 * <p>Imports only {@code crypto} and {@code crypto.identity}. No clock (time is an argument), no random source (it is
 * an argument), no I/O, no thread. Whatever a stranger sends ends in {@link
 * messenger.crypto.AuthenticationFailedException}, without detail: malformed, rejected and forged look the same from
 * outside.
 */
package messenger.crypto.ratchet;
