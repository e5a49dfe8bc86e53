package messenger.client.ui;

import java.util.List;

/** Draws a {@link Sheet} as a box in the middle of the screen, above the footer. */
final class SheetView {
    private static final int FOOTER_ROWS = 1;
    private static final int FRAME_ROWS = 2;

    private SheetView() {}

    /** Rows inside the largest box on a screen of that size. */
    static int room(Size size) {
        return Math.max(1, size.rows() - FOOTER_ROWS - FRAME_ROWS);
    }

    static void draw(Canvas canvas, Sheet sheet) {
        Size size = canvas.size();
        int room = room(size);
        List<Sheet.Row> rows = sheet.rows(room);
        if (rows.size() > room && rows.size() <= room + FRAME_ROWS) {
            frameless(canvas, sheet, rows);
            return;
        }
        int width = Math.min(sheet.width(), Sheet.inside(size)) + 4;
        int height = Math.min(rows.size(), room) + FRAME_ROWS;
        int y = Math.max(0, (size.rows() - FOOTER_ROWS - height) / 2);
        Rect box = new Rect((size.columns() - width) / 2, y, width, height);
        Borders.box(canvas, box, sheet.title(), sheet.slot());
        canvas.noCaret();
        Rect area = new Rect(box.x() + 2, box.y() + 1, box.width() - 4, box.height() - FRAME_ROWS);
        for (int i = 0; i < area.height(); i++) {
            row(canvas, area.row(i), rows.get(i));
        }
        if (rows.size() > area.height()) {
            canvas.right(area.right(), area.bottom(), area.width(), " a larger window shows all ", sheet.slot());
        }
    }

    /** What is essential comes before the frame. */
    private static void frameless(Canvas canvas, Sheet sheet, List<Sheet.Row> rows) {
        Size size = canvas.size();
        canvas.clear(new Rect(0, 0, size.columns(), size.rows() - FOOTER_ROWS), Slot.FG);
        canvas.noCaret();
        int width = Math.min(sheet.width(), size.columns());
        Rect area = new Rect((size.columns() - width) / 2, 0, width, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            row(canvas, area.row(i), rows.get(i));
        }
    }

    private static void row(Canvas canvas, Rect area, Sheet.Row row) {
        if (row instanceof Sheet.Row.Text text) {
            canvas.text(area.x(), area.y(), area.right(), text.text(), text.slot());
        } else if (row instanceof Sheet.Row.Centred text) {
            int x = area.x() + Math.max(0, (area.width() - Columns.of(text.text())) / 2);
            canvas.text(x, area.y(), area.right(), text.text(), text.slot());
        } else if (row instanceof Sheet.Row.Input input) {
            field(canvas, area, input);
        } else {
            throw new AssertionError("unknown row " + row);
        }
    }

    private static void field(Canvas canvas, Rect area, Sheet.Row.Input input) {
        int y = area.y();
        boolean focused = input.focused();
        int from = canvas.text(area.x(), y, focused ? "\u25B8 " : "  ", Slot.ACCENT);
        canvas.text(from, y, area.right(), input.field().label(), focused ? Slot.TITLE : Slot.FG);
        int x = from + input.labels();
        int width = area.right() - x;
        Field field = input.field();
        if (field instanceof Field.Fixed fixed) {
            canvas.text(x, y, area.right(), Columns.fit(fixed.shown(), width), Slot.FG);
            return;
        }
        canvas.clear(new Rect(x, y, width, 1), Slot.FIELD);
        int caret = x;
        if (field instanceof Field.Hidden hidden) {
            int dots = Math.min(width - 1, hidden.password().length());
            caret = canvas.text(x, y, area.right(), "\u2022".repeat(Math.max(0, dots)), Slot.FIELD);
        } else if (field instanceof Field.Copied copied) {
            String text = Printable.line(String.valueOf(copied.secret().chars()));
            caret = plain(canvas, x, y, width, new Editor(text, text.length(), ""));
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
