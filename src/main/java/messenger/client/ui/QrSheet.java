package messenger.client.ui;

import java.util.List;

/** A sheet with nothing but a QR code, or with the reason why there is none. */
final class QrSheet {
    /** Which side is up. */
    enum Face {
        TEXT,
        QR;

        Face other() {
            return this == TEXT ? QR : TEXT;
        }
    }

    /** The frame may go to make room for the code. */
    private static final int FRAME_ROWS = 2;

    private QrSheet() {}

    /** The code on a sheet; where it does not fit, what to do about it. */
    static Sheet of(Sheet sheet, String text, Size size) {
        List<String> rows = QrBlocks.rows(text);
        if (rows.isEmpty()) {
            return said(sheet, "There is no QR code for this. Space goes back.");
        }
        int columns = rows.get(0).length();
        if (!fits(rows, size)) {
            return said(
                    sheet,
                    "The QR code needs a window of " + (columns + 4) + " columns and " + (rows.size() + 1)
                            + " rows. Make it larger, or go back to the text with Space.");
        }
        return sheet.widened(columns)
                .plus(
                        Sheet.Weight.ESSENTIAL,
                        rows.stream()
                                .<Sheet.Row>map(row -> new Sheet.Row.Text(row, Slot.QR))
                                .toList());
    }

    private static boolean fits(List<String> rows, Size size) {
        return rows.size() <= SheetView.room(size) + FRAME_ROWS && rows.get(0).length() <= Sheet.inside(size);
    }

    private static Sheet said(Sheet sheet, String sentence) {
        return sheet.gap().essential(sentence, Slot.FG).gap();
    }
}
