package messenger.client.ui;

import java.util.Optional;
import messenger.client.ui.Binding.Context;
import messenger.client.ui.Field.Role;

/** A new recovery code; the person types its first group to show that it is on paper. */
record NewRecovery(Password code, Form asked) implements Dialog {
    @Override
    public Sheet sheet(Model model) {
        Sheet form = Sheet.of(asked, model.size());
        Sheet sheet = Sheet.of(asked.kind().title(), Slot.BORDER_FOCUS, model.size())
                .gap()
                .plus(Sheet.Weight.STICKY, Recovery.groups(code, form.width()));
        for (Sheet.Block block : form.blocks()) {
            sheet = sheet.plus(block.weight(), block.rows());
        }
        return sheet;
    }

    @Override
    public Context context() {
        return Context.FORM;
    }

    @Override
    public Step act(Model model, Action action) {
        return Step.of(model);
    }

    @Override
    public Optional<Form> form() {
        return Optional.of(asked);
    }

    @Override
    public Dialog with(Form next) {
        return new NewRecovery(code, next);
    }

    /** Enter: the code is gone from the screen only if what was typed is its first group. */
    Step submit(Model model) {
        if (!startsWith(asked.secret(Role.FIRST_GROUP).chars())) {
            Form wrong = asked.refused("That is not the first group. Compare what you wrote with the code above.");
            return Step.of(model.with(new NewRecovery(code, wrong)));
        }
        erase();
        return Step.of(model.with(NoDialog.NONE), new Command.RecoveryKept());
    }

    /** The group behind the word that says what code it is, without making text of either. */
    private boolean startsWith(char[] typed) {
        char[] all = code.chars();
        int from = nextBlank(all, 0) + 1;
        int end = nextBlank(all, from);
        if (typed.length != end - from) {
            return false;
        }
        for (int i = 0; i < typed.length; i++) {
            if (Character.toUpperCase(typed[i]) != Character.toUpperCase(all[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static int nextBlank(char[] all, int from) {
        int at = from;
        while (at < all.length && all[at] != ' ') {
            at++;
        }
        return at;
    }

    /** Until the code is on paper there is nothing behind it. */
    @Override
    public boolean isLeavable() {
        return false;
    }

    @Override
    public void erase() {
        code.clear();
        asked.erase();
    }
}
