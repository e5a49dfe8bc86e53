package messenger.client.ui;

import java.text.Normalizer;

/**
 * The printable filter: whatever text comes in, nothing comes out that could steer a terminal or disturb the row it
 * is drawn in.
 *
 * <p>Controls, private and unassigned code points and lone surrogates become U+FFFD, so that tampering stays visible;
 * invisible format characters (bidi overrides and isolates, zero-width characters, tags, variation selectors, skin
 * tones) are dropped, because terminals disagree about their width; flags become their two letters. No dependencies.
 */
public final class Printable {
    /**
     * Most combining marks kept on one base character; living scripts need two or three, "zalgo" text uses hundreds.
     */
    static final int MARKS_MAX = 4;

    private static final char REPLACEMENT = '\uFFFD';
    private static final int REGIONAL_A = 0x1F1E6;
    private static final int REGIONAL_Z = 0x1F1FF;

    private Printable() {}

    /** One row of text: line breaks and tabs become spaces. */
    public static String line(String text) {
        return filter(text, ' ', " ");
    }

    /**
     * A message's text: {@code \n}, {@code \r\n}, {@code \r}, U+2028 and U+2029 become {@code \n}; a tab becomes four
     * spaces.
     */
    public static String text(String text) {
        return filter(text, '\n', "    ");
    }

    private static String filter(String text, char newline, String tab) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r' && i < text.length() && text.charAt(i) == '\n') {
                continue;
            }
            if (isMark(c)) {
                marks++;
                if (marks > MARKS_MAX || isVariationSelector(c)) {
                    continue;
                }
            } else {
                marks = 0;
            }
            append(out, c, newline, tab);
        }
        return composed(out);
    }

    /** Composes what can be composed, after the marks were limited; a jamo that stays alone has no agreed width. */
    private static String composed(StringBuilder out) {
        String text = Normalizer.normalize(out, Normalizer.Form.NFC);
        StringBuilder checked = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean jamo = (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF);
            checked.append(jamo ? REPLACEMENT : c);
        }
        return checked.toString();
    }

    private static void append(StringBuilder out, int c, char newline, String tab) {
        if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) {
            out.append(newline);
        } else if (c == '\t') {
            out.append(tab);
        } else if (c >= REGIONAL_A && c <= REGIONAL_Z) {
            out.append((char) ('A' + (c - REGIONAL_A)));
        } else if (isDropped(c)) {
            return;
        } else if (isRefused(c)) {
            out.append(REPLACEMENT);
        } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
            out.append(c == 0x3000 ? "  " : " ");
        } else {
            out.appendCodePoint(c);
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7E) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isVariationSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x180B && c <= 0x180F);
    }

    private static boolean isDropped(int c) {
        boolean skinTone = c >= 0x1F3FB && c <= 0x1F3FF;
        boolean filler = c == 0x115F || c == 0x3164 || c == 0xFFA0;
        return skinTone || filler || Character.getType(c) == Character.FORMAT;
    }

    private static boolean isRefused(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
