package messenger.client.ui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws a model: the same model always gives the same frame. An instance remembers wrapped rows between frames and
 * belongs to one thread.
 */
public final class View {
    /** Wrapped messages remembered: several screens full at any size. */
    static final int ROWS_REMEMBERED_MAX = 1_000;

    private record Wrapped(Message message, List<String> rows) {}

    private record Where(MessageId id, int width) {}

    private final Map<Where, Wrapped> remembered = new LinkedHashMap<>(256, 0.75f, true);

    /** The picture of a model. */
    public Frame view(Model model) {
        Canvas canvas = new Canvas(model.size());
        Layout layout = Layout.of(model);
        canvas.title(title(model));
        if (layout.mode() == Layout.Mode.TOO_SMALL) {
            return tooSmall(canvas, model);
        }
        if (!model.isOpen()) {
            GateView.draw(canvas, model);
            return dialog(canvas, model, layout);
        }
        if (layout.mode() == Layout.Mode.FRAMED) {
            Borders.draw(canvas, model, layout);
        } else {
            canvas.line(0, layout.title().bottom(), layout.title().width(), "\u2500", Slot.BORDER);
        }
        BannerView.draw(canvas, model, layout);
        Transcript transcript = HistoryView.draw(canvas, model, layout.history(), this::rows);
        TitleView.draw(canvas, model, layout);
        ComposerView.draw(canvas, model, layout, transcript);
        FooterView.draw(canvas, model, layout);
        if (!layout.slide().isEmpty()) {
            Borders.box(canvas, layout.slide(), slideTitle(model), Slot.BORDER_FOCUS);
        }
        if (!layout.chats().isEmpty()) {
            ConversationsView.draw(canvas, model, layout.chats());
        }
        if (!layout.people().isEmpty()) {
            PeopleView.draw(canvas, model, layout.people());
        }
        if (!layout.dock().isEmpty()) {
            DockView.draw(canvas, model, layout.dock());
        }
        if (model.keyboard().focus() != Focus.COMPOSER) {
            canvas.noCaret();
        }
        if (model.keyboard().overlay() == Keyboard.Overlay.HELP) {
            HelpView.draw(canvas, model);
        }
        return dialog(canvas, model, layout);
    }

    /** The dialog over everything, with its keys in the footer, where there is one or not. */
    private static Frame dialog(Canvas canvas, Model model, Layout layout) {
        if (!(model.dialog() instanceof NoDialog)) {
            SheetView.draw(canvas, model.dialog().sheet(model));
            if (model.isOpen() && layout.footer().isEmpty()) {
                Size size = model.size();
                Rect row = new Rect(0, size.rows() - 1, size.columns(), 1);
                canvas.clear(row, Slot.FG);
                FooterView.draw(canvas, model, row);
            }
        }
        return canvas.frame();
    }

    private static String slideTitle(Model model) {
        return model.keyboard().focus() == Focus.PEOPLE ? PeopleView.title(model) : ConversationsView.title(model);
    }

    private static String title(Model model) {
        int unread = model.chats().unread();
        return (unread > 0 ? "(" + unread + ") " : "") + "messenger";
    }

    private static Frame tooSmall(Canvas canvas, Model model) {
        String text = "Please make this window at least " + Layout.COLUMNS_MIN + " columns wide and " + Layout.ROWS_MIN
                + " rows high. Nothing is lost.";
        int y = 0;
        for (String row : Wrapping.wrap(text, model.size().columns())) {
            canvas.text(0, y++, row, Slot.FG);
        }
        return canvas.frame();
    }

    private List<String> rows(Message message, int width) {
        Where where = new Where(message.id(), width);
        Wrapped known = remembered.get(where);
        if (known != null && known.message.text().equals(message.text())) {
            return known.rows;
        }
        List<String> rows = Transcript.rows(message, width);
        remembered.put(where, new Wrapped(message, rows));
        if (remembered.size() > ROWS_REMEMBERED_MAX) {
            remembered.remove(remembered.keySet().iterator().next());
        }
        return rows;
    }
}
