package messenger.client.ui;

import messenger.client.ui.Binding.Context;

/** Nothing lies over the screen. */
record NoDialog() implements Dialog {
    static final NoDialog NONE = new NoDialog();

    @Override
    public Sheet sheet(Model model) {
        throw new IllegalStateException("no dialog, nothing to show");
    }

    @Override
    public Context context() {
        throw new IllegalStateException("no dialog, no keys");
    }

    @Override
    public Step act(Model model, Action action) {
        return Step.of(model);
    }
}
