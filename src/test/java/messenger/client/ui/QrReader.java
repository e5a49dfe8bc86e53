package messenger.client.ui;

import java.util.List;

/**
 * Reads a QR code of version 1 to 5 with one block (ISO/IEC 18004) back from the half blocks it was drawn in, without
 * correcting errors: whatever is drawn wrongly is read wrongly.
 */
final class QrReader {
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    private final boolean[][] modules;
    private final int size;
    private int bit;
    private final StringBuilder bits = new StringBuilder();

    private QrReader(List<String> rows) {
        this.size = rows.get(0).length() - 2 * QrBlocks.RIM;
        this.modules = new boolean[size][size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                char c = rows.get((y + QrBlocks.RIM) / 2).charAt(x + QrBlocks.RIM);
                boolean upper = (y + QrBlocks.RIM) % 2 == 0;
                modules[y][x] = c == '\u2588' || c == (upper ? '\u2580' : '\u2584');
            }
        }
    }

    static String read(List<String> rows) {
        QrReader reader = new QrReader(rows);
        reader.collect(reader.mask());
        return reader.text();
    }

    /** The mask's number, from the format bits beside the first finder. */
    private int mask() {
        int format = 0;
        for (int x = 0; x < 5; x++) {
            format = format << 1 | (modules[8][x] ? 1 : 0);
        }
        return (format ^ 0b10101) & 7;
    }

    private boolean isFunction(int x, int y) {
        boolean finder = (x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8);
        int middle = size - 7;
        boolean alignment = size > 21 && Math.abs(x - middle) <= 2 && Math.abs(y - middle) <= 2;
        return finder || alignment || x == 6 || y == 6;
    }

    private static boolean inverts(int mask, int x, int y) {
        return switch (mask) {
            case 0 -> (x + y) % 2 == 0;
            case 1 -> y % 2 == 0;
            case 2 -> x % 3 == 0;
            case 3 -> (x + y) % 3 == 0;
            case 4 -> (x / 3 + y / 2) % 2 == 0;
            case 5 -> x * y % 2 + x * y % 3 == 0;
            case 6 -> (x * y % 2 + x * y % 3) % 2 == 0;
            default -> ((x + y) % 2 + x * y % 3) % 2 == 0;
        };
    }

    /** All data bits, two columns at a time from the right, up and down in turn. */
    private void collect(int mask) {
        boolean up = true;
        for (int right = size - 1; right > 0; right -= 2) {
            if (right == 6) {
                right = 5;
            }
            for (int i = 0; i < size; i++) {
                int y = up ? size - 1 - i : i;
                for (int x = right; x > right - 2; x--) {
                    if (!isFunction(x, y)) {
                        bits.append(modules[y][x] != inverts(mask, x, y) ? '1' : '0');
                    }
                }
            }
            up = !up;
        }
    }

    private int next(int count) {
        int value = Integer.parseInt(bits.substring(bit, bit + count), 2);
        bit += count;
        return value;
    }

    private String text() {
        int mode = next(4);
        StringBuilder text = new StringBuilder();
        if (mode == 2) {
            int count = next(9);
            for (; count > 1; count -= 2) {
                int pair = next(11);
                text.append(ALPHANUMERIC.charAt(pair / 45)).append(ALPHANUMERIC.charAt(pair % 45));
            }
            if (count == 1) {
                text.append(ALPHANUMERIC.charAt(next(6)));
            }
        } else if (mode == 4) {
            int count = next(8);
            for (int i = 0; i < count; i++) {
                text.append((char) next(8));
            }
        } else {
            throw new AssertionError("mode " + mode);
        }
        return text.toString();
    }
}
