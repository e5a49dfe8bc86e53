package messenger.client.ui;

import java.util.List;

/** The help overlay: every key and command, from the binding table. */
final class HelpView {
    private static final int WIDTH_MAX = 78;

    private HelpView() {}

    static void draw(Canvas canvas, Model model) {
        Size size = model.size();
        List<HelpText.Line> lines = HelpText.lines(model);
        int visible = Math.min(lines.size(), HelpText.visibleRows(size));
        int width = Math.min(WIDTH_MAX, size.columns() - 2);
        Rect box = new Rect(
                (size.columns() - width) / 2, Math.max(0, (size.rows() - visible - 2) / 2), width, visible + 2);
        Borders.box(canvas, box, "Help", Slot.BORDER_FOCUS);
        int first = Math.min(model.keyboard().helpRow(), lines.size() - visible);
        for (int i = 0; i < visible; i++) {
            row(canvas, box.inset(2), box.y() + 1 + i, lines.get(first + i));
        }
        String place = (first + visible < lines.size() ? "PgDn more \u00B7 " : "") + "q close";
        canvas.right(box.right() - 2, box.bottom() - 1, width - 4, " " + place + " ", Slot.DIM);
        canvas.noCaret();
        Layout layout = Layout.of(model);
        if (layout.mode() == Layout.Mode.PLAIN) {
            canvas.clear(layout.footer(), Slot.FG);
            FooterView.draw(canvas, model, layout);
        }
    }

    private static void row(Canvas canvas, Rect area, int y, HelpText.Line line) {
        Slot slot = line.kind() == HelpText.Kind.HEADING ? Slot.TITLE : Slot.FG;
        canvas.text(area.x(), y, area.right(), Columns.fit(line.keys(), area.width()), Slot.KEY);
        int x = area.x() + line.indent();
        canvas.text(x, y, area.right(), Columns.fit(line.text(), area.right() - x), slot);
    }
}
