package messenger.client.ui;

import java.util.Optional;
import messenger.client.ui.Binding.Context;

/** A form over the chat. Once handed in, it waits for {@link News.Done} or {@link News.Refused}. */
record Ask(Form asked, Progress progress) implements Dialog {
    /** Who has to do something. */
    enum Progress {
        FILLING,
        WAITING
    }

    static Ask of(Form form) {
        return new Ask(form, Progress.FILLING);
    }

    Ask waiting() {
        return new Ask(asked, Progress.WAITING);
    }

    @Override
    public Sheet sheet(Model model) {
        if (waits()) {
            return Sheet.of(asked.kind().title(), Slot.BORDER, model.size())
                    .gap()
                    .essential("One moment\u2026", Slot.FG)
                    .gap();
        }
        return Sheet.of(asked, model.size());
    }

    @Override
    public Context context() {
        return waits() ? Context.NOTE : Context.FORM;
    }

    @Override
    public Step act(Model model, Action action) {
        return Step.of(model);
    }

    @Override
    public Optional<Form> form() {
        return waits() ? Optional.empty() : Optional.of(asked);
    }

    @Override
    public Dialog with(Form next) {
        return new Ask(next, progress);
    }

    @Override
    public Dialog refused(String problem) {
        return waits() ? Ask.of(asked.refused(problem)) : this;
    }

    @Override
    public boolean waits() {
        return progress == Progress.WAITING;
    }

    /** What was handed in is erased by whoever received it. */
    @Override
    public void erase() {
        if (!waits()) {
            asked.erase();
        }
    }
}
