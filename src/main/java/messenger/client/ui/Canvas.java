package messenger.client.ui;

import java.util.Arrays;

/**
 * What panes draw on. All text passes {@link Printable} here, whatever passed before, and nothing is ever drawn
 * outside the clip: this is the one place where text becomes cells. Used by one view at a time.
 */
final class Canvas {
    private static final String[] ASCII = new String[0x7F];
    private static final String BLANK = " ";

    static {
        for (char c = 0; c < ASCII.length; c++) {
            ASCII[c] = c < ' ' ? "\uFFFD" : String.valueOf(c);
        }
    }

    private final Size size;
    private final String[] texts;
    private final byte[] columns;
    private final Slot[] slots;
    private int caretX = -1;
    private int caretY = -1;
    private Rect scrolling = Rect.NOWHERE;
    private String title = "";

    Canvas(Size size) {
        this.size = size;
        int cells = size.columns() * size.rows();
        this.texts = new String[cells];
        this.columns = new byte[cells];
        this.slots = new Slot[cells];
        Arrays.fill(texts, BLANK);
        Arrays.fill(columns, (byte) 1);
        Arrays.fill(slots, Slot.FG);
    }

    /** Draws one row of text from a cell to the screen's right edge at most; returns the column after it. */
    int text(int x, int y, String text, Slot slot) {
        return text(x, y, size.columns(), text, slot);
    }

    /**
     * Draws one row of text, not beyond {@code limit}; returns the column after it. A wide character cut by the limit
     * is blank.
     */
    int text(int x, int y, int limit, String text, Slot slot) {
        int end = Math.min(limit, size.columns());
        int at = x;
        String safe = Printable.line(text);
        for (int i = 0; i < safe.length() && at < end; ) {
            int next = Clusters.next(safe, i);
            int width = Clusters.columns(safe, i);
            if (at + width > end) {
                return blank(at, y, end, slot);
            }
            cell(at, y, cluster(safe, i, next), width, slot);
            at += width;
            i = next;
        }
        return at;
    }

    private static String cluster(String text, int from, int to) {
        char c = text.charAt(from);
        if (to == from + 1 && c < ASCII.length) {
            return ASCII[c];
        }
        return Columns.isMark(text.codePointAt(from)) ? "\uFFFD" : text.substring(from, to);
    }

    /** Draws text that ends before {@code limit}; returns where it begins. Text wider than {@code room} is cut. */
    int right(int limit, int y, int room, String text, Slot slot) {
        String shown = Columns.fit(Printable.line(text), room);
        int x = limit - Columns.of(shown);
        text(x, y, limit, shown, slot);
        return x;
    }

    private int blank(int x, int y, int end, Slot slot) {
        for (int at = x; at < end; at++) {
            cell(at, y, BLANK, 1, slot);
        }
        return end;
    }

    /** Fills a rectangle with blanks. */
    void clear(Rect area, Slot slot) {
        for (int y = area.y(); y < area.bottom(); y++) {
            blank(area.x(), y, area.right(), slot);
        }
    }

    /** Draws the same character over a row. */
    void line(int x, int y, int width, String character, Slot slot) {
        for (int i = 0; i < width; i++) {
            cell(x + i, y, character, 1, slot);
        }
    }

    /** Gives a rectangle another meaning, leaving its text. */
    void mark(Rect area, Slot slot) {
        for (int y = Math.max(0, area.y()); y < Math.min(area.bottom(), size.rows()); y++) {
            for (int x = Math.max(0, area.x()); x < Math.min(area.right(), size.columns()); x++) {
                slots[y * size.columns() + x] = slot;
            }
        }
    }

    private void cell(int x, int y, String text, int width, Slot slot) {
        if (x < 0 || y < 0 || y >= size.rows() || x + width > size.columns()) {
            return;
        }
        int at = y * size.columns() + x;
        if (columns[at] == 0) {
            put(at - 1, BLANK, 1, slots[at - 1]);
        }
        int last = at + width - 1;
        if (columns[last] == 2) {
            put(last + 1, BLANK, 1, slots[last + 1]);
        }
        put(at, text, width, slot);
        if (width == 2) {
            put(at + 1, "", 0, slot);
        }
    }

    private void put(int at, String text, int width, Slot slot) {
        texts[at] = text;
        columns[at] = (byte) width;
        slots[at] = slot;
    }

    /** Puts the caret into a cell, as far as it is on the screen. */
    void caret(int x, int y) {
        caretX = Math.max(0, Math.min(x, size.columns() - 1));
        caretY = Math.max(0, Math.min(y, size.rows() - 1));
    }

    void noCaret() {
        caretX = -1;
        caretY = -1;
    }

    void scrolling(Rect area) {
        scrolling = area;
    }

    void title(String text) {
        title = Printable.line(text);
    }

    /** The finished picture; the canvas is not drawn on any more. */
    Frame frame() {
        return new Frame(this);
    }

    Size size() {
        return size;
    }

    String[] texts() {
        return texts;
    }

    byte[] columns() {
        return columns;
    }

    Slot[] slots() {
        return slots;
    }

    int caretX() {
        return caretX;
    }

    int caretY() {
        return caretY;
    }

    Rect scrolling() {
        return scrolling;
    }

    String title() {
        return title;
    }
}
