package messenger.client.ui;

import java.util.List;

/** Above a conversation, what stands in the way of writing in it, and which key says more. */
final class BannerView {
    private BannerView() {}

    /** The rows in a pane of that width; none if nothing stands in the way. */
    static List<String> rows(Model model, int width) {
        return model.current()
                .flatMap(conversation -> Barrier.banner(model, conversation))
                .map(text -> Wrapping.wrap(text, Math.max(1, width - 2)))
                .orElse(List.of());
    }

    static void draw(Canvas canvas, Model model, Layout layout) {
        Rect area = layout.banner();
        List<String> rows = rows(model, area.width());
        for (int i = 0; i < area.height(); i++) {
            canvas.clear(area.row(i), Slot.STATUS_ALERT);
            canvas.text(area.x() + 1, area.y() + i, area.right(), rows.get(i), Slot.STATUS_ALERT);
        }
    }
}
