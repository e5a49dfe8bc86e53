/**
 * The screen's decisions: model, messages, update and view, all pure.
 *
 * <p>{@code Update} turns a {@code Model} and a {@code Msg} into the next model and {@code Command}s; {@code View}
 * turns a model into a {@code Frame} of cells. What the client core has to tell arrives as {@link
 * messenger.client.ui.News}; what the person wants leaves as {@link messenger.client.ui.Command}. No clock, thread,
 * file, socket or terminal is known here: time comes with a tick, the size with a resize. May import the JDK and the
 * ids of {@code protocol} only, never {@code client} itself.
 */
package messenger.client.ui;
