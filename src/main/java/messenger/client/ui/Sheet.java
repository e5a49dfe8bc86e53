package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;

/**
 * What a box over the screen shows, before anybody knows how much room there is: blocks of rows, of which the less
 * important are left out where they do not fit. Immutable; every method returns the next sheet.
 */
record Sheet(String title, Slot slot, int width, List<Block> blocks) {
    /** Columns of text that read well. */
    static final int WIDTH = 62;

    /** Columns for labels at least, so that most forms look alike. */
    private static final int LABELS_MIN = 13;

    /** What is left out first where there is no room. */
    enum Weight {
        /** An empty row. */
        AIR,
        /** Good to know; the last block goes first. */
        EXPLAINING,
        /** Stays, and can be scrolled away by the focus. */
        ESSENTIAL,
        /** Stays at the top whatever is below it. */
        STICKY
    }

    /** One row. */
    sealed interface Row {
        /** A row of text. */
        record Text(String text, Slot slot) implements Row {}

        /** A row of text in the middle. */
        record Centred(String text, Slot slot) implements Row {}

        /** A field of a form; {@code labels} is how wide the labels are. */
        record Input(Field field, boolean focused, int labels) implements Row {}
    }

    /** Rows that stay or go together. */
    record Block(Weight weight, List<Row> rows) {
        Block {
            rows = List.copyOf(rows);
        }
    }

    Sheet {
        blocks = List.copyOf(blocks);
    }

    /** A sheet without any rows; {@code room} is the columns inside the widest box on this screen. */
    static Sheet of(String title, Slot slot, Size size) {
        return new Sheet(title, slot, Math.min(WIDTH, inside(size)), List.of());
    }

    /** Columns inside a box as wide as the screen. */
    static int inside(Size size) {
        return Math.max(1, size.columns() - 4);
    }

    Sheet widened(int columns) {
        return new Sheet(title, slot, columns, blocks);
    }

    Sheet plus(Weight weight, List<Row> rows) {
        List<Block> next = new ArrayList<>(blocks);
        next.add(new Block(weight, rows));
        return new Sheet(title, slot, width, next);
    }

    /** An empty row where there is room. */
    Sheet gap() {
        return plus(Weight.AIR, List.of(new Row.Text("", Slot.FG)));
    }

    /** Wrapped text that may be left out; nothing for an empty one. */
    Sheet explaining(String text) {
        return text.isEmpty() ? this : plus(Weight.EXPLAINING, wrapped(text, Slot.FG));
    }

    /** Wrapped text that must be seen; nothing for an empty one. */
    Sheet essential(String text, Slot colour) {
        return text.isEmpty() ? this : plus(Weight.ESSENTIAL, wrapped(text, colour));
    }

    /** What went wrong, with a row of air before it; nothing for an empty text. */
    Sheet problem(String text) {
        return text.isEmpty() ? this : gap().plus(Weight.STICKY, wrapped("! " + text, Slot.MSG_ERROR));
    }

    /** What nobody may miss; nothing for an empty text. */
    Sheet warning(String text) {
        return text.isEmpty() ? this : plus(Weight.STICKY, wrapped("! " + text, Slot.CRYPTO_WARN));
    }

    /** Rows in the middle that must be seen. */
    Sheet centred(List<String> rows, Slot colour) {
        return plus(
                Weight.ESSENTIAL,
                rows.stream().<Row>map(row -> new Row.Centred(row, colour)).toList());
    }

    /** The fields of a form, its problem, and what is worth knowing about it. */
    static Sheet of(Form form, Size size) {
        int labels = form.shown().stream()
                        .mapToInt(field -> Columns.of(field.label()))
                        .max()
                        .orElse(0)
                + 2;
        List<Row> fields = form.shown().stream()
                .<Row>map(field ->
                        new Row.Input(field, field.role() == form.focused().role(), Math.max(LABELS_MIN, labels)))
                .toList();
        return of(form.kind().title(), Slot.BORDER_FOCUS, size)
                .gap()
                .explaining(form.kind().intro())
                .warning(form.kind().warning())
                .gap()
                .plus(Weight.ESSENTIAL, fields)
                .problem(form.problem())
                .gap()
                .explaining(form.kind().note())
                .gap();
    }

    private List<Row> wrapped(String text, Slot colour) {
        return Wrapping.wrap(Printable.text(text), width).stream()
                .<Row>map(row -> new Row.Text(row, colour))
                .toList();
    }

    /** The rows for a box that has room for so many; more come only if what is essential does not fit. */
    List<Row> rows(int room) {
        List<Block> kept = new ArrayList<>(blocks);
        for (Weight weight : List.of(Weight.AIR, Weight.EXPLAINING)) {
            for (int i = kept.size() - 1; i >= 0 && count(kept) > room; i--) {
                if (kept.get(i).weight() == weight) {
                    kept.remove(i);
                }
            }
        }
        boolean overflows = count(kept) > room;
        List<Row> rows = new ArrayList<>();
        kept.stream()
                .filter(block -> overflows && block.weight == Weight.STICKY)
                .forEach(block -> rows.addAll(block.rows));
        int top = Math.min(rows.size(), Math.max(0, room - 1));
        List<Row> sticky = rows.subList(0, top);
        List<Row> others = new ArrayList<>();
        kept.stream()
                .filter(block -> !overflows || block.weight != Weight.STICKY)
                .forEach(block -> others.addAll(block.rows));
        List<Row> shown = new ArrayList<>(sticky);
        shown.addAll(overflows ? around(others, room - top) : others);
        return shown;
    }

    /** The rows around the focused field, or all of them where no field has the focus. */
    private static List<Row> around(List<Row> rows, int room) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Row.Input input && input.focused()) {
                int from = Math.max(0, Math.min(i - room / 2, rows.size() - room));
                return rows.subList(from, Math.min(rows.size(), from + Math.max(1, room)));
            }
        }
        return rows;
    }

    private static int count(List<Block> blocks) {
        return blocks.stream().mapToInt(block -> block.rows.size()).sum();
    }
}
