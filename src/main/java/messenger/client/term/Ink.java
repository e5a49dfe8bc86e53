package messenger.client.term;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one frame in the making: knows where the terminal's cursor stands and in which style it writes, and
 * says only what changes. ECMA-48 sequences that every terminal since the VT100 knows.
 */
final class Ink {
    private static final String CSI = "\u001B[";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private Style style;
    private int x;
    private int y;
    private boolean placed;

    Ink(Style style) {
        this.style = style;
    }

    /** Says where the cursor is known to stand. */
    void at(int column, int row) {
        x = column;
        y = row;
        placed = true;
    }

    /** Says that nobody knows where the cursor stands. */
    void lost() {
        placed = false;
    }

    boolean isAt(int column, int row) {
        return placed && x == column && y == row;
    }

    int column() {
        return x;
    }

    boolean isInRow(int row) {
        return placed && y == row;
    }

    Style style() {
        return style;
    }

    int size() {
        return out.size();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    void raw(String sequence) {
        out.writeBytes(sequence.getBytes(StandardCharsets.UTF_8));
    }

    void control(String parametersAndFinal) {
        raw(CSI + parametersAndFinal);
    }

    void style(Style next) {
        if (next.equals(style)) {
            return;
        }
        control(next.isPlain() ? "m" : next.parametersAfter(style) + "m");
        style = next;
    }

    /** Moves the cursor the shortest way. */
    void move(int column, int row) {
        if (isAt(column, row)) {
            return;
        }
        if (placed && row == y) {
            along(column);
        } else if (placed && row == y + 1 && column == 0) {
            raw("\r\n");
        } else {
            String line = row == 0 ? "" : Integer.toString(row + 1);
            control(column == 0 ? line + "H" : line + ";" + (column + 1) + "H");
        }
        at(column, row);
    }

    private void along(int column) {
        int distance = Math.abs(column - x);
        if (column == 0) {
            raw("\r");
        } else if (column < x && distance <= 3) {
            raw("\b".repeat(distance));
        } else {
            String count = distance == 1 ? "" : Integer.toString(distance);
            control(count + (column > x ? "C" : "D"));
        }
    }

    /** Writes a cluster where the cursor stands; {@code trusted} says that every terminal agrees about its columns. */
    void text(String cluster, int columns, boolean trusted) {
        raw(cluster);
        x += columns;
        if (!trusted) {
            lost();
        }
    }
}
