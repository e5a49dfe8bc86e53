package messenger.client.ui;

/**
 * One picture of the screen: for every cell a grapheme cluster, its columns and what it means. A wide cluster stands
 * in its left cell; the cell to its right holds an empty text and 0 columns. Immutable.
 */
public final class Frame {
    private final Size size;
    private final String[] texts;
    private final byte[] columns;
    private final Slot[] slots;
    private final int caretX;
    private final int caretY;
    private final Rect scrolling;
    private final String title;

    Frame(Canvas canvas) {
        this.size = canvas.size();
        this.texts = canvas.texts();
        this.columns = canvas.columns();
        this.slots = canvas.slots();
        this.caretX = canvas.caretX();
        this.caretY = canvas.caretY();
        this.scrolling = canvas.scrolling();
        this.title = canvas.title();
    }

    /** A picture of nothing but a message, for when the real one cannot be drawn. */
    public static Frame message(Size size, String text) {
        Canvas canvas = new Canvas(size);
        int y = 0;
        for (String row : Wrapping.wrap(Printable.text(text), size.columns())) {
            canvas.text(0, y++, row, Slot.MSG_ERROR);
        }
        return canvas.frame();
    }

    public Size size() {
        return size;
    }

    /** The cluster in a cell; empty right of a wide one. */
    public String text(int x, int y) {
        return texts[y * size.columns() + x];
    }

    /** Columns of the cluster in a cell: 1 or 2, or 0 right of a wide one. */
    public int columns(int x, int y) {
        return columns[y * size.columns() + x];
    }

    public Slot slot(int x, int y) {
        return slots[y * size.columns() + x];
    }

    /** The caret's column, or -1 while there is none. */
    public int caretX() {
        return caretX;
    }

    /** The caret's row, or -1 while there is none. */
    public int caretY() {
        return caretY;
    }

    /** Where lines move up when something is added below; the output stage may scroll instead of drawing again. */
    public Rect scrolling() {
        return scrolling;
    }

    /** What the window's title shall be. */
    public String title() {
        return title;
    }

    /** Whether a cell looks the same in both. */
    public boolean sameCell(int x, int y, Frame other, int otherX, int otherY) {
        int a = y * size.columns() + x;
        int b = otherY * other.size.columns() + otherX;
        return columns[a] == other.columns[b] && slots[a] == other.slots[b] && texts[a].equals(other.texts[b]);
    }

    /** One row as text, without blanks at its end. */
    public String row(int y) {
        StringBuilder row = new StringBuilder();
        for (int x = 0; x < size.columns(); x++) {
            row.append(text(x, y));
        }
        return row.toString().stripTrailing();
    }

    /** All rows as text, each with a line break. */
    @Override
    public String toString() {
        StringBuilder rows = new StringBuilder();
        for (int y = 0; y < size.rows(); y++) {
            rows.append(row(y)).append('\n');
        }
        return rows.toString();
    }
}
