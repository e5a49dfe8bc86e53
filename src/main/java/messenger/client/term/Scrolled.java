package messenger.client.term;

import messenger.client.ui.Frame;
import messenger.client.ui.Rect;

/** Finds by how many lines a conversation moved up between two frames. */
final class Scrolled {
    /** More lines than this at once are drawn, not scrolled. */
    private static final int LINES_MAX = 16;

    /** Rows that must fit for scrolling to be worth trying. */
    private static final int ROWS_MIN = 3;

    private Scrolled() {}

    /** The lines, or 0 if nothing moved up or the area is another one. */
    static int lines(Frame old, Frame next) {
        Rect area = next.scrolling();
        if (area.height() < 2 || !area.equals(old.scrolling())) {
            return 0;
        }
        int best = 0;
        int most = ROWS_MIN - 1;
        for (int lines = 1; lines <= Math.min(LINES_MAX, area.height() - 1); lines++) {
            int fitting = 0;
            for (int y = area.y(); y + lines < area.bottom(); y++) {
                fitting += fits(old, next, area, y, y + lines) ? 1 : 0;
            }
            if (fitting > most) {
                most = fitting;
                best = lines;
            }
        }
        return best;
    }

    /** Whether a row that is not blank is the old one from further down. */
    private static boolean fits(Frame old, Frame next, Rect area, int y, int oldY) {
        boolean ink = false;
        for (int x = area.x(); x < area.right(); x++) {
            if (!next.sameCell(x, y, old, x, oldY)) {
                return false;
            }
            ink |= !next.text(x, y).equals(" ");
        }
        return ink;
    }
}
