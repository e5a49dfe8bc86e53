package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;

/** What stands before the chat: the forms, the server's fingerprint, waiting, and the end. */
final class GateView {
    private static final int WIDTH_MAX = 66;
    private static final int LABEL_COLUMNS = 13;
    private static final int FOOTER_ROWS = 1;

    private record Row(String text, Slot slot) {}

    private GateView() {}

    static void draw(Canvas canvas, Model model) {
        Gate gate = model.gate();
        if (gate instanceof Gate.Filling filling) {
            form(canvas, model, filling.form());
        } else if (gate instanceof Gate.Asking asking) {
            text(canvas, model, "Is this your server?", asking(asking, width(model)), Slot.BORDER_FOCUS);
        } else if (gate instanceof Gate.Working working) {
            text(canvas, model, "messenger", rows(working.what() + "\u2026", Slot.FG, width(model)), Slot.BORDER);
        } else if (gate instanceof Gate.Stopped stopped) {
            List<Row> rows = rows(stopped.text(), Slot.FG, width(model));
            text(canvas, model, stopped.headline(), rows, Slot.MSG_ERROR);
        } else {
            text(canvas, model, "messenger", rows("Starting\u2026", Slot.DIM, width(model)), Slot.BORDER);
        }
        Size size = model.size();
        FooterView.draw(canvas, model, new Rect(0, size.rows() - FOOTER_ROWS, size.columns(), FOOTER_ROWS));
    }

    private static int width(Model model) {
        return Math.min(WIDTH_MAX, model.size().columns()) - 4;
    }

    private static List<Row> rows(String text, Slot slot, int width) {
        return Wrapping.wrap(Printable.text(text), width).stream()
                .map(row -> new Row(row, slot))
                .toList();
    }

    private static List<Row> asking(Gate.Asking asking, int width) {
        List<Row> rows = new ArrayList<>();
        rows.addAll(rows(
                "This device has not met " + asking.server() + " before. Its key has this fingerprint:",
                Slot.FG,
                width));
        rows.add(new Row("", Slot.FG));
        rows.addAll(rows(asking.fingerprint(), Slot.ACCENT, width));
        rows.add(new Row("", Slot.FG));
        rows.addAll(rows(
                "The server prints it when it starts. If it is the same, press y; from then on nobody can take"
                        + " the server's place unnoticed. If it differs or you do not know it, press n.",
                Slot.FG,
                width));
        return rows;
    }

    private static Rect box(Canvas canvas, Model model, int height, String title, Slot slot) {
        Size size = model.size();
        int width = width(model) + 4;
        int rows = Math.min(height + 2, size.rows() - FOOTER_ROWS);
        int y = Math.max(0, (size.rows() - FOOTER_ROWS - rows) / 2);
        Rect box = new Rect((size.columns() - width) / 2, y, width, rows);
        Borders.box(canvas, box, title, slot);
        return new Rect(box.x() + 2, box.y() + 1, box.width() - 4, box.height() - 2);
    }

    private static void text(Canvas canvas, Model model, String title, List<Row> rows, Slot slot) {
        boolean airy = rows.size() + 5 < model.size().rows();
        Rect area = box(canvas, model, rows.size() + (airy ? 2 : 0), title, slot);
        int y = area.y() + (airy ? 1 : 0);
        for (Row row : rows) {
            if (y < area.bottom()) {
                canvas.text(area.x(), y++, area.right(), row.text, row.slot);
            }
        }
        if (rows.size() > area.height()) {
            canvas.right(area.right(), area.bottom(), area.width(), " a larger window shows all ", slot);
        }
    }

    private static void form(Canvas canvas, Model model, Form form) {
        int width = width(model);
        boolean registers = form.kind() == Form.Kind.REGISTER;
        List<Row> problem = form.problem().isEmpty() ? List.of() : rows("! " + form.problem(), Slot.MSG_ERROR, width);
        List<Row> intro = rows(registers ? WELCOME : WELCOME_BACK, Slot.FG, width);
        List<Row> note = registers ? rows(NOTE, Slot.DIM, width) : List.of();
        int room = model.size().rows() - FOOTER_ROWS - 2 - form.shown().size();
        boolean roomForProblem = problem.size() <= room;
        int needed = roomForProblem && !problem.isEmpty() ? problem.size() + 1 : 0;
        boolean hasIntro = intro.size() + 2 + needed <= room;
        needed += hasIntro ? intro.size() + 2 : 0;
        boolean hasNote = !note.isEmpty() && note.size() + 2 + needed <= room;
        needed += hasNote ? note.size() + 2 : hasIntro ? 1 : 0;
        String title = registers ? "messenger \u00B7 new account" : "messenger \u00B7 unlock";
        Rect area = box(canvas, model, needed + form.shown().size(), title, Slot.BORDER_FOCUS);
        int y = area.y();
        if (hasIntro) {
            y = lines(canvas, area, y + 1, intro) + 1;
        }
        for (Field field : form.shown()) {
            field(canvas, area, y++, field, field.equals(form.focused()));
        }
        if (!problem.isEmpty() && roomForProblem) {
            y = lines(canvas, area, y + 1, problem);
        }
        if (hasNote) {
            lines(canvas, area, y + 1, note);
        }
    }

    private static final String WELCOME =
            "Welcome. Fill in these lines to make an account on a server; Enter goes to the next one.";
    private static final String WELCOME_BACK =
            "Welcome back. Your password opens the keys and messages kept on this device.";
    private static final String NOTE =
            "The password never leaves this device: it locks your keys and messages here. Nobody can"
                    + " reset it for you, so keep it safe.";

    private static int lines(Canvas canvas, Rect area, int from, List<Row> rows) {
        int y = from;
        for (Row row : rows) {
            if (y < area.bottom()) {
                canvas.text(area.x(), y, area.right(), row.text, row.slot);
            }
            y++;
        }
        return y;
    }

    private static void field(Canvas canvas, Rect area, int y, Field field, boolean focused) {
        int from = canvas.text(area.x(), y, focused ? "\u25B8 " : "  ", Slot.ACCENT);
        canvas.text(from, y, area.right(), field.label(), focused ? Slot.TITLE : Slot.FG);
        int x = from + LABEL_COLUMNS;
        int width = area.right() - x;
        canvas.clear(new Rect(x, y, width, 1), Slot.FIELD);
        int caret = x;
        if (field instanceof Field.Hidden hidden) {
            int dots = Math.min(width - 1, hidden.password().length());
            caret = canvas.text(x, y, area.right(), "\u2022".repeat(Math.max(0, dots)), Slot.FIELD);
        } else if (field instanceof Field.Plain plain) {
            caret = plain(canvas, x, y, width, plain.editor());
        }
        if (focused) {
            canvas.caret(Math.min(caret, area.right() - 1), y);
        }
    }

    /** Draws the part of the text around the caret that fits; returns the caret's column. */
    private static int plain(Canvas canvas, int x, int y, int width, Editor editor) {
        String text = editor.text();
        int from = 0;
        int before = Columns.of(text.substring(0, editor.caret()));
        while (before > width - 1) {
            before -= Clusters.columns(text, from);
            from = Clusters.next(text, from);
        }
        canvas.text(x, y, x + width, text.substring(from), Slot.FIELD);
        return x + before;
    }
}
