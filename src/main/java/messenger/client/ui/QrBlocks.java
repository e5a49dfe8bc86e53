package messenger.client.ui;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/**
 * A QR code drawn in half blocks: one column and half a row for each module, with a rim. The cells mean {@link
 * Slot#QR}: dark on light in any theme with colours, as readers expect it.
 */
final class QrBlocks {
    /** Light modules around it. The standard wants 4; readers cope with 2, and a terminal has few rows. */
    static final int RIM = 2;

    private QrBlocks() {}

    /** The rows; empty for a text that no code of a screen's size can hold. */
    static List<String> rows(String text) {
        if (text.isEmpty() || text.length() > TEXT_MAX) {
            return List.of();
        }
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        List<String> rows = new ArrayList<>();
        for (int y = -RIM; y < code.size + RIM; y += 2) {
            StringBuilder row = new StringBuilder();
            for (int x = -RIM; x < code.size + RIM; x++) {
                boolean lower = y + 1 < code.size + RIM && code.getModule(x, y + 1);
                row.append(half(code.getModule(x, y), lower));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    /** Characters that any code can hold in bytes; what would be larger than a large screen is no use. */
    static final int TEXT_MAX = 700;

    private static char half(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '\u2588' : '\u2580';
        }
        return lower ? '\u2584' : ' ';
    }
}
