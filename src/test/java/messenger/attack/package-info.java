/**
 * Attacks, and the tests that try them: every one must end in a rejection or in an alarm that a person sees, with the
 * state unchanged. The letters and numbers are those of the protocol text's attack list; the name of a test begins with
 * them. Attacks on the cryptography alone stand here; those that need the ratchet's inner keys (a hostile peer) in
 * {@code messenger.crypto.ratchet}; those that a real server core and real client cores have to withstand in {@code
 * messenger.sim}, where {@code EvilServer} changes what is stored and relayed and {@code EvilClient} is a genuine
 * account that says anything. {@code AttackListTest} keeps this list complete.
 *
 * <ul>
 *   <li>A1: of swapped keys, alone or all together and signed by another account, none is used, nothing is sent, and
 *       the person is told: {@link messenger.attack.BundleAttackTest}, {@code sim.EvilKeysTest}
 *   <li>A2: no key passes for one of another kind, of another device or of another time: {@link
 *       messenger.attack.BundleAttackTest}, {@code sim.EvilKeysTest}
 *   <li>A3: no downgrade, no missing KEM part, no suite 0: {@link messenger.attack.BundleAttackTest}, {@link
 *       messenger.attack.FirstMessageAttackTest}, {@code sim.EvilKeysTest}, {@code sim.EvilRelayTest}
 *   <li>A4: hostile keys and ciphertexts are rejected: {@link messenger.attack.FirstMessageAttackTest}, {@link
 *       messenger.attack.BundleAttackTest}, {@code crypto.ratchet.HostilePeerTest}, {@code
 *       crypto.ratchet.HostileKemTest}
 *   <li>A5: a first message counts once, also after a restart, without its session, and under the last-resort key:
 *       {@link messenger.attack.ReplayAttackTest}, {@code sim.EvilRelayTest}
 *   <li>A6: nobody is taken for another: {@link messenger.attack.FirstMessageAttackTest}, {@code
 *       crypto.ratchet.ImpersonationTest}, {@code sim.EvilRelayTest}
 *   <li>A7: Bob's long-term keys do not let anybody pose as Alice to Bob: {@code crypto.ratchet.ImpersonationTest}
 *   <li>A8: a first message that fails, or over which the process dies, uses nothing up: {@link
 *       messenger.attack.ReplayAttackTest}, {@code sim.EvilRelayTest}
 *   <li>A9: six pairs for one account, sixty an hour for all, then the last-resort key; no command is carried out in a
 *       session that may be a recording: {@link messenger.attack.ReplayAttackTest}, {@code server.PrekeysTest}, {@code
 *       sim.ExhaustionTest}
 *   <li>A10: what is sealed for a pair that a restored server gives out again is rejected, and fresh pairs take the
 *       place of its old ones: {@code sim.RestoredServerTest}, {@code sim.RestoredStoreTest}
 *   <li>B1: every flipped bit is rejected: {@link messenger.attack.RatchetAttackTest}
 *   <li>B2: gaps, numbers and junk are bounded: {@link messenger.attack.RatchetAttackTest}, {@code
 *       crypto.ratchet.HostilePeerTest}, {@code sim.GreedyServerTest}
 *   <li>B3: duplicates and latecomers are rejected: {@link messenger.attack.RatchetAttackTest}
 *   <li>B4: a message after a gap is not taken for a duplicate: {@link messenger.attack.RatchetAttackTest}
 *   <li>B5: an offer is answered, and nothing else is: {@code crypto.ratchet.HostileKemTest}
 *   <li>B6: a stolen state opens nothing older: {@link messenger.attack.StolenStateTest}
 *   <li>B7: a stolen state opens nothing after one turn; nor, with X25519 broken, after one ML-KEM round trip: {@link
 *       messenger.attack.StolenStateTest}
 *   <li>B8: a crash never makes a key seal twice: {@link messenger.attack.RatchetAttackTest}, {@link
 *       messenger.attack.RolledBackStateTest}
 *   <li>B9: a vault that went back, or that two processes use, gives up its sessions and says so; a server that lies
 *       about it gains renewed sessions: {@link messenger.attack.RatchetAttackTest}, {@link
 *       messenger.attack.RolledBackStateTest}, {@code sim.OwnAccountTest}, {@code sim.ClonedVaultTest}
 *   <li>B10: two beginnings become one session: {@link messenger.attack.SimultaneousStartTest}, {@code
 *       sim.CrossingTest}
 *   <li>C1: nobody is shown another content under the same key: {@link messenger.attack.EnvelopeAttackTest}, {@code
 *       sim.EvilInsiderTest}
 *   <li>C2: a wrap belongs to one recipient, one conversation and one message: {@link
 *       messenger.attack.EnvelopeAttackTest}, {@code sim.EvilInsiderTest}, {@code sim.LyingServerTest}
 *   <li>C3: the session says who speaks and where, and no claim does: {@code sim.EvilClientTest}
 *   <li>C4: what only own devices say, no peer says: {@code sim.EvilClientTest}
 *   <li>C5: receipts for what never went there, in floods, or from strangers change nothing: {@code
 *       sim.EvilClientTest}
 *   <li>C6: padding is ours or none: {@link messenger.attack.EnvelopeAttackTest}, {@code sim.EvilClientTest}
 *   <li>C7: whatever cannot be read is answered in the same way: {@code sim.EvilClientTest}
 *   <li>E1: device lists that go back, fork, leave a gap, or that the account did not sign change nothing; a fork is
 *       told: {@link messenger.attack.DeviceListAttackTest}, {@code sim.EvilDeviceListsTest}, {@code
 *       sim.EvilKeysTest}
 *   <li>E2: a name that is given to another account stops what is sent to it: {@code sim.PeopleTest}, {@code
 *       sim.LyingServerTest}, {@code sim.GreedyServerTest}, {@code sim.EvilDeviceListsTest}, {@code sim.EvilKeysTest}
 *   <li>E3: who was verified is replaced only by who is verified: {@code sim.PeopleTest}
 *   <li>E4: a link code that is phished, expired, used or changed links nothing: {@link
 *       messenger.attack.LinkAttackTest}, {@code sim.LinkAttackTest}
 *   <li>F1: a login cannot be passed on, replayed or made for an old nonce: {@code server.LoginAttackTest}, {@code
 *       client.net.ManInTheMiddleTest}
 *   <li>F2: no password and nothing that a guess can be tested by leaves the client: {@code server.LoginAttackTest},
 *       {@code sim.PasswordSecrecyTest}
 *   <li>F3: a name that nobody has looks like one that somebody has: {@code server.PasswordAttackTest}
 *   <li>F4: a stolen store logs nobody in: {@code server.LoginAttackTest}
 *   <li>F5: points that are none, or the identity, are rejected: {@code server.PasswordAttackTest}
 *   <li>F6: the access key of another mailbox, or one that was replaced, opens nothing: {@code
 *       server.AccessKeyAttackTest}
 *   <li>H1: nothing that steers a terminal gets to the screen or into a log: {@code client.ui.HostileTextTest}, {@code
 *       sim.HostileWordsTest}
 *   <li>H2: history that is shown again is filtered again: {@code app.HostileHistoryTest}
 *   <li>H3: a wrong password, a changed or shortened file and a huge cost are found out: {@code
 *       client.store.DamagedVaultTest}, {@code client.store.VaultTest}
 *   <li>H4: what was deleted is on no disk, and nobody opens what was replaced: {@code
 *       sim.ForwardSecrecyAtRestTest}, {@code client.store.DamagedVaultTest}
 * </ul>
 */
package messenger.attack;
