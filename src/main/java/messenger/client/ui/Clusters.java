package messenger.client.ui;

/**
 * Where the grapheme clusters of filtered text begin and end: a character with its combining marks. {@link Printable}
 * has removed what would need more (joiners, flags, skin tones, conjoining jamo), so that this stays the same on
 * every JDK.
 */
final class Clusters {
    private Clusters() {}

    /** The index after the cluster that begins at {@code index}. */
    static int next(String text, int index) {
        int end = index + Character.charCount(text.codePointAt(index));
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (!Columns.isMark(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** The index where the cluster before {@code index} begins; 0 at the start. */
    static int previous(String text, int index) {
        int start = index;
        while (start > 0) {
            int c = text.codePointBefore(start);
            start -= Character.charCount(c);
            if (!Columns.isMark(c)) {
                break;
            }
        }
        return start;
    }

    /** The nearest cluster border at or before {@code index}. */
    static int border(String text, int index) {
        if (index <= 0) {
            return 0;
        }
        if (index >= text.length()) {
            return text.length();
        }
        boolean splitsPair =
                Character.isLowSurrogate(text.charAt(index)) && Character.isHighSurrogate(text.charAt(index - 1));
        int at = splitsPair ? index - 1 : index;
        return Columns.isMark(text.codePointAt(at)) ? previous(text, at) : at;
    }

    /**
     * The columns of the cluster at {@code index}; 1 for a mark that has no character to stand on, 0 for a line
     * break.
     */
    static int columns(String text, int index) {
        int c = text.codePointAt(index);
        return c == '\n' ? 0 : Math.max(1, Columns.of(c));
    }
}
