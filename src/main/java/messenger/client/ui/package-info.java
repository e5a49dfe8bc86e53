/**
 * The screen's decisions: model, messages, update and view, all pure.
 *
 * <p>{@code Update} turns a {@code Model} and a {@code Msg} into the next model and {@code Command}s; {@code View}
 * turns a model into a {@code Frame} of cells. What the client core has to tell arrives as {@link
 * messenger.client.ui.News}; what the person wants leaves as {@link messenger.client.ui.Command}. No clock, thread,
 * file, socket or terminal is known here: time comes with a tick, the size with a resize. May import the JDK, the
 * QR encoder and the ids of {@code protocol} only, never {@code client} itself.
 *
 * <p>What lies over the panes is a {@code Dialog}: a record that says what it shows ({@code Sheet}), which keys act
 * ({@code Binding.Context}) and what they do. The next one is one more record, a context and its rows in {@code
 * Bindings}; a form is one more {@code FormKind}.
 */
package messenger.client.ui;
