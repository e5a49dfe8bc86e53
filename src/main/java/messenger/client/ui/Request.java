package messenger.client.ui;

import messenger.client.ui.Binding.Context;

/** Somebody never met wrote: who it is, and nothing of what they wrote, until the person decides. */
record Request(String name, int messages) implements Dialog {
    @Override
    public Sheet sheet(Model model) {
        String shown = Printable.line(name);
        String fingerprint =
                model.contacts().find(name).map(Contact::fingerprint).orElse("not known");
        return Sheet.of(Columns.fit(shown, 24) + " wants to write to you", Slot.BORDER_FOCUS, model.size())
                .gap()
                .essential("Name         " + shown, Slot.FG)
                .essential("Key          " + Printable.line(fingerprint), Slot.FG)
                .essential("Messages     " + (messages == 0 ? "none yet" : Integer.toString(messages)), Slot.FG)
                .gap()
                .explaining("You have not met " + shown + ". Until you decide, nothing of what they wrote is shown, and"
                        + " they do not learn that it arrived or that you are here.")
                .gap()
                .explaining("A name alone proves nothing: if you accept, compare safety numbers (Ctrl-X v).")
                .gap();
    }

    @Override
    public Context context() {
        return Context.REQUEST;
    }

    @Override
    public Step act(Model model, Action action) {
        return switch (action) {
            case TAKE -> Step.of(model.with(NoDialog.NONE), new Command.Decide(name, Command.Decision.ACCEPT));
            case REFUSE -> Step.of(model.with(new Confirm(Confirm.Question.DECLINE, name, NoDialog.NONE)));
            case SHUT_OUT -> Step.of(model.with(new Confirm(Confirm.Question.BLOCK, name, NoDialog.NONE)));
            default -> Step.of(model);
        };
    }
}
