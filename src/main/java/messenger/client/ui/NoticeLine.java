package messenger.client.ui;

import java.util.List;

/** How a notice looks: its level is a sign as well as a colour. */
final class NoticeLine {
    private NoticeLine() {}

    static String text(Notices.Entry entry) {
        return switch (entry.level()) {
            case INFORMATION -> entry.text();
            case WARNING -> "! " + entry.text();
            case ERROR -> "!! " + entry.text();
        };
    }

    /** The rows of the notice on the screen, in a pane of that width; none if there is none. */
    static List<String> rows(Model model, int width) {
        return model.notices().visible().stream()
                .flatMap(entry -> Wrapping.wrap(text(entry), Math.max(1, width - 2)).stream())
                .toList();
    }

    static Slot slot(News.Level level) {
        return switch (level) {
            case INFORMATION -> Slot.MSG_SYSTEM;
            case WARNING -> Slot.CRYPTO_WARN;
            case ERROR -> Slot.MSG_ERROR;
        };
    }
}
