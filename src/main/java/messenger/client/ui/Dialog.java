package messenger.client.ui;

import java.util.Optional;
import messenger.client.ui.Binding.Context;

/**
 * What lies over the panes, or over the screen before the chat, and takes the keys until it is closed: what it shows,
 * which keys act, and what they do. No dialog opens by itself while somebody types: single letters decide here.
 */
sealed interface Dialog
        permits Ask,
                Changed,
                Choice,
                Compare,
                Confirm,
                Devices,
                LinkCode,
                LinkNumbers,
                NewRecovery,
                NoDialog,
                Recovery,
                Request,
                Unreadable,
                Verify {
    /** What it shows. */
    Sheet sheet(Model model);

    /** Where its keys are in the table. */
    Context context();

    /** What a key of its context does, except closing. */
    Step act(Model model, Action action);

    /** What the person can give up with it: the screen behind it, unless something else is to be done. */
    default Step closed(Model model) {
        erase();
        return Step.of(model.with(NoDialog.NONE));
    }

    /** Whether Ctrl-C closes it; else it quits, pressed twice. */
    default boolean isLeavable() {
        return true;
    }

    /** The form in it that takes what is typed, if there is one. */
    default Optional<Form> form() {
        return Optional.empty();
    }

    /** The same dialog with its form filled in further. */
    default Dialog with(Form next) {
        return this;
    }

    /** The same dialog after what it asked for was not done; one that waits for nothing is not concerned. */
    default Dialog refused(String problem) {
        return this;
    }

    /** Whether it asked for something that may be refused. */
    default boolean waits() {
        return false;
    }

    /** Overwrites what is secret in it. */
    default void erase() {}
}
