/**
 * Attacks, one named test each: every one must end in a rejection, with the state unchanged. The letters are those of
 * the protocol text's attack list. Attacks that need the ratchet's inner keys (a hostile peer) stand in {@code
 * messenger.crypto.ratchet}.
 *
 * <ul>
 *   <li>A1: swapped keys in a bundle are rejected: {@link messenger.attack.BundleAttackTest}
 *   <li>A2: no key passes for one of another kind: {@link messenger.attack.BundleAttackTest}
 *   <li>A3: no downgrade, no missing KEM part, no suite 0: {@link messenger.attack.BundleAttackTest}, {@link
 *       messenger.attack.FirstMessageAttackTest}
 *   <li>A4: hostile keys and ciphertexts are rejected: {@link messenger.attack.FirstMessageAttackTest}, {@link
 *       messenger.attack.BundleAttackTest}, {@code HostilePeerTest}, {@code HostileKemTest}
 *   <li>A5: a first message counts once: {@link messenger.attack.ReplayAttackTest}
 *   <li>A6: nobody is taken for another: {@link messenger.attack.FirstMessageAttackTest}, {@code ImpersonationTest}
 *   <li>A7: Bob's long-term keys do not let anybody pose as Alice to Bob: {@code ImpersonationTest}
 *   <li>A8: a failed first message uses nothing up: {@link messenger.attack.ReplayAttackTest}
 *   <li>A9: a last-resort session is unconfirmed until it is answered (the server's limits are tried at the server):
 *       {@link messenger.attack.ReplayAttackTest}
 *   <li>B1: every flipped bit is rejected: {@link messenger.attack.RatchetAttackTest}
 *   <li>B2: gaps, numbers and junk are bounded: {@link messenger.attack.RatchetAttackTest}, {@code HostilePeerTest}
 *   <li>B3: duplicates and latecomers are rejected: {@link messenger.attack.RatchetAttackTest}
 *   <li>B4: a message after a gap is not taken for a duplicate: {@link messenger.attack.RatchetAttackTest}
 *   <li>B5: an offer is answered, and nothing else is: {@code HostileKemTest}
 *   <li>B6: a stolen state opens nothing older: {@link messenger.attack.StolenStateTest}
 *   <li>B7: a stolen state opens nothing after one turn; nor, with X25519 broken, after one ML-KEM round trip: {@link
 *       messenger.attack.StolenStateTest}
 *   <li>B8: a crash never makes a key seal twice: {@link messenger.attack.RatchetAttackTest}
 *   <li>B9: what a rolled-back state seals is rejected (refusing the state itself is the vault's part): {@link
 *       messenger.attack.RatchetAttackTest}
 *   <li>B10: two beginnings become one session: {@link messenger.attack.SimultaneousStartTest}
 *   <li>C1, C2, C6: a ciphertext belongs to one wrap, a wrap to one session, padding is ours or none: {@link
 *       messenger.attack.EnvelopeAttackTest}
 * </ul>
 */
package messenger.attack;
