package messenger.client.term;

/** Which clusters every terminal draws in the same number of columns. */
final class Trust {
    /** Our own signs: presence, delivery, cursor, bullet, replacement. */
    private static final String SIGNS = "\u25CF\u25CB\u2713\u25B8\u2022\uFFFD";

    private Trust() {}

    /**
     * True for one character of Latin, Greek, Cyrillic, Hebrew letters, dashes, box drawing, kana, Han, Hangul, and
     * our own signs.
     */
    static boolean inWidthOf(String cluster) {
        if (cluster.length() != 1) {
            return false;
        }
        char c = cluster.charAt(0);
        if (c < 0x300) {
            return true;
        }
        return SIGNS.indexOf(c) >= 0
                || between(c, 0x370, 0x3FF)
                || between(c, 0x400, 0x52F)
                || between(c, 0x5D0, 0x5EA)
                || between(c, 0x2010, 0x2027)
                || between(c, 0x2500, 0x257F)
                || between(c, 0x3041, 0x3096)
                || between(c, 0x30A1, 0x30FA)
                || between(c, 0x4E00, 0x9FFF)
                || between(c, 0xAC00, 0xD7A3);
    }

    private static boolean between(char c, int first, int last) {
        return c >= first && c <= last;
    }
}
