/**
 * Worlds made of one seed: the real server core on the real meaning of its store, real client cores, and everything
 * between and below them simulated. Links deliver an ordered prefix that may be cut, at both ends or at one; processes
 * die between any two effects; commits fail; clocks jump.
 *
 * <pre>
 *   World -- Network: Links            SimServer -- SimStore -- FallibleStore     SimPerson -- SimVault
 *     |
 *   Storm -- Weather: what one seed draws; Beginning: who is there already
 *     '----- Safety: what must be true at every event -- Diary of each vault, Ledger of the mailboxes, Texts
 * </pre>
 *
 * <p>{@link messenger.sim.Storm} is one world; at its end everything heals, and then everything that was composed must
 * be there, once, in order, and said to be delivered. {@link messenger.sim.Planted} faults show that the checks see.
 * The other tests here let one thing happen at a time.
 */
package messenger.sim;
