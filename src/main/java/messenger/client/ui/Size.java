package messenger.client.ui;

/** The terminal's size in cells; always drawable, whatever the terminal says. */
public record Size(int columns, int rows) {
    /** No screen is larger; a terminal that says so is wrong, and would only cost memory. */
    static final int CELLS_MAX = 1_000;

    /** What a terminal without a size gets: 80x24, as ever since the VT100. */
    public static final Size USUAL = new Size(80, 24);

    public Size {
        if (columns < 1 || rows < 1 || columns > CELLS_MAX || rows > CELLS_MAX) {
            throw new IllegalArgumentException("size " + columns + "x" + rows);
        }
    }

    /** The nearest drawable size; a side of 0 or less (a pty that was never told its size) becomes the usual one. */
    public static Size of(int columns, int rows) {
        int width = columns < 1 ? USUAL.columns : Math.min(columns, CELLS_MAX);
        int height = rows < 1 ? USUAL.rows : Math.min(rows, CELLS_MAX);
        return new Size(width, height);
    }
}
