package messenger.client.ui;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation as lines, made only where they are looked at: the block of one message is its separators and its
 * wrapped rows. A place in it is a message and a row of its block, so nothing moves when something is added at either
 * end.
 */
final class Transcript {
    /** Text wider than this is hard to read. */
    static final int TEXT_COLUMNS_MAX = 100;

    /** Width of "HH:mm" plus blanks plus the delivery mark: what the gutter needs besides the name. */
    static final int GUTTER_WITHOUT_NAME = 11;

    private static final int NAME_COLUMNS_MIN = 4;

    /** How a message's text becomes rows; the view remembers them, the update does not need to. */
    interface Wraps {
        List<String> rows(Message message, int width);
    }

    /** What a line is. */
    enum Kind {
        BEGINNING,
        DATE,
        NEW,
        FIRST,
        MORE,
        DETAIL
    }

    /** One line of the conversation; {@code index} is the message it belongs to. */
    record Line(int index, Kind kind, String text) {}

    /** A line's place: the message and the row in its block. */
    record Place(int index, int row) {}

    private final History history;
    private final int width;
    private final ZoneId zone;
    private final Wraps wraps;

    Transcript(History history, int width, ZoneId zone, Wraps wraps) {
        this.history = history;
        this.width = width;
        this.zone = zone;
        this.wraps = wraps;
    }

    /** Wraps without remembering. */
    static List<String> rows(Message message, int width) {
        return Wrapping.wrap(Printable.text(message.text()), width);
    }

    int nameColumns() {
        int most = width >= 100 ? 16 : width >= 60 ? 12 : 8;
        return Math.max(NAME_COLUMNS_MIN, Math.min(most, history.senderColumns()));
    }

    /** Columns before the text; 0 where there is no room for time and name. */
    int gutter() {
        int gutter = nameColumns() + GUTTER_WITHOUT_NAME;
        return width - gutter < 10 ? 0 : gutter;
    }

    int textColumns() {
        return Math.max(1, Math.min(TEXT_COLUMNS_MAX, width - gutter() - 1));
    }

    List<Line> block(int index) {
        Message message = history.messages().get(index);
        List<Line> lines = new ArrayList<>();
        if (index == 0 && history.more() == News.More.BEGINNING) {
            lines.add(new Line(index, Kind.BEGINNING, "This is the beginning of the conversation."));
        }
        LocalDate day = Times.date(shownAt(message), zone);
        if (index == 0 || !day.equals(Times.date(shownAt(history.messages().get(index - 1)), zone))) {
            lines.add(new Line(index, Kind.DATE, Times.day(day)));
        }
        if (history.firstNew().contains(message.id())) {
            lines.add(new Line(index, Kind.NEW, "new"));
        }
        Kind kind = Kind.FIRST;
        for (String row : wraps.rows(message, textColumns())) {
            lines.add(new Line(index, kind, row));
            kind = Kind.MORE;
        }
        if (message.delivery() instanceof Delivery.Failed failed) {
            String reason = "not sent: " + Printable.line(failed.reason());
            Wrapping.wrap(reason, textColumns()).forEach(row -> lines.add(new Line(index, Kind.DETAIL, row)));
        }
        return lines;
    }

    /** When it was sent; a sender whose clock runs ahead does not get a time after its arrival. */
    static Instant shownAt(Message message) {
        return message.sent().isAfter(message.received()) ? message.received() : message.sent();
    }

    /** The lines that fill {@code height} rows, fewer if there are not that many. */
    List<Line> visible(int height) {
        List<Line> lines = new ArrayList<>();
        Place top = top(height);
        for (int i = top.index(); i < history.messages().size() && lines.size() < height; i++) {
            List<Line> block = block(i);
            lines.addAll(i == top.index() ? block.subList(top.row(), block.size()) : block);
        }
        return lines.size() <= height ? lines : lines.subList(0, height);
    }

    /** The first line shown. */
    Place top(int height) {
        Place bottom = back(new Place(history.messages().size(), 0), height);
        if (history.scroll() instanceof Scroll.At at) {
            int index = history.indexOf(at.top());
            if (index < 0) {
                return bottom;
            }
            Place top = place(index, at.row());
            return isBefore(bottom, top) ? bottom : top;
        }
        return bottom;
    }

    /** The scroll after moving up by some rows. */
    Scroll up(int rows, int height) {
        return at(back(top(height), rows));
    }

    /** The scroll after moving down by some rows; at the end it follows again. */
    Scroll down(int rows, int height) {
        Place bottom = back(new Place(history.messages().size(), 0), height);
        Place next = forth(top(height), rows);
        return isBefore(next, bottom) ? at(next) : new Scroll.Bottom();
    }

    private Scroll at(Place place) {
        if (place.index() >= history.messages().size()) {
            return new Scroll.Bottom();
        }
        int row = place.row() - separators(block(place.index()));
        return new Scroll.At(history.messages().get(place.index()).id(), row);
    }

    /** The place of a row counted from the first row of the message's text. */
    private Place place(int index, int row) {
        List<Line> block = block(index);
        int separators = separators(block);
        if (row < 0) {
            return back(new Place(index, separators), -row);
        }
        return new Place(index, Math.min(separators + row, block.size() - 1));
    }

    private static int separators(List<Line> block) {
        int count = 0;
        while (block.get(count).kind() != Kind.FIRST) {
            count++;
        }
        return count;
    }

    private Place back(Place from, int rows) {
        int index = from.index();
        int row = from.row();
        int left = rows;
        while (left > row && index > 0) {
            left -= row;
            index--;
            row = block(index).size();
        }
        return new Place(index, Math.max(0, row - left));
    }

    private Place forth(Place from, int rows) {
        int index = from.index();
        int row = from.row() + rows;
        while (index < history.messages().size()) {
            int size = block(index).size();
            if (row < size) {
                return new Place(index, row);
            }
            row -= size;
            index++;
        }
        return new Place(index, 0);
    }

    private static boolean isBefore(Place a, Place b) {
        return a.index() < b.index() || (a.index() == b.index() && a.row() < b.row());
    }
}
