package messenger.client.ui;

import java.util.List;

/** The composer with its prompt and caret, the line above it, and the notice above that. */
final class ComposerView {
    private static final String NEWER = " newer below \u00B7 Alt-End ";

    private ComposerView() {}

    static void draw(Canvas canvas, Model model, Layout layout, Transcript transcript) {
        Rect area = layout.composer();
        if (layout.mode() == Layout.Mode.PLAIN) {
            canvas.line(area.x(), layout.rule(), area.width(), "\u2500", Slot.BORDER);
        }
        boolean scrolled = model.current()
                .map(c -> model.chats().history(c.id()).scroll() instanceof Scroll.At)
                .orElse(false);
        if (scrolled && transcript.textColumns() > NEWER.length()) {
            canvas.right(area.right() - 1, layout.rule(), area.width(), NEWER, Slot.ACCENT);
        }
        for (Notices.Entry entry : model.notices().visible()) {
            Rect rows = layout.notice();
            List<String> lines = NoticeLine.rows(model, rows.width());
            for (int i = 0; i < rows.height(); i++) {
                boolean cut = i == rows.height() - 1 && i < lines.size() - 1;
                String line = cut ? Columns.fit(lines.get(i) + " " + lines.get(i + 1), rows.width() - 2) : lines.get(i);
                canvas.text(rows.x() + 1, rows.y() + i, rows.right(), line, NoticeLine.slot(entry.level()));
            }
        }
        text(canvas, model, area);
    }

    private static void text(Canvas canvas, Model model, Rect area) {
        Editor editor = model.composer();
        List<Wrapping.Span> rows = Wrapping.fill(editor.text(), Layout.composerColumns(area.width()));
        int caretRow = Wrapping.rowOf(rows, editor.caret());
        int first = Math.max(0, Math.min(caretRow - area.height() / 2, rows.size() - area.height()));
        int x = area.x() + Layout.PROMPT;
        for (int i = first; i < rows.size() && i - first < area.height(); i++) {
            int y = area.y() + i - first;
            String prompt = i == 0 ? ">" : i == first ? "\u2191" : " ";
            Slot slot = model.keyboard().focus() == Focus.COMPOSER ? Slot.ACCENT : Slot.DIM;
            canvas.text(area.x() + 1, y, prompt, slot);
            Wrapping.Span row = rows.get(i);
            canvas.text(x, y, area.right(), editor.text().substring(row.from(), row.to()), Slot.FG);
        }
        if (editor.isEmpty()) {
            model.current()
                    .flatMap(conversation -> Barrier.prompt(model, conversation))
                    .ifPresent(why ->
                            canvas.text(x, area.y(), area.right(), Columns.fit(why, area.right() - x), Slot.DIM));
        }
        int column = Columns.of(editor.text().substring(rows.get(caretRow).from(), editor.caret()));
        canvas.caret(Math.min(area.right() - 1, x + column), area.y() + caretRow - first);
    }
}
