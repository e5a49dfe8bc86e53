package messenger.client.ui;

/** A rectangle of cells; empty when a side is 0. */
public record Rect(int x, int y, int width, int height) {
    static final Rect NOWHERE = new Rect(0, 0, 0, 0);

    public Rect {
        width = Math.max(0, width);
        height = Math.max(0, height);
    }

    public int right() {
        return x + width;
    }

    public int bottom() {
        return y + height;
    }

    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    Rect row(int index) {
        return new Rect(x, y + index, width, index < height ? 1 : 0);
    }

    Rect inset(int columns) {
        return new Rect(x + columns, y, width - 2 * columns, height);
    }
}
