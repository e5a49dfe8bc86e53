package messenger.client.ui;

import java.util.Set;
import messenger.client.ui.Binding.Context;

/** The first start: a new account, this device for an account that is there, or an account that was lost. */
record Choice(String server, String user) implements Dialog {
    @Override
    public Sheet sheet(Model model) {
        return Sheet.of("messenger", Slot.BORDER_FOCUS, model.size())
                .gap()
                .explaining("Welcome. There are no keys on this device yet. What shall it be?")
                .gap()
                .essential("n  a new account", Slot.TITLE)
                .explaining("   You choose a name and a password; keys are made here.")
                .gap()
                .essential("l  link this device to your account", Slot.TITLE)
                .explaining("   You have the account on another device, at hand.")
                .gap()
                .essential("r  recover an account", Slot.TITLE)
                .explaining("   You lost your devices and have the recovery code on paper.")
                .gap();
    }

    @Override
    public Context context() {
        return Context.START;
    }

    @Override
    public Step act(Model model, Action action) {
        Form form =
                switch (action) {
                    case LINK_THIS -> Forms.link(server, "");
                    case RECOVER -> Forms.recover(server, user, "");
                    default -> Forms.register(server, user, "", Set.of());
                };
        return Step.of(model.with(NoDialog.NONE).with(new Gate.Filling(form)));
    }

    /** There is nothing behind it. */
    @Override
    public boolean isLeavable() {
        return false;
    }
}
