package messenger.client.ui;

import messenger.client.ui.Binding.Context;

/** The numbers that both devices show before one is linked to the other's account. */
record LinkNumbers(String numbers, Ask.Progress progress) implements Dialog {
    @Override
    public Sheet sheet(Model model) {
        Sheet sheet = Sheet.of("Do both devices show this?", Slot.BORDER_FOCUS, model.size())
                .gap();
        if (isAnswered()) {
            return sheet.essential("Waiting for the other device\u2026", Slot.FG)
                    .gap();
        }
        return Compare.large(sheet, numbers, model.size())
                .gap()
                .essential("Look at the other device. Press y only if it shows the same number.", Slot.FG)
                .explaining("If it differs, somebody is in between: press n, and nothing is linked.")
                .gap();
    }

    @Override
    public Context context() {
        return isAnswered() ? Context.NOTE : Context.NUMBERS;
    }

    @Override
    public Step act(Model model, Action action) {
        if (isAnswered()) {
            return Step.of(model);
        }
        Command.Verdict verdict = action == Action.EQUAL ? Command.Verdict.EQUAL : Command.Verdict.DIFFERENT;
        return Step.of(model.with(new LinkNumbers(numbers, Ask.Progress.WAITING)), new Command.LinkCompared(verdict));
    }

    /** Leaving without an answer is a no; what was answered is on its way. */
    @Override
    public Step closed(Model model) {
        Dialog next = model.isOpen() ? NoDialog.NONE : new Choice("", "");
        Model left = model.with(next);
        return isAnswered() ? Step.of(left) : Step.of(left, new Command.LinkCompared(Command.Verdict.DIFFERENT));
    }

    private boolean isAnswered() {
        return progress == Ask.Progress.WAITING;
    }

    /** On the device that has the account: back to the code. The other one gets {@link News.LinkNeeded}. */
    @Override
    public Dialog refused(String problem) {
        return Ask.of(Forms.linkDevice().refused(problem));
    }

    @Override
    public boolean waits() {
        return true;
    }
}
