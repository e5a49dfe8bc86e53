package messenger.client.term;

import messenger.client.ui.Frame;
import messenger.client.ui.Rect;

/** What the terminal shows before a frame is drawn: the old frame, nothing, or the old frame with an area moved up. */
record Rows(Frame frame, Rect moved, int lines) {
    /** A row that is blank. */
    static final int BLANK = -1;

    private static final Rect NONE = new Rect(0, 0, 0, 0);

    static Rows same(Frame frame) {
        return new Rows(frame, NONE, 0);
    }

    /** A cleared screen of the frame's size. */
    static Rows cleared(Frame frame) {
        int rows = frame.size().rows();
        return new Rows(frame, new Rect(0, 0, frame.size().columns(), rows), rows);
    }

    static Rows scrolled(Frame frame, Rect area, int lines) {
        return new Rows(frame, area, lines);
    }

    /** The old row that stands in this row now, or {@link #BLANK}. */
    int row(int y) {
        boolean inside = y >= moved.y() && y < moved.bottom();
        if (!inside) {
            return y;
        }
        return y + lines < moved.bottom() ? y + lines : BLANK;
    }
}
