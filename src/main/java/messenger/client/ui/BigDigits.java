package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;

/** Digits drawn large, to be read aloud across a table. */
final class BigDigits {
    static final int ROWS = 5;

    /** Three columns each, row by row from the top. */
    private static final List<String> SHAPES = List.of(
            "\u2588\u2588\u2588\u2588 \u2588\u2588 \u2588\u2588 \u2588\u2588\u2588\u2588",
            " \u2588 \u2588\u2588  \u2588  \u2588 \u2588\u2588\u2588",
            "\u2588\u2588\u2588  \u2588\u2588\u2588\u2588\u2588  \u2588\u2588\u2588",
            "\u2588\u2588\u2588  \u2588\u2588\u2588\u2588  \u2588\u2588\u2588\u2588",
            "\u2588 \u2588\u2588 \u2588\u2588\u2588\u2588  \u2588  \u2588",
            "\u2588\u2588\u2588\u2588  \u2588\u2588\u2588  \u2588\u2588\u2588\u2588",
            "\u2588\u2588\u2588\u2588  \u2588\u2588\u2588\u2588 \u2588\u2588\u2588\u2588",
            "\u2588\u2588\u2588  \u2588  \u2588  \u2588  \u2588",
            "\u2588\u2588\u2588\u2588 \u2588\u2588\u2588\u2588\u2588 \u2588\u2588\u2588\u2588",
            "\u2588\u2588\u2588\u2588 \u2588\u2588\u2588\u2588  \u2588\u2588\u2588\u2588");

    private static final int COLUMNS = 3;

    private BigDigits() {}

    /** The rows of digits and blanks; whatever else is in the text is left out. */
    static List<String> rows(String digits) {
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < ROWS; y++) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < digits.length(); i++) {
                char c = digits.charAt(i);
                if (c >= '0' && c <= '9') {
                    row.append(SHAPES.get(c - '0'), y * COLUMNS, (y + 1) * COLUMNS)
                            .append(' ');
                } else if (c == ' ') {
                    row.append("  ");
                }
            }
            rows.add(row.toString());
        }
        return rows;
    }
}
