package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;
import messenger.client.ui.Binding.Context;

/**
 * The safety number with a person, as digits or as a QR code.
 *
 * @param shown what the core told, empty or one: nothing can be confirmed before
 */
record Verify(String name, List<News.SafetyShown> shown, QrSheet.Face face, String problem) implements Dialog {
    private static final int GROUPS_PER_ROW = 4;

    Verify {
        shown = List.copyOf(shown);
    }

    static Step begin(Model model, String name) {
        return Step.of(model.with(new Verify(name, List.of(), QrSheet.Face.TEXT, "")), new Command.ShowSafety(name));
    }

    Verify with(News.SafetyShown safety) {
        return safety.user().equals(name) ? new Verify(name, List.of(safety), face, "") : this;
    }

    private String title(Model model) {
        Marks.Mark mark = Marks.of(model.trust(name));
        return "Safety number with " + Columns.fit(Printable.line(name), 24) + " \u00B7 " + mark.sign();
    }

    @Override
    public Sheet sheet(Model model) {
        Sheet sheet = Sheet.of(title(model), Slot.BORDER_FOCUS, model.size());
        if (shown.isEmpty()) {
            return sheet.gap()
                    .essential(problem.isEmpty() ? "One moment\u2026" : "! " + problem, Slot.FG)
                    .gap();
        }
        News.SafetyShown safety = shown.get(0);
        if (face == QrSheet.Face.QR) {
            return QrSheet.of(sheet, safety.qr(), model.size());
        }
        String whose = safety.whose() == News.Whose.RIVAL ? "This is the number of the NEW key. " : "";
        return sheet.gap()
                .explaining(whose + "The other side finds the same number under your name. Read it to each other by"
                        + " voice, or lay the screens side by side: all 60 digits, not only some.")
                .gap()
                .centred(groups(safety.digits()), Slot.ACCENT)
                .gap()
                .essential(
                        model.contacts().wishes().contains(name)
                                ? "They want to compare short numbers now: press c."
                                : "Do they match?",
                        Slot.FG)
                .problem(problem)
                .gap();
    }

    private static List<String> groups(String digits) {
        List<String> words = List.of(Printable.line(digits).strip().split(" +"));
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < words.size(); i += GROUPS_PER_ROW) {
            rows.add(String.join("  ", words.subList(i, Math.min(words.size(), i + GROUPS_PER_ROW))));
        }
        return rows;
    }

    @Override
    public Context context() {
        return shown.isEmpty() ? Context.NOTE : Context.VERIFY;
    }

    @Override
    public Step act(Model model, Action action) {
        if (shown.isEmpty()) {
            return Step.of(model);
        }
        return switch (action) {
            case MATCH -> match(model);
            case DIFFER -> differ(model);
            case SHORT_NUMBERS -> Compare.begin(model, name);
            case TOGGLE_QR -> Step.of(model.with(new Verify(name, shown, face.other(), problem)));
            default -> Step.of(model);
        };
    }

    private Step match(Model model) {
        Command confirm = new Command.ConfirmSafety(name, shown.get(0).account());
        return Step.of(model.with(NoDialog.NONE), confirm);
    }

    private Step differ(Model model) {
        String text = "The numbers differ: somebody may be between you and " + Printable.line(name)
                + ". Send nothing secret; compare again side by side, and tell whoever runs the server.";
        Step warned = Step.of(model.with(NoDialog.NONE).notice(News.Level.ERROR, text));
        boolean was = model.trust(name) == Person.Trust.VERIFIED;
        return was ? warned.and(List.of(new Command.Decide(name, Command.Decision.UNVERIFY))) : warned;
    }

    @Override
    public Dialog refused(String trouble) {
        return new Verify(name, shown, face, trouble);
    }

    @Override
    public boolean waits() {
        return true;
    }
}
