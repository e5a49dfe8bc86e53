package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines between panes on a wide screen, with each pane's title in the top line; the focused pane's title says so.
 */
final class Borders {
    private static final String H = "\u2500";
    private static final String V = "\u2502";

    private Borders() {}

    static void draw(Canvas canvas, Model model, Layout layout) {
        int bottom = model.size().rows() - 1;
        int last = model.size().columns() - 1;
        List<Integer> inner = new ArrayList<>(List.of(CHATS_BORDER));
        if (!layout.dock().isEmpty()) {
            inner.add(layout.dock().x() - 1);
        }
        if (placed(layout, layout.people())) {
            inner.add(layout.people().x() - 1);
        }
        canvas.line(0, 0, last + 1, H, Slot.BORDER);
        canvas.line(0, bottom, last + 1, H, Slot.BORDER);
        column(canvas, 0, bottom, "\u250C", "\u2514");
        column(canvas, last, bottom, "\u2510", "\u2518");
        for (int x : inner) {
            column(canvas, x, bottom, "\u252C", "\u2534");
        }
        rule(canvas, layout);
        Focus focus = model.keyboard().focus();
        title(canvas, 1, Layout.CHATS_WIDTH, ConversationsView.title(model), focus == Focus.CONVERSATIONS);
        if (placed(layout, layout.people())) {
            Rect people = layout.people();
            title(canvas, people.x(), people.width(), PeopleView.title(model), focus == Focus.PEOPLE);
        }
        if (!layout.dock().isEmpty()) {
            title(canvas, layout.dock().x(), layout.dock().width(), DockView.TITLE, false);
        }
    }

    private static final int CHATS_BORDER = Layout.CHATS_WIDTH + 1;

    /** Whether a pane has a place of its own, rather than sliding over the conversation. */
    private static boolean placed(Layout layout, Rect pane) {
        boolean slides = !layout.slide().isEmpty() && pane.x() == layout.slide().x() + 1;
        return !pane.isEmpty() && !slides;
    }

    private static void column(Canvas canvas, int x, int bottom, String top, String foot) {
        for (int y = 1; y < bottom; y++) {
            canvas.text(x, y, V, Slot.BORDER);
        }
        canvas.text(x, 0, top, Slot.BORDER);
        canvas.text(x, bottom, foot, Slot.BORDER);
    }

    private static void rule(Canvas canvas, Layout layout) {
        int left = layout.composer().x() - 1;
        int right = layout.composer().right();
        canvas.line(left, layout.rule(), right - left, H, Slot.BORDER);
        canvas.text(left, layout.rule(), "\u251C", Slot.BORDER);
        canvas.text(right, layout.rule(), "\u2524", Slot.BORDER);
    }

    private static void title(Canvas canvas, int x, int width, String title, boolean focused) {
        Slot slot = focused ? Slot.BORDER_FOCUS : Slot.TITLE;
        String text = focused ? " \u25B8 " + title + " " : " " + title + " ";
        canvas.text(x + 1, 0, Math.min(x + width, x + 1 + width), Columns.fit(text, width - 2), slot);
    }

    /** A box with a title in its top line, its inside blank. */
    static void box(Canvas canvas, Rect area, String title, Slot slot) {
        canvas.clear(area, Slot.FG);
        int right = area.right() - 1;
        int bottom = area.bottom() - 1;
        canvas.line(area.x(), area.y(), area.width(), H, slot);
        canvas.line(area.x(), bottom, area.width(), H, slot);
        for (int y = area.y() + 1; y < bottom; y++) {
            canvas.text(area.x(), y, V, slot);
            canvas.text(right, y, V, slot);
        }
        canvas.text(area.x(), area.y(), "\u250C", slot);
        canvas.text(right, area.y(), "\u2510", slot);
        canvas.text(area.x(), bottom, "\u2514", slot);
        canvas.text(right, bottom, "\u2518", slot);
        String shown = Columns.fit(" " + Printable.line(title) + " ", area.width() - 4);
        canvas.text(area.x() + 2, area.y(), right - 1, shown, slot);
    }
}
