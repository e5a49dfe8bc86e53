package messenger.client.term;

import com.googlecode.lanterna.TextColor;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import messenger.client.ui.Printable;

/** How a slot looks: colours and attributes. Written {@code "cyan on #202020 bold underline"}. */
record Style(TextColor foreground, TextColor background, Set<Attribute> attributes) {
    /** What can be said without colour; the numbers are the SGR parameters that begin and end it, ECMA-48 8.3.117. */
    enum Attribute {
        BOLD(1, 22),
        FAINT(2, 22),
        ITALIC(3, 23),
        UNDERLINE(4, 24),
        REVERSE(7, 27);

        private final int sgr;
        private final int end;

        Attribute(int sgr, int end) {
            this.sgr = sgr;
            this.end = end;
        }
    }

    private static final int QUOTED_CHARS_MAX = 40;

    static final Style PLAIN = new Style(TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT, Set.of());

    Style {
        attributes = Set.copyOf(attributes);
    }

    /**
     * Reads a style; what is not said stays as in {@code base}. Throws {@link IllegalArgumentException} naming the
     * word it does not know.
     */
    static Style parse(String text, Style base) {
        TextColor foreground = base.foreground;
        TextColor background = base.background;
        Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        boolean on = false;
        for (String word : List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))) {
            if (word.isEmpty()) {
                continue;
            }
            if (word.equals("on")) {
                on = true;
            } else if (isAttribute(word)) {
                attributes.add(Attribute.valueOf(word.toUpperCase(Locale.ROOT)));
            } else if (on) {
                background = colour(word);
                on = false;
            } else {
                foreground = colour(word);
            }
        }
        return new Style(foreground, background, attributes);
    }

    private static boolean isAttribute(String word) {
        for (Attribute attribute : Attribute.values()) {
            if (attribute.name().toLowerCase(Locale.ROOT).equals(word)) {
                return true;
            }
        }
        return false;
    }

    private static TextColor colour(String word) {
        boolean index = word.matches("[0-9]{1,3}");
        boolean exact = word.matches("#[0-9a-f]{6}");
        boolean name = word.matches("[a-z]+(_bright)?");
        if (!index && !exact && !name) {
            throw new IllegalArgumentException(quoted(word) + " is no colour");
        }
        try {
            return TextColor.Factory.fromString(index ? "#" + word : word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(quoted(word) + " is no colour", e);
        }
    }

    /** A word of a file as it can be shown to the person, in quotation marks and not too long. */
    static String quoted(String word) {
        String start = word.length() > QUOTED_CHARS_MAX ? word.substring(0, QUOTED_CHARS_MAX) + "\u2026" : word;
        return "\"" + Printable.line(start) + "\"";
    }

    /** The same style with what the depth cannot show left out or brought near. */
    Style at(Depth depth) {
        TextColor none = TextColor.ANSI.DEFAULT;
        return new Style(
                depth.nearest(foreground).orElse(none),
                depth.nearest(background).orElse(none),
                attributes);
    }

    boolean isPlain() {
        return equals(PLAIN);
    }

    /** Whether a blank cell looks like the terminal's own background. */
    boolean showsOnBlanks() {
        return background != TextColor.ANSI.DEFAULT || marksBlanks();
    }

    /** Whether blank cells in both styles look the same: the foreground does not show on them. */
    boolean isLikeOnBlanks(Style other) {
        return background.equals(other.background) && !marksBlanks() && !other.marksBlanks();
    }

    private boolean marksBlanks() {
        return attributes.contains(Attribute.REVERSE) || attributes.contains(Attribute.UNDERLINE);
    }

    /** The SGR parameters that lead here from the plain style; empty for the plain style itself. */
    String parameters() {
        return parametersAfter(PLAIN);
    }

    /**
     * The SGR parameters that lead here from another style, as few as possible: what only changes colour or adds an
     * attribute is said alone; to take an attribute away, either all is reset, or, on a background, which would have
     * to be said again then, the attribute alone is ended. Empty where a bare reset is meant, or nothing changes.
     */
    String parametersAfter(Style before) {
        if (attributes.containsAll(before.attributes)) {
            return joined("", before);
        }
        String reset = joined(isPlain() ? "" : "0", PLAIN);
        // A VT100 cannot end a single attribute; what shows a background can.
        if (background == TextColor.ANSI.DEFAULT) {
            return reset;
        }
        String ended = ending(before);
        return ended.length() < reset.length() ? ended : reset;
    }

    private String ending(Style before) {
        Set<Integer> ends = new TreeSet<>();
        for (Attribute attribute : before.attributes) {
            if (!attributes.contains(attribute)) {
                ends.add(attribute.end);
            }
        }
        Set<Attribute> kept = EnumSet.noneOf(Attribute.class);
        for (Attribute attribute : before.attributes) {
            if (!ends.contains(attribute.end)) {
                kept.add(attribute);
            }
        }
        String start = String.join(";", ends.stream().map(String::valueOf).toList());
        return joined(start, new Style(before.foreground, before.background, kept));
    }

    /** After {@code start}, what {@code from} has not: attributes, then colours. */
    private String joined(String start, Style from) {
        StringBuilder out = new StringBuilder(start.isEmpty() ? "" : ";" + start);
        for (Attribute attribute : Attribute.values()) {
            if (attributes.contains(attribute) && !from.attributes.contains(attribute)) {
                out.append(';').append(attribute.sgr);
            }
        }
        if (!foreground.equals(from.foreground)) {
            out.append(';').append(new String(foreground.getForegroundSGRSequence(), StandardCharsets.US_ASCII));
        }
        if (!background.equals(from.background)) {
            out.append(';').append(new String(background.getBackgroundSGRSequence(), StandardCharsets.US_ASCII));
        }
        return out.length() == 0 ? "" : out.substring(1);
    }
}
