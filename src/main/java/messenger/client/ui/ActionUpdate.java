package messenger.client.ui;

import java.util.List;

/** What an action does, by where it belongs. */
final class ActionUpdate {
    private ActionUpdate() {}

    static Step run(Model model, Binding binding) {
        return switch (binding.action()) {
            case CANCEL -> CtrlC.run(model);
            case QUIT -> Update.quit(model);
            case REDRAW -> new Step(model, List.of(), Step.Shell.REDRAW);
            case SUSPEND -> new Step(model, List.of(), Step.Shell.SUSPEND);
            case SEND -> Sending.send(model);
            case NEWLINE -> Step.of(model.with(model.composer().insert("\n")));
            case COMPLETE -> Completion.complete(model);
            case ROW_UP -> Step.of(model.with(rowMoved(model, -1)));
            case ROW_DOWN -> Step.of(model.with(rowMoved(model, 1)));
            case NEXT_FIELD -> formMoved(model, 1);
            case PREVIOUS_FIELD -> formMoved(model, -1);
            case SUBMIT -> submit(model);
            case TRUST -> trust(model);
            case DECLINE -> decline(model);
            case LEFT,
                    RIGHT,
                    WORD_LEFT,
                    WORD_RIGHT,
                    LINE_START,
                    LINE_END,
                    ERASE,
                    DELETE,
                    ERASE_WORD,
                    DELETE_WORD,
                    KILL_START,
                    KILL_END,
                    YANK -> edited(model, binding.action());
            default -> Navigation.run(model, binding);
        };
    }

    private static Step edited(Model model, Action action) {
        if (model.gate() instanceof Gate.Filling filling) {
            Form form = filling.form();
            return Step.of(model.with(new Gate.Filling(form.with(form.focused().edited(action)))));
        }
        return Step.of(model.with(Editing.apply(action, model.composer())));
    }

    /** The caret one row up or down on the screen, in the same column as far as the row goes. */
    private static Editor rowMoved(Model model, int by) {
        Editor editor = model.composer();
        int width = Layout.composerColumns(Layout.of(model).composer().width());
        List<Wrapping.Span> rows = Wrapping.fill(editor.text(), width);
        int row = Wrapping.rowOf(rows, editor.caret());
        int target = row + by;
        if (target < 0 || target >= rows.size()) {
            return editor;
        }
        int column = Columns.of(editor.text().substring(rows.get(row).from(), editor.caret()));
        int at = rows.get(target).from();
        int used = 0;
        while (at < rows.get(target).to() && used < column) {
            used += Clusters.columns(editor.text(), at);
            at = Clusters.next(editor.text(), at);
        }
        return editor.at(at);
    }

    private static Step formMoved(Model model, int by) {
        if (model.gate() instanceof Gate.Filling filling) {
            return Step.of(model.with(new Gate.Filling(filling.form().moved(by))));
        }
        return Step.of(model);
    }

    private static Step submit(Model model) {
        if (!(model.gate() instanceof Gate.Filling filling)) {
            return Step.of(model);
        }
        Form form = filling.form();
        if (form.kind() == Form.Kind.REGISTER && !form.inLastField()) {
            return Step.of(model.with(new Gate.Filling(form.entered())));
        }
        Form checked = form.checked();
        if (!checked.problem().isEmpty()) {
            return Step.of(model.with(new Gate.Filling(checked)));
        }
        Password password = form.password();
        if (form.kind() == Form.Kind.UNLOCK) {
            Gate working = new Gate.Working("Unlocking this device");
            return Step.of(model.with(working), new Command.Unlock(password));
        }
        Gate working = new Gate.Working("Making your account");
        return Step.of(model.with(working), new Command.Register(form.server(), form.user(), password));
    }

    private static Step trust(Model model) {
        if (!(model.gate() instanceof Gate.Asking asking)) {
            return Step.of(model);
        }
        Gate working = new Gate.Working("Connecting to " + asking.server());
        return Step.of(model.with(working), new Command.TrustServer(asking.fingerprint()));
    }

    private static Step decline(Model model) {
        Gate working = new Gate.Working("Not connecting");
        return Step.of(model.with(working), new Command.DeclineServer());
    }
}
