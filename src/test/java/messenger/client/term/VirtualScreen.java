package messenger.client.term;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import messenger.client.ui.Frame;
import messenger.client.ui.Measured;
import messenger.client.ui.Slot;

/** A terminal that knows exactly the sequences we mean to send, and fails on any other byte. */
final class VirtualScreen {
    private final int columns;
    private final int rows;
    private final String[][] cells;
    private final String[][] styles;
    private int x;
    private int y;
    private String style = "";
    private final SortedSet<Integer> attributes = new TreeSet<>();
    private String foreground = "";
    private String background = "";
    private int top;
    private int bottom;
    private boolean caret = true;

    VirtualScreen(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        this.cells = new String[rows][columns];
        this.styles = new String[rows][columns];
        this.bottom = rows;
        clear(0, rows);
    }

    private void clear(int from, int to) {
        for (int row = from; row < to; row++) {
            Arrays.fill(cells[row], " ");
            Arrays.fill(styles[row], "");
        }
    }

    void write(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == 0x1B) {
                i = escape(text, i);
            } else if (c == '\r') {
                x = 0;
            } else if (c == '\n') {
                lineFeed();
            } else if (c == '\b') {
                x--;
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                throw new AssertionError("stray control " + Integer.toHexString(c));
            } else {
                put(c);
            }
        }
    }

    private void lineFeed() {
        if (y != bottom - 1) {
            y++;
            return;
        }
        for (int row = top; row < bottom - 1; row++) {
            cells[row] = cells[row + 1];
            styles[row] = styles[row + 1];
        }
        cells[bottom - 1] = new String[columns];
        styles[bottom - 1] = new String[columns];
        clear(bottom - 1, bottom);
    }

    private void put(int c) {
        int width = Measured.columns(c);
        if (width == 0) {
            int at = x - 1;
            while (cells[y][at].isEmpty()) {
                at--;
            }
            cells[y][at] += Character.toString(c);
            return;
        }
        if (x + width > columns) {
            throw new AssertionError("written beyond the right edge in row " + y);
        }
        erase(x);
        erase(x + width - 1);
        cells[y][x] = Character.toString(c);
        styles[y][x] = style;
        if (width == 2) {
            cells[y][x + 1] = "";
            styles[y][x + 1] = style;
        }
        x += width;
    }

    /** Overwriting half of a wide character blanks the other half. */
    private void erase(int at) {
        if (cells[y][at].isEmpty()) {
            cells[y][at - 1] = " ";
        }
        if (at + 1 < columns && cells[y][at + 1].isEmpty()) {
            cells[y][at + 1] = " ";
        }
        cells[y][at] = " ";
    }

    private int escape(String text, int from) {
        if (text.charAt(from) == ']') {
            int end = text.indexOf('\u0007', from);
            String title = text.substring(from + 1, end);
            if (!title.startsWith("2;") || title.chars().anyMatch(Character::isISOControl)) {
                throw new AssertionError("strange title " + title);
            }
            return end + 1;
        }
        if (text.charAt(from) != '[') {
            throw new AssertionError("unknown escape " + text.charAt(from));
        }
        int end = from + 1;
        while (text.charAt(end) < '@') {
            end++;
        }
        control(text.substring(from + 1, end), text.charAt(end));
        return end + 1;
    }

    private void control(String parameters, char last) {
        switch (last) {
            case 'm' -> style = sgr(parameters);
            case 'H' -> place(parameters);
            case 'C' -> x += count(parameters);
            case 'D' -> x -= count(parameters);
            case 'K' -> {
                for (int at = x; at < columns; at++) {
                    erase(at);
                    styles[y][at] = "";
                }
            }
            case 'X' -> {
                for (int at = x; at < x + count(parameters); at++) {
                    erase(at);
                    styles[y][at] = "";
                }
            }
            case 'J' -> clear(0, rows);
            case 'r' -> region(parameters);
            case 'h', 'l' -> mode(parameters, last);
            default -> throw new AssertionError("unknown sequence " + parameters + last);
        }
    }

    private void mode(String parameters, char last) {
        if (parameters.equals("?25")) {
            caret = last == 'h';
        } else if (!parameters.equals("?2026")) {
            throw new AssertionError("unknown mode " + parameters);
        }
    }

    /** The style after an SGR sequence, written as {@link Style#parameters} writes it. */
    private String sgr(String parameters) {
        String[] numbers = parameters.isEmpty() ? new String[] {"0"} : parameters.split(";", -1);
        for (int i = 0; i < numbers.length; i++) {
            int number = Integer.parseInt(numbers[i]);
            if (number == 0) {
                attributes.clear();
                foreground = "";
                background = "";
            } else if (number < 10) {
                attributes.add(number);
            } else if (number >= 22 && number <= 27) {
                attributes.removeAll(number == 22 ? Set.of(1, 2) : Set.of(number - 20));
            } else {
                int length = number != 38 && number != 48 ? 1 : numbers[i + 1].equals("5") ? 3 : 5;
                colour(number, String.join(";", Arrays.copyOfRange(numbers, i, i + length)));
                i += length - 1;
            }
        }
        List<String> parts =
                new ArrayList<>(attributes.stream().map(String::valueOf).toList());
        Stream.of(foreground, background).filter(colour -> !colour.isEmpty()).forEach(parts::add);
        return String.join(";", parts);
    }

    private void colour(int number, String text) {
        if (number == 39) {
            foreground = "";
        } else if (number == 49) {
            background = "";
        } else if ((number >= 30 && number < 39) || (number >= 90 && number < 98)) {
            foreground = text;
        } else if ((number >= 40 && number < 49) || (number >= 100 && number < 108)) {
            background = text;
        } else {
            throw new AssertionError("unknown colour " + number);
        }
    }

    private void place(String parameters) {
        String[] numbers = parameters.split(";", -1);
        y = numbers[0].isEmpty() ? 0 : Integer.parseInt(numbers[0]) - 1;
        x = numbers.length < 2 ? 0 : Integer.parseInt(numbers[1]) - 1;
    }

    private void region(String parameters) {
        String[] numbers = parameters.split(";", -1);
        top = parameters.isEmpty() ? 0 : Integer.parseInt(numbers[0]) - 1;
        bottom = parameters.isEmpty() ? rows : Integer.parseInt(numbers[1]);
        x = 0;
        y = 0;
    }

    private static int count(String parameters) {
        return parameters.isEmpty() ? 1 : Integer.parseInt(parameters);
    }

    /** What of a style is seen on a blank cell: the background, or all of it if it is underlined or reversed. */
    private static String onBlanks(String style) {
        String[] numbers = style.isEmpty() ? new String[0] : style.split(";", -1);
        String background = "";
        for (int i = 0; i < numbers.length; i++) {
            int number = Integer.parseInt(numbers[i]);
            if (number == 4 || number == 7) {
                return style;
            }
            int length = number != 38 && number != 48 ? 1 : numbers[i + 1].equals("5") ? 3 : 5;
            if ((number >= 40 && number < 49) || number >= 100) {
                background = String.join(";", Arrays.copyOfRange(numbers, i, i + length));
            }
            i += length - 1;
        }
        return background;
    }

    /** What differs from a frame, or empty. */
    String difference(Frame frame, Theme theme) {
        Map<Slot, String> looks = new EnumMap<>(Slot.class);
        for (Slot slot : Slot.values()) {
            looks.put(slot, theme.style(slot).parameters());
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                String shown = cells[row][column];
                String wanted = frame.text(column, row);
                Style look = theme.style(frame.slot(column, row));
                String style = styles[row][column];
                String right = looks.get(frame.slot(column, row));
                boolean sameStyle = wanted.equals(" ")
                        ? onBlanks(style).equals(onBlanks(String.valueOf(right)))
                        : style.equals(right);
                if (!shown.equals(wanted) || !sameStyle) {
                    return "cell " + column + "," + row + " shows \"" + shown + "\" in " + styles[row][column]
                            + ", wanted \"" + wanted + "\" in " + look.parameters();
                }
            }
        }
        boolean wantsCaret = frame.caretX() >= 0;
        if (caret != wantsCaret || (wantsCaret && (x != frame.caretX() || y != frame.caretY()))) {
            return "caret " + caret + " at " + x + "," + y + ", wanted " + frame.caretX() + "," + frame.caretY();
        }
        return "";
    }
}
