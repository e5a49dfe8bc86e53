package messenger.client.term;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.client.ui.Printable;
import messenger.client.ui.Slot;

/**
 * How every slot looks on one terminal. A theme file has lines {@code slot = FOREGROUND [on BACKGROUND] [bold faint
 * italic underline reverse]} and {@code slot.mono = attributes} for terminals without colour; {@code fg} says what is
 * not said elsewhere. It can set looks and nothing else.
 */
public final class Theme {
    /** The default: the terminal's own sixteen colours, so that it fits whatever the person has chosen there. */
    public static final String DEFAULT = "ansi";

    /** Themes in the jar, by name. */
    public static final List<String> NAMES = List.of(
            "ansi",
            "dark",
            "light",
            "high-contrast-dark",
            "high-contrast-light",
            "solarized-dark",
            "solarized-light",
            "gruvbox-dark",
            "gruvbox-light",
            "nord",
            "monochrome");

    private static final String MONO = ".mono";

    private final String name;
    private final Map<Slot, Style> styles;

    private Theme(String name, Map<Slot, Style> styles) {
        this.name = name;
        this.styles = styles;
    }

    /** A theme that cannot be used; the message says which file and line, what is wrong, and is printable. */
    public static final class BrokenThemeException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenThemeException(String what) {
            super(Printable.line(what));
        }

        BrokenThemeException(String where, int line, String what) {
            this(where + ", line " + line + ": " + what);
        }
    }

    /**
     * A theme of the jar, for a terminal of that depth. Throws {@link IllegalArgumentException} for a name not in
     * {@link #NAMES}.
     */
    public static Theme named(String name, Depth depth) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("no theme " + name + "; there are " + String.join(", ", NAMES));
        }
        try (InputStream in = Theme.class.getResourceAsStream("/themes/" + name + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("theme " + name + " is missing from the jar");
            }
            return read(name, "theme " + name, new InputStreamReader(in, StandardCharsets.UTF_8), depth);
        } catch (IOException | BrokenThemeException e) {
            throw new IllegalStateException("theme " + name + " of the jar cannot be read", e);
        }
    }

    /** Reads a theme file, which is complained about as {@code where}. */
    static Theme read(String name, String where, Reader in, Depth depth) throws IOException, BrokenThemeException {
        Map<String, String> entries = entries(where, in);
        Map<Slot, Style> styles = new EnumMap<>(Slot.class);
        Style base = style(entries, Slot.FG, Style.PLAIN, depth);
        for (Slot slot : Slot.values()) {
            styles.put(slot, style(entries, slot, base, depth));
        }
        return new Theme(name, styles);
    }

    private static Map<String, String> entries(String where, Reader in) throws IOException, BrokenThemeException {
        Map<String, String> entries = new HashMap<>();
        BufferedReader lines = new BufferedReader(in);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new BrokenThemeException(where, number, "expected \"slot = style\"");
            }
            String key = text.substring(0, equals).strip();
            if (slot(key).isEmpty()) {
                throw new BrokenThemeException(where, number, "there is no slot " + Style.quoted(key));
            }
            String value = text.substring(equals + 1);
            try {
                Style.parse(value, Style.PLAIN);
            } catch (IllegalArgumentException e) {
                throw new BrokenThemeException(where, number, String.valueOf(e.getMessage()));
            }
            entries.put(key, value);
        }
        return entries;
    }

    private static Optional<Slot> slot(String key) {
        String property = key.endsWith(MONO) ? key.substring(0, key.length() - MONO.length()) : key;
        for (Slot slot : Slot.values()) {
            if (slot.property().equals(property)) {
                return Optional.of(slot);
            }
        }
        return Optional.empty();
    }

    private static Style style(Map<String, String> entries, Slot slot, Style base, Depth depth) {
        Style coloured = Style.parse(entries.getOrDefault(slot.property(), ""), base);
        if (depth != Depth.MONOCHROME) {
            return coloured.at(depth);
        }
        String mono = entries.get(slot.property() + MONO);
        return (mono == null ? coloured : Style.parse(mono, Style.PLAIN)).at(depth);
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    Style style(Slot slot) {
        Style style = styles.get(slot);
        if (style == null) {
            throw new IllegalStateException("no style for " + slot);
        }
        return style;
    }
}
