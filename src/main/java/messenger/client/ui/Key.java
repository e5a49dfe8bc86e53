package messenger.client.ui;

import java.util.Locale;

/**
 * One key by its name: {@code a}, {@code ?}, {@code Enter}, {@code F2}, {@code Ctrl-X}, {@code Alt-A}, {@code
 * Shift-Tab}, {@code Space}. Letters after a modifier are written large and mean the same key either way.
 */
public record Key(String name) {
    public Key {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a key has a name");
        }
        int last = name.offsetByCodePoints(name.length(), -1);
        if (last > 1 && name.charAt(last - 1) == '-') {
            name = name.substring(0, last) + name.substring(last).toUpperCase(Locale.ROOT);
        }
    }

    /** The key that types this code point. */
    public static Key of(int codePoint) {
        return codePoint == ' ' ? new Key("Space") : new Key(Character.toString(codePoint));
    }

    @Override
    public String toString() {
        return name;
    }
}
