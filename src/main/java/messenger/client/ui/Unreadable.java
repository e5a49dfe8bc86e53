package messenger.client.ui;

import java.util.List;
import messenger.client.ui.Binding.Context;

/** What came and could not be read: when, why, and what can be done. */
record Unreadable(List<String> paragraphs, Stage stage) implements Dialog {
    /** Whether the core has answered. */
    enum Stage {
        WAITING,
        SHOWN
    }

    Unreadable {
        paragraphs = List.copyOf(paragraphs);
    }

    static Step begin(Model model) {
        return Step.of(model.with(new Unreadable(List.of(), Stage.WAITING)), new Command.ShowUnreadable());
    }

    @Override
    public Sheet sheet(Model model) {
        Sheet sheet = Sheet.of("What could not be read", Slot.BORDER_FOCUS, model.size())
                .gap()
                .essential(heading(), Slot.FG);
        for (String paragraph : paragraphs) {
            sheet = sheet.gap().explaining(Printable.line(paragraph));
        }
        return sheet.gap();
    }

    private String heading() {
        if (stage == Stage.WAITING) {
            return "One moment\u2026";
        }
        return paragraphs.isEmpty()
                ? "Everything that came could be read."
                : paragraphs.size() + " in the last week, the newest first. Too many for this screen? The command"
                        + " unreadable prints all.";
    }

    @Override
    public Context context() {
        return Context.NOTE;
    }

    @Override
    public Step act(Model model, Action action) {
        return Step.of(model);
    }
}
