package messenger.client.ui;

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

    static Slot slot(News.Level level) {
        return switch (level) {
            case INFORMATION -> Slot.MSG_SYSTEM;
            case WARNING -> Slot.CRYPTO_WARN;
            case ERROR -> Slot.MSG_ERROR;
        };
    }
}
