package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;

/** Breaks filtered text into rows: at spaces where possible, inside a word only when it is wider than a whole row. */
final class Wrapping {
    private Wrapping() {}

    /**
     * The rows of a text, at least one; {@code width} is at least 1 (a wide character in one column gets a row of its
     * own).
     */
    static List<String> wrap(String text, int width) {
        List<String> rows = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int newline = text.indexOf('\n', from);
            int to = newline < 0 ? text.length() : newline;
            wrapLine(text, from, to, width, rows);
            from = to + 1;
        }
        return rows;
    }

    private static void wrapLine(String text, int from, int to, int width, List<String> rows) {
        int start = from;
        int breakAt = -1;
        int used = 0;
        int i = from;
        while (i < to) {
            int columns = Clusters.columns(text, i);
            boolean space = text.charAt(i) == ' ';
            while (used + columns > width && i > start && !space) {
                int end = breakAt > start ? breakAt : i;
                rows.add(trimEnd(text, start, end));
                start = end;
                breakAt = -1;
                used = Columns.of(text.substring(start, i));
            }
            used += columns;
            i = Clusters.next(text, i);
            if (space || columns == 2) {
                breakAt = i;
            }
        }
        rows.add(trimEnd(text, start, to));
    }

    private static String trimEnd(String text, int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(from, end);
    }

    /**
     * Where the rows of a text begin and end when every row is filled to the last column, as the composer shows them.
     */
    static List<Span> fill(String text, int width) {
        List<Span> rows = new ArrayList<>();
        int start = 0;
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int next = Clusters.next(text, i);
            if (text.charAt(i) == '\n') {
                rows.add(new Span(start, i));
                start = next;
                used = 0;
            } else if (used + Clusters.columns(text, i) > width && i > start) {
                rows.add(new Span(start, i));
                start = i;
                used = Clusters.columns(text, i);
            } else {
                used += Clusters.columns(text, i);
            }
            i = next;
        }
        rows.add(new Span(start, text.length()));
        return rows;
    }

    /** A row as indexes into its text. */
    record Span(int from, int to) {}

    /** The row of {@link #fill} that holds the caret: the last one that begins at or before it. */
    static int rowOf(List<Span> rows, int caret) {
        int row = 0;
        while (row + 1 < rows.size() && rows.get(row + 1).from() <= caret) {
            row++;
        }
        return row;
    }
}
