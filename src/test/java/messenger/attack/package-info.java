/**
 * Attacks, one named test each: every one must end in a rejection, with the state unchanged. The letters are those of the protocol
 * text's attack list. Attacks that need the ratchet's inner keys (a hostile peer) stand in {@code messenger.crypto.ratchet}.
 *
 * <table>
 *   <caption>attack, what must happen, where it is tried</caption>
 *   <tr><td>A1</td><td>swapped keys in a bundle are rejected</td><td>{@link messenger.attack.BundleAttackTest}</td></tr>
 *   <tr><td>A2</td><td>no key passes for one of another kind</td><td>{@link messenger.attack.BundleAttackTest}</td></tr>
 *   <tr><td>A3</td><td>no downgrade: no KEM part, suite 0</td><td>{@link messenger.attack.BundleAttackTest},
 *       {@link messenger.attack.FirstMessageAttackTest}</td></tr>
 *   <tr><td>A4</td><td>hostile keys and ciphertexts are rejected</td><td>{@link messenger.attack.FirstMessageAttackTest},
 *       {@code HostilePeerTest}</td></tr>
 *   <tr><td>A5</td><td>a first message counts once</td><td>{@link messenger.attack.ReplayAttackTest}</td></tr>
 *   <tr><td>A6</td><td>nobody is taken for another</td><td>{@link messenger.attack.FirstMessageAttackTest}</td></tr>
 *   <tr><td>A7</td><td>B's long-term keys do not let anybody pose as A to B</td><td>{@code ImpersonationTest}</td></tr>
 *   <tr><td>A8</td><td>a failed first message uses nothing up</td><td>{@link messenger.attack.ReplayAttackTest}</td></tr>
 *   <tr><td>A9</td><td>a last-resort session is unconfirmed until answered (the server's limits: not here)</td>
 *       <td>{@link messenger.attack.ReplayAttackTest}</td></tr>
 *   <tr><td>B1</td><td>every flipped bit is rejected</td><td>{@link messenger.attack.RatchetAttackTest}</td></tr>
 *   <tr><td>B2</td><td>gaps, numbers and junk are bounded</td><td>{@code HostilePeerTest},
 *       {@link messenger.attack.RatchetAttackTest}</td></tr>
 *   <tr><td>B3</td><td>duplicates and latecomers are rejected</td><td>{@link messenger.attack.RatchetAttackTest}</td></tr>
 *   <tr><td>B4</td><td>a message after a gap is not taken for a duplicate</td>
 *       <td>{@link messenger.attack.RatchetAttackTest}</td></tr>
 *   <tr><td>B5</td><td>an offer is answered, and nothing else is</td><td>{@code HostileKemTest}</td></tr>
 *   <tr><td>B6</td><td>a stolen state opens nothing older</td><td>{@link messenger.attack.StolenStateTest}</td></tr>
 *   <tr><td>B7</td><td>a stolen state opens nothing after one turn; nor, with X25519 broken, after one KEM round trip</td>
 *       <td>{@link messenger.attack.StolenStateTest}</td></tr>
 *   <tr><td>B8</td><td>a crash never makes a key seal twice</td><td>{@link messenger.attack.RatchetAttackTest}</td></tr>
 *   <tr><td>B9</td><td>what a rolled-back state seals is rejected (refusing the state itself: the vault)</td>
 *       <td>{@link messenger.attack.RatchetAttackTest}</td></tr>
 *   <tr><td>B10</td><td>two beginnings become one session</td><td>{@link messenger.attack.SimultaneousStartTest}</td></tr>
 *   <tr><td>C1, C2</td><td>a ciphertext belongs to one wrap, and a wrap to one session</td>
 *       <td>{@link messenger.attack.EnvelopeAttackTest}</td></tr>
 * </table>
 */
package messenger.attack;
