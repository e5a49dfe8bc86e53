package messenger.client.term;

import com.googlecode.lanterna.TextColor;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How many colours a terminal shows; colours of a theme are brought down to it. */
public enum Depth {
    /** None: only bold, underline and reverse. */
    MONOCHROME,
    /** The sixteen of the terminal's own palette. */
    SIXTEEN,
    /** The 256 of xterm's palette. */
    INDEXED,
    /** Any. */
    TRUE_COLOUR;

    /**
     * What the environment says: {@code NO_COLOR} (no-color.org) before all, then {@code COLORTERM}, then {@code TERM}.
     */
    public static Depth of(Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return MONOCHROME;
        }
        String colorterm = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
        String term = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
        if (colorterm.equals("truecolor") || colorterm.equals("24bit") || term.endsWith("-direct")) {
            return TRUE_COLOUR;
        }
        if (term.startsWith("vt") || term.endsWith("-mono") || term.endsWith("-m")) {
            return MONOCHROME;
        }
        boolean indexed = term.contains("256color") || term.startsWith("tmux") || term.startsWith("screen");
        return indexed ? INDEXED : SIXTEEN;
    }

    /** The nearest colour that can be shown; empty for none at all. */
    Optional<TextColor> nearest(TextColor colour) {
        return switch (this) {
            case MONOCHROME -> Optional.empty();
            case SIXTEEN -> Optional.of(colour instanceof TextColor.ANSI ? colour : sixteen(colour));
            case INDEXED -> Optional.of(colour instanceof TextColor.RGB ? indexed(colour) : colour);
            case TRUE_COLOUR -> Optional.of(colour);
        };
    }

    private static TextColor indexed(TextColor colour) {
        return TextColor.Indexed.fromRGB(colour.getRed(), colour.getGreen(), colour.getBlue());
    }

    private static TextColor sixteen(TextColor colour) {
        TextColor best = TextColor.ANSI.WHITE;
        int nearest = Integer.MAX_VALUE;
        for (TextColor.ANSI candidate : TextColor.ANSI.values()) {
            if (candidate == TextColor.ANSI.DEFAULT) {
                continue;
            }
            int red = colour.getRed() - candidate.getRed();
            int green = colour.getGreen() - candidate.getGreen();
            int blue = colour.getBlue() - candidate.getBlue();
            int distance = red * red + green * green + blue * blue;
            if (distance < nearest) {
                nearest = distance;
                best = candidate;
            }
        }
        return best;
    }
}
