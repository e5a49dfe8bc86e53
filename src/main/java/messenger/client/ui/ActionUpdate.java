package messenger.client.ui;

import java.util.List;
import java.util.Optional;

/** What an action does, by where it belongs. */
final class ActionUpdate {
    private ActionUpdate() {}

    static Step run(Model model, Binding binding) {
        return switch (binding.action()) {
            case CANCEL -> CtrlC.run(model);
            case QUIT -> Update.quit(model);
            case REDRAW -> new Step(model, List.of(), new Step.Shell.Redraw());
            case SUSPEND -> new Step(model, List.of(), new Step.Shell.Suspend());
            case THEME -> Looks.listed(model);
            case SEND -> Sending.send(model);
            case NEWLINE -> Step.of(model.with(model.composer().insert("\n")));
            case COMPLETE -> Completion.complete(model);
            case ROW_UP -> Step.of(model.with(rowMoved(model, -1)));
            case ROW_DOWN -> Step.of(model.with(rowMoved(model, 1)));
            case NEXT_FIELD -> formMoved(model, 1);
            case PREVIOUS_FIELD -> formMoved(model, -1);
            case SUBMIT -> FormSubmit.submit(model);
            case MORE_FIELDS -> FormSubmit.more(model);
            case OTHER_WAY -> FormSubmit.otherWay(model);
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
            case VERIFY, TRUST_KEY, ACCEPT, DECLINE_PERSON, BLOCK, UNBLOCK ->
                PersonUpdate.run(model, binding.action(), "");
            case REQUESTS -> Requests.next(model);
            case DEVICES -> Devices.begin(model);
            case UNREADABLE -> Unreadable.begin(model);
            case LINK_DEVICE -> Step.of(model.with(Ask.of(Forms.linkDevice())));
            case PASSWORD -> Step.of(model.with(Ask.of(Forms.changePassword())));
            case RECOVERY -> Step.of(model.with(Ask.of(Forms.showRecovery())));
            case DELETE_ACCOUNT -> Step.of(model.with(Ask.of(Forms.deleteAccount())));
            default -> inDialog(model, binding);
        };
    }

    private static Step inDialog(Model model, Binding binding) {
        if (model.dialog() instanceof NoDialog) {
            return Navigation.run(model, binding);
        }
        return binding.action() == Action.CLOSE_DIALOG
                ? model.dialog().closed(model)
                : model.dialog().act(model, binding.action());
    }

    private static Step edited(Model model, Action action) {
        Optional<Form> form = model.form();
        if (form.isPresent()) {
            return Step.of(model.with(form.get().with(form.get().focused().edited(action))));
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
        return Step.of(model.form().map(form -> model.with(form.moved(by))).orElse(model));
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
