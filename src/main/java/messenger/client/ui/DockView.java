package messenger.client.ui;

import java.util.List;

/** The right dock of a very wide screen: what the person was told lately, newest first. */
final class DockView {
    static final String TITLE = "Notices";

    private DockView() {}

    static void draw(Canvas canvas, Model model, Rect area) {
        List<Notices.Entry> entries = model.notices().entries();
        if (entries.isEmpty()) {
            canvas.text(area.x() + 1, area.y() + 1, area.right(), "Nothing to report.", Slot.DIM);
            return;
        }
        int y = area.y();
        for (int i = entries.size() - 1; i >= 0 && y < area.bottom(); i--) {
            y = entry(canvas, model, area, y, entries.get(i));
        }
    }

    private static int entry(Canvas canvas, Model model, Rect area, int top, Notices.Entry entry) {
        int y = top;
        int x = canvas.text(
                area.x() + 1, y, Times.minute(entry.at(), model.clock().zone()) + " ", Slot.MSG_TIME);
        for (String row : Wrapping.wrap(NoticeLine.text(entry), area.right() - 1 - x)) {
            if (y < area.bottom()) {
                canvas.text(x, y++, area.right() - 1, row, NoticeLine.slot(entry.level()));
            }
        }
        return y;
    }
}
