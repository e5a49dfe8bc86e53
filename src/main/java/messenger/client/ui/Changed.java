package messenger.client.ui;

import messenger.client.ui.Binding.Context;

/** The server names another key for a person: what happened, what it means, what can be done. */
record Changed(String name) implements Dialog {
    private boolean compared(Model model) {
        return model.contacts().find(name).map(Contact::compared).orElse(false);
    }

    @Override
    public Sheet sheet(Model model) {
        String shown = Columns.fit(Printable.line(name), 32);
        String todo = compared(model)
                ? "You had compared safety numbers with " + shown + ", so only comparing the new one (v) unblocks it."
                : "Ask " + shown + " by another way. Then compare the new safety number (v), or take the new key (a).";
        return Sheet.of("! The key of " + shown + " changed", Slot.CRYPTO_BAD, model.size())
                .gap()
                .explaining("The server now names another key for " + shown + " than the one you know.")
                .gap()
                .explaining("Either " + shown + " made a new account (a new device alone does not do this), or somebody"
                        + " tries to take their place and to read what you write.")
                .gap()
                .essential("Nothing is sent until you decide. " + todo, Slot.FG)
                .gap();
    }

    @Override
    public Context context() {
        return Context.CHANGED;
    }

    @Override
    public Step act(Model model, Action action) {
        return switch (action) {
            case SHOW_NUMBER -> Verify.begin(model, name);
            case TAKE_KEY ->
                compared(model)
                        ? Step.of(model.notice(
                                News.Level.WARNING,
                                "You had verified " + Printable.line(name)
                                        + ": compare the new safety number first (v)."))
                        : Step.of(model.with(new Confirm(Confirm.Question.ACCEPT_IDENTITY, name, NoDialog.NONE)));
            default -> Step.of(model);
        };
    }
}
