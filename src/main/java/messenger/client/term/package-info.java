/**
 * The terminal around the pure screen: bytes to keys, frames to bytes, and the one thread that does both.
 *
 * <p>Stands on Lanterna's terminal, key and colour types with a decoder, an output stage and a size query of its own.
 * Knows {@code client.ui} only; never the client core or the network, and of the disk theme files only.
 */
package messenger.client.term;
