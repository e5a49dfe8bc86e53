package messenger.client.term;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import messenger.client.ui.Frame;
import messenger.client.ui.Rect;
import messenger.client.ui.Slot;

/**
 * Frames in, bytes out: only what differs from the frame before, in the fewest bytes that are easily found; a typed
 * letter costs one byte. Where a conversation moved up, the terminal scrolls by itself if that is shorter. Belongs to
 * the UI thread.
 *
 * <p>Clusters about whose width terminals disagree are followed by an absolute move, so that a wrong guess stays in
 * its own cell.
 */
final class OutputStage {
    /**
     * Frames above this are wrapped into a synchronized update (DEC private mode 2026), so that no half of one is
     * seen. A smaller one goes out in one write and fits into one packet and one read of any terminal.
     */
    static final int SYNCHRONIZED_BYTES_MIN = 512;

    /** A frame this short is not worth comparing with scrolling. */
    private static final int SCROLLED_BYTES_MIN = 64;

    /** Changed blanks in a row from which ECH (ECMA-48 8.3.38, VT220) is shorter than writing them. */
    private static final int BLANKED_MIN = 6;

    /** Blanks at a row's end from which erasing is shorter than writing them. */
    private static final int ERASED_MIN = 4;

    private Theme theme;
    private Style blank;
    private Optional<Frame> shown = Optional.empty();
    private Style style = Style.PLAIN;
    private boolean caretShown;
    private boolean caretPlaced;
    private String title = "";

    OutputStage(Theme theme) {
        this.theme = theme;
        this.blank = theme.style(Slot.FG);
    }

    /** Draws the next frame whole, and everything from then on, in that theme. */
    void look(Theme next) {
        theme = next;
        blank = next.style(Slot.FG);
        forget();
    }

    /** Forgets what the terminal shows: the next frame is drawn whole. */
    void forget() {
        shown = Optional.empty();
    }

    /** The bytes that turn what the terminal shows into {@code next}; empty if it already does. */
    byte[] paint(Frame next) {
        boolean known = shown.isPresent() && shown.get().size().equals(next.size());
        Ink best = known ? changed(shown.get(), next) : whole(next);
        caret(best, next);
        style = best.style();
        shown = Optional.of(next);
        String renamed = next.title().equals(title) && known ? "" : "\u001B]2;" + next.title() + "\u0007";
        title = next.title();
        return framed(best.bytes(), renamed.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] framed(byte[] bytes, byte[] renamed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + renamed.length + 16);
        boolean synchronizes = bytes.length > SYNCHRONIZED_BYTES_MIN;
        if (synchronizes) {
            out.writeBytes("\u001B[?2026h".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(bytes);
        if (synchronizes) {
            out.writeBytes("\u001B[?2026l".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(renamed);
        return out.toByteArray();
    }

    private Ink whole(Frame next) {
        Ink ink = new Ink(Style.PLAIN);
        ink.control("m");
        ink.control("?25l");
        ink.control("2J");
        caretShown = false;
        caretPlaced = false;
        draw(ink, Rows.cleared(next), next);
        return ink;
    }

    private Ink changed(Frame old, Frame next) {
        Ink plain = begun(old);
        draw(plain, Rows.same(old), next);
        int lines = Scrolled.lines(old, next);
        if (lines == 0 || plain.size() < SCROLLED_BYTES_MIN) {
            return plain;
        }
        Rect area = next.scrolling();
        Ink scrolled = begun(old);
        scrolled.style(erasing(scrolled.style()));
        scrolled.control((area.y() + 1) + ";" + area.bottom() + "r");
        scrolled.control(area.bottom() + "H");
        scrolled.raw("\n".repeat(lines));
        scrolled.control("r");
        scrolled.lost();
        draw(scrolled, Rows.scrolled(old, area, lines), next);
        return scrolled.size() < plain.size() ? scrolled : plain;
    }

    private Ink begun(Frame old) {
        Ink ink = new Ink(style);
        if (caretPlaced) {
            ink.at(old.caretX(), old.caretY());
        }
        return ink;
    }

    private void caret(Ink ink, Frame next) {
        boolean visible = next.caretX() >= 0;
        if (visible) {
            approach(ink, next, next.caretX(), next.caretY());
        }
        if (visible != caretShown) {
            ink.control(visible ? "?25h" : "?25l");
        }
        caretShown = visible;
        caretPlaced = visible;
    }

    private void draw(Ink ink, Rows old, Frame next) {
        for (int y = 0; y < next.size().rows(); y++) {
            row(ink, old, next, y);
        }
    }

    private void row(Ink ink, Rows old, Frame next, int y) {
        int tail = tail(next, y);
        int x = 0;
        while (x < tail) {
            if (!differs(old, next, x, y)) {
                x++;
                continue;
            }
            int blanks = blanks(old, next, x, y, tail);
            if (blanks >= BLANKED_MIN) {
                ink.move(x, y);
                ink.style(erasing(ink.style()));
                ink.control(blanks + "X");
                x += blanks;
                continue;
            }
            int from = next.columns(x, y) == 0 ? x - 1 : x;
            approach(ink, next, from, y);
            cell(ink, next, from, y);
            x = from + Math.max(1, next.columns(from, y));
        }
        rest(ink, old, next, y, tail);
    }

    /** How many cells from here on are to be blank, up to the last one that is not yet. */
    private int blanks(Rows old, Frame next, int x, int y, int tail) {
        int last = x - 1;
        for (int at = x; at < tail && !blank.showsOnBlanks() && isBlank(next, at, y); at++) {
            if (differs(old, next, at, y)) {
                last = at;
            }
        }
        return last - x + 1;
    }

    private void rest(Ink ink, Rows old, Frame next, int y, int tail) {
        int width = next.size().columns();
        int first = tail;
        while (first < width && !differs(old, next, first, y)) {
            first++;
        }
        if (first == width) {
            return;
        }
        if (width - first < ERASED_MIN || blank.showsOnBlanks()) {
            for (int at = first; at < width; at++) {
                if (differs(old, next, at, y)) {
                    approach(ink, next, at, y);
                    cell(ink, next, at, y);
                }
            }
            return;
        }
        ink.move(first, y);
        ink.style(erasing(ink.style()));
        ink.control("K");
    }

    /** Erasing takes the background, and nothing else, of the style in use. */
    private Style erasing(Style current) {
        return current.showsOnBlanks() ? blank : current;
    }

    /** Brings the cursor to a cell; over a few unchanged plain cells by writing them again. */
    private void approach(Ink ink, Frame next, int x, int y) {
        if (ink.isInRow(y) && ink.column() < x && x - ink.column() <= 3 && repeatable(ink, next, x, y)) {
            for (int at = ink.column(); at < x; at++) {
                ink.text(next.text(at, y), 1, true);
            }
        }
        ink.move(x, y);
    }

    private boolean repeatable(Ink ink, Frame next, int x, int y) {
        for (int at = ink.column(); at < x; at++) {
            boolean ascii = next.text(at, y).length() == 1 && next.text(at, y).charAt(0) < 0x7F;
            if (!ascii || !looks(next, at, y).equals(ink.style())) {
                return false;
            }
        }
        return true;
    }

    private void cell(Ink ink, Frame next, int x, int y) {
        String text = next.text(x, y);
        Style look = looks(next, x, y);
        boolean unseen = text.equals(" ") && look.isLikeOnBlanks(ink.style());
        if (!unseen) {
            ink.style(look);
        }
        ink.text(text, next.columns(x, y), Trust.inWidthOf(text));
        if (x + next.columns(x, y) >= next.size().columns()) {
            ink.lost();
        }
    }

    private Style looks(Frame frame, int x, int y) {
        return theme.style(frame.slot(x, y));
    }

    /** The first column of the blanks that end a row. */
    private int tail(Frame frame, int y) {
        int tail = frame.size().columns();
        while (tail > 0 && isBlank(frame, tail - 1, y)) {
            tail--;
        }
        return tail;
    }

    private boolean isBlank(Frame frame, int x, int y) {
        return frame.text(x, y).equals(" ") && !looks(frame, x, y).showsOnBlanks();
    }

    private boolean differs(Rows old, Frame next, int x, int y) {
        int row = old.row(y);
        if (row == Rows.BLANK) {
            return !isBlank(next, x, y);
        }
        if (next.sameCell(x, y, old.frame(), x, row)) {
            return false;
        }
        boolean blank = next.text(x, y).equals(" ") && old.frame().text(x, row).equals(" ");
        return !(blank && looks(next, x, y).isLikeOnBlanks(looks(old.frame(), x, row)));
    }
}
