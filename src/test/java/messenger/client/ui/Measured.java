package messenger.client.ui;

/** The width table, for the virtual terminal of the output tests. */
public final class Measured {
    private Measured() {}

    public static int columns(int codePoint) {
        return Columns.of(codePoint);
    }
}
