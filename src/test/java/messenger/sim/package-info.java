/**
 * Worlds made of one seed: the real server core, the real memory store, real client cores, and everything between them
 * simulated. Links deliver an ordered prefix that may be cut; processes die between any two effects; commits fail.
 * After healing, everything that was composed must be there, once, in order, and said to be delivered.
 */
package messenger.sim;
