package messenger.client.ui;

/**
 * A text being written: the text, the caret (an index at a cluster border) and what was cut last. Every method
 * returns the next editor, as readline would.
 */
record Editor(String text, int caret, String cut) {
    /** Longest text; a paste beyond it is cut off. Far below one frame of the protocol (1 MiB). */
    static final int CHARS_MAX = 16_000;

    static final Editor EMPTY = new Editor("", 0, "");

    Editor {
        caret = Clusters.border(text, caret);
    }

    static Editor of(String text) {
        String clean = bounded(Printable.text(text));
        return new Editor(clean, clean.length(), "");
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Inserts filtered text at the caret. */
    Editor insert(String typed) {
        String clean = Printable.text(typed);
        String next = text.substring(0, caret) + clean + text.substring(caret);
        if (next.length() > CHARS_MAX) {
            clean = clean.substring(0, Clusters.border(clean, Math.max(0, CHARS_MAX - text.length())));
            next = text.substring(0, caret) + clean + text.substring(caret);
        }
        return new Editor(next, caret + clean.length(), cut);
    }

    /** Whether inserting it would exceed the limit. */
    boolean overflows(String typed) {
        return text.length() + Printable.text(typed).length() > CHARS_MAX;
    }

    Editor at(int index) {
        return new Editor(text, Math.max(0, Math.min(text.length(), index)), cut);
    }

    Editor left() {
        return at(Clusters.previous(text, caret));
    }

    Editor right() {
        return caret == text.length() ? this : at(Clusters.next(text, caret));
    }

    Editor wordLeft() {
        return at(wordStart());
    }

    Editor wordRight() {
        return at(wordEnd());
    }

    Editor lineStart() {
        return at(text.lastIndexOf('\n', caret - 1) + 1);
    }

    Editor lineEnd() {
        int end = text.indexOf('\n', caret);
        return at(end < 0 ? text.length() : end);
    }

    Editor erase() {
        int from = Clusters.previous(text, caret);
        return new Editor(text.substring(0, from) + text.substring(caret), from, cut);
    }

    Editor delete() {
        int to = caret == text.length() ? caret : Clusters.next(text, caret);
        return new Editor(text.substring(0, caret) + text.substring(to), caret, cut);
    }

    Editor eraseWord() {
        return cut(wordStart(), caret);
    }

    Editor deleteWord() {
        return cut(caret, wordEnd());
    }

    Editor killStart() {
        return cut(lineStart().caret, caret);
    }

    /** To the line's end; at the end, the line break itself, as readline and emacs do. */
    Editor killEnd() {
        int end = lineEnd().caret;
        return cut(caret, end == caret && end < text.length() ? end + 1 : end);
    }

    Editor yank() {
        return insert(cut);
    }

    /** Empties the line; what it held can be put back with yank. */
    Editor clear() {
        return new Editor("", 0, text.isEmpty() ? cut : text);
    }

    private Editor cut(int from, int to) {
        if (from == to) {
            return this;
        }
        return new Editor(text.substring(0, from) + text.substring(to), from, text.substring(from, to));
    }

    private int wordStart() {
        int i = caret;
        while (i > 0 && !Character.isLetterOrDigit(text.codePointBefore(i))) {
            i -= Character.charCount(text.codePointBefore(i));
        }
        while (i > 0 && isWordPart(text.codePointBefore(i))) {
            i -= Character.charCount(text.codePointBefore(i));
        }
        return i;
    }

    private int wordEnd() {
        int i = caret;
        while (i < text.length() && !Character.isLetterOrDigit(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        while (i < text.length() && isWordPart(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        return i;
    }

    private static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c) || Columns.isMark(c);
    }

    private static String bounded(String text) {
        return text.length() <= CHARS_MAX ? text : text.substring(0, Clusters.border(text, CHARS_MAX));
    }
}
