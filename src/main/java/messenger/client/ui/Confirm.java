package messenger.client.ui;

import messenger.client.ui.Binding.Context;

/**
 * Asks once more before something that is hard to take back.
 *
 * @param subject whom or what it is about, as the command needs it
 * @param back what comes after it
 */
record Confirm(Question question, String subject, Dialog back) implements Dialog {
    /** What is asked, and what a yes means. */
    enum Question {
        DECLINE(
                "Decline %s?",
                "What %s wrote is erased unseen, and what they write from now on is dropped. They are not told."
                        + " /unblock takes it back; what was erased does not come back."),
        BLOCK(
                "Block %s?",
                "What %s writes from now on is dropped, and they can no longer write without saying who they are."
                        + " They are not told. What you have of them stays. /unblock takes it back."),
        ACCEPT_IDENTITY(
                "Take the new key for %s?",
                "From now on whoever holds the new key is %s for you, and what you send can be read by them."
                        + " Do this only if you know why the key changed."),
        REMOVE_DEVICE(
                "Remove device %s?",
                "Device %s is signed out and gets no new messages; what it has not fetched is lost. What it has"
                        + " stays on it. To use it again it must be linked anew.");

        private final String title;
        private final String text;

        Question(String title, String text) {
            this.title = title;
            this.text = text;
        }
    }

    private String subjectShown() {
        return Columns.fit(Printable.line(subject), 32);
    }

    @Override
    public Sheet sheet(Model model) {
        return Sheet.of(question.title.replace("%s", subjectShown()), Slot.CRYPTO_WARN, model.size())
                .gap()
                .essential(question.text.replace("%s", subjectShown()), Slot.FG)
                .gap();
    }

    @Override
    public Context context() {
        return Context.CONFIRM;
    }

    @Override
    public Step act(Model model, Action action) {
        Command command =
                switch (question) {
                    case DECLINE -> new Command.Decide(subject, Command.Decision.DECLINE);
                    case BLOCK -> new Command.Decide(subject, Command.Decision.BLOCK);
                    case ACCEPT_IDENTITY -> new Command.Decide(subject, Command.Decision.ACCEPT_IDENTITY);
                    case REMOVE_DEVICE -> new Command.RemoveDevice(subject);
                };
        return action == Action.YES ? Step.of(model.with(back), command) : closed(model);
    }

    @Override
    public Step closed(Model model) {
        return Step.of(model.with(back));
    }
}
