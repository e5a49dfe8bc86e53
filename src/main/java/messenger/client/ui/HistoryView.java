package messenger.client.ui;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The conversation: time, sender, how far our own got, text; the newest at the bottom. */
final class HistoryView {
    private static final int MARK_COLUMNS = 2;

    private HistoryView() {}

    /** Draws the current conversation and returns its transcript, for whoever needs to know what is hidden. */
    static Transcript draw(Canvas canvas, Model model, Rect area, Transcript.Wraps wraps) {
        Optional<Conversation> current = model.current();
        History history = current.map(c -> model.chats().history(c.id())).orElse(History.EMPTY);
        Transcript transcript =
                new Transcript(history, area.width(), model.clock().zone(), wraps);
        if (area.isEmpty()) {
            return transcript;
        }
        if (current.isEmpty()) {
            centred(canvas, area, welcome(model));
        } else if (model.isRequest(current.get())) {
            centred(canvas, area, undecided(model, current.get()));
        } else if (history.messages().isEmpty()) {
            centred(canvas, area, empty(history));
        } else {
            lines(canvas, model, area, transcript, history);
        }
        canvas.scrolling(area);
        return transcript;
    }

    private static List<String> welcome(Model model) {
        return List.of(
                "Welcome, " + model.account().user() + ".",
                "",
                "Press F3 for the people here, choose one and press Enter,",
                "or type /msg NAME TEXT below.");
    }

    /** Who it is, and nothing of what they wrote. */
    private static List<String> undecided(Model model, Conversation conversation) {
        String fingerprint = model.contacts()
                .find(conversation.title())
                .map(Contact::fingerprint)
                .orElse("not known");
        return List.of(
                conversation.title() + " wants to write to you.",
                "Key: " + fingerprint,
                "",
                "Nothing of it is shown before you decide.",
                "Ctrl-X r accepts, declines or blocks.");
    }

    private static List<String> empty(History history) {
        return history.loading() == History.Loading.DONE
                ? List.of("No messages yet. Say hello.", "", "Only you and they can read what you write here.")
                : List.of("Loading\u2026");
    }

    /** Lines in the middle; those too long for the pane are broken. */
    private static void centred(Canvas canvas, Rect area, List<String> lines) {
        List<String> rows = lines.stream()
                .flatMap(line -> Wrapping.wrap(Printable.line(line), Math.max(1, area.width() - 2)).stream())
                .toList();
        int y = area.y() + Math.max(0, (area.height() - rows.size()) / 2);
        for (String row : rows) {
            if (y < area.bottom()) {
                int x = area.x() + Math.max(0, (area.width() - Columns.of(row)) / 2);
                canvas.text(x, y++, area.right(), row, Slot.DIM);
            }
        }
    }

    private static void lines(Canvas canvas, Model model, Rect area, Transcript transcript, History history) {
        List<Transcript.Line> lines = transcript.visible(area.height());
        int y = area.bottom() - lines.size();
        Pattern naming =
                Pattern.compile("(?<![\\w@])@" + Pattern.quote(model.account().user()) + "(?![\\w.-])");
        for (Transcript.Line line : lines) {
            Message message = history.messages().get(line.index());
            Rect row = new Rect(area.x(), y++, area.width(), 1);
            boolean names = !message.own() && naming.matcher(message.text()).find();
            line(canvas, model, row, transcript, line, message, textSlot(message, names));
        }
    }

    private static Slot textSlot(Message message, boolean names) {
        if (message.isRemark() || message.delivery() instanceof Delivery.Missing) {
            return Slot.MSG_SYSTEM;
        } else if (message.delivery() instanceof Delivery.Lost) {
            return Slot.MSG_ERROR;
        }
        return names ? Slot.MSG_MENTION : Slot.FG;
    }

    private static void line(
            Canvas canvas,
            Model model,
            Rect row,
            Transcript transcript,
            Transcript.Line line,
            Message message,
            Slot textSlot) {
        int textX = row.x() + transcript.gutter();
        switch (line.kind()) {
            case BEGINNING -> canvas.text(row.x() + 1, row.y(), row.right(), line.text(), Slot.MSG_SYSTEM);
            case DATE -> separator(canvas, row, line.text(), Slot.BORDER, Slot.MSG_TIME);
            case NEW -> separator(canvas, row, line.text(), Slot.ACCENT, Slot.ACCENT);
            case FIRST -> {
                if (transcript.gutter() > 0) {
                    gutter(canvas, model, row, transcript, message);
                }
                canvas.text(textX, row.y(), row.right(), line.text(), textSlot);
            }
            case MORE -> canvas.text(textX, row.y(), row.right(), line.text(), textSlot);
            case DETAIL -> canvas.text(textX, row.y(), row.right(), line.text(), Slot.MSG_ERROR);
        }
    }

    /** A line about what is not here is nobody's. */
    private static String sender(Message message) {
        return message.isGap() ? Marks.REMARK.sign() : Printable.line(message.sender());
    }

    private static void separator(Canvas canvas, Rect row, String text, Slot line, Slot slot) {
        canvas.line(row.x() + 1, row.y(), row.width() - 2, "\u2500", line);
        canvas.text(row.x() + 4, row.y(), row.right() - 1, " " + text + " ", slot);
    }

    private static void gutter(Canvas canvas, Model model, Rect row, Transcript transcript, Message message) {
        String time = Times.minute(Transcript.shownAt(message), model.clock().zone());
        int x = canvas.text(row.x() + 1, row.y(), row.right(), time, Slot.MSG_TIME) + 1;
        Slot name = message.own() ? Slot.MSG_SELF : Slot.MSG_OTHER;
        int end = x + transcript.nameColumns();
        canvas.text(x, row.y(), end, Columns.fit(sender(message), end - x), name);
        Marks.Mark mark = Marks.of(message);
        canvas.right(end + 1 + MARK_COLUMNS, row.y(), MARK_COLUMNS, mark.sign(), mark.slot());
    }
}
