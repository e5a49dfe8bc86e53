package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;
import messenger.client.ui.Binding.Context;

/** The recovery code, shown again to somebody who gave the password. */
record Recovery(Password code) implements Dialog {
    @Override
    public Sheet sheet(Model model) {
        Sheet sheet = Sheet.of("Your recovery code", Slot.BORDER_FOCUS, model.size());
        return sheet.gap()
                .plus(Sheet.Weight.ESSENTIAL, groups(code, sheet.width()))
                .gap()
                .explaining("With your password it brings your account to a new device when all others are lost."
                        + " Keep it on paper, apart from the password, and in no file.")
                .gap();
    }

    /** The groups in rows, as many whole ones in each as fit. */
    static List<Sheet.Row> groups(Password code, int width) {
        List<Sheet.Row> rows = new ArrayList<>();
        for (String row : Wrapping.wrap(Printable.line(String.valueOf(code.chars())), width)) {
            rows.add(new Sheet.Row.Text(row, Slot.ACCENT));
        }
        return rows;
    }

    @Override
    public Context context() {
        return Context.NOTE;
    }

    @Override
    public Step act(Model model, Action action) {
        return Step.of(model);
    }

    @Override
    public void erase() {
        code.clear();
    }
}
