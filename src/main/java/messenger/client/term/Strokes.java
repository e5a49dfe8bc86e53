package messenger.client.term;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.util.Map;
import java.util.Optional;

/**
 * Lanterna key strokes for what a terminal sends, and two kinds that Lanterna has not: a paste, and a character
 * beyond 16 bits.
 */
final class Strokes {
    /** A whole paste. */
    static final class Paste extends KeyStroke {
        private final String text;

        Paste(String text) {
            super(KeyType.Unknown);
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** A character that does not fit into one {@code char}. */
    static final class Wide extends KeyStroke {
        private final int codePoint;

        Wide(int codePoint, boolean alt) {
            super(KeyType.Unknown, false, alt);
            this.codePoint = codePoint;
        }

        int codePoint() {
            return codePoint;
        }
    }

    private static final int SHIFT = 1;
    private static final int ALT = 2;
    private static final int CTRL = 4;

    /** Letters that end a sequence, xterm's "PC-Style Function Keys". */
    private static final Map<Character, KeyType> FINALS = Map.ofEntries(
            Map.entry('A', KeyType.ArrowUp),
            Map.entry('B', KeyType.ArrowDown),
            Map.entry('C', KeyType.ArrowRight),
            Map.entry('D', KeyType.ArrowLeft),
            Map.entry('H', KeyType.Home),
            Map.entry('F', KeyType.End),
            Map.entry('M', KeyType.Enter),
            Map.entry('P', KeyType.F1),
            Map.entry('Q', KeyType.F2),
            Map.entry('R', KeyType.F3),
            Map.entry('S', KeyType.F4),
            Map.entry('Z', KeyType.ReverseTab));

    /** Numbers before a tilde: VT220, rxvt and xterm. */
    private static final Map<Integer, KeyType> TILDES = Map.ofEntries(
            Map.entry(1, KeyType.Home),
            Map.entry(2, KeyType.Insert),
            Map.entry(3, KeyType.Delete),
            Map.entry(4, KeyType.End),
            Map.entry(5, KeyType.PageUp),
            Map.entry(6, KeyType.PageDown),
            Map.entry(7, KeyType.Home),
            Map.entry(8, KeyType.End),
            Map.entry(11, KeyType.F1),
            Map.entry(12, KeyType.F2),
            Map.entry(13, KeyType.F3),
            Map.entry(14, KeyType.F4),
            Map.entry(15, KeyType.F5),
            Map.entry(17, KeyType.F6),
            Map.entry(18, KeyType.F7),
            Map.entry(19, KeyType.F8),
            Map.entry(20, KeyType.F9),
            Map.entry(21, KeyType.F10),
            Map.entry(23, KeyType.F11),
            Map.entry(24, KeyType.F12));

    /** Keys that CSI u names by their control code. */
    private static final Map<Integer, KeyType> CODES =
            Map.of(8, KeyType.Backspace, 9, KeyType.Tab, 13, KeyType.Enter, 27, KeyType.Escape, 127, KeyType.Backspace);

    private Strokes() {}

    static KeyType functionKey(int number) {
        return KeyType.valueOf("F" + number);
    }

    static KeyStroke character(int codePoint, boolean alt) {
        if (Character.isBmpCodePoint(codePoint)) {
            return new KeyStroke((char) codePoint, false, alt);
        }
        return new Wide(codePoint, alt);
    }

    /** A byte below 0x20, or DEL. Enter is CR; LF is Ctrl-J, as nothing translates it in raw mode. */
    static KeyStroke control(int b, boolean alt) {
        return switch (b) {
            case 0x00 -> new KeyStroke(' ', true, alt);
            case 0x08, 0x7F -> new KeyStroke(KeyType.Backspace, false, alt);
            case 0x09 -> new KeyStroke(KeyType.Tab, false, alt);
            case 0x0D -> new KeyStroke(KeyType.Enter, false, alt);
            default -> new KeyStroke((char) (b <= 0x1A ? b + 'a' - 1 : b + '@'), true, alt);
        };
    }

    /** A finished CSI or SS3 sequence: its parameters as text, and its last byte. Empty if it means no key. */
    static Optional<KeyStroke> sequence(String parameters, byte last) {
        if (!parameters.isEmpty() && (parameters.charAt(0) < '0' || parameters.charAt(0) > ';')) {
            return Optional.empty();
        }
        String[] fields = parameters.split(";", -1);
        int first = number(fields, 0);
        int modifiers = Math.max(0, number(fields, 1) - 1);
        if (last == '~' && first == 27) {
            return coded(number(fields, 2), modifiers);
        } else if (last == '~') {
            return Optional.ofNullable(TILDES.get(first)).map(type -> modified(type, modifiers));
        } else if (last == 'u') {
            return coded(first, modifiers);
        } else if (last == 'R' && first != 1 && !parameters.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(FINALS.get((char) last)).map(type -> modified(type, modifiers));
    }

    private static KeyStroke modified(KeyType type, int modifiers) {
        return new KeyStroke(type, (modifiers & CTRL) != 0, (modifiers & ALT) != 0, (modifiers & SHIFT) != 0);
    }

    /** A key by its code point, with modifiers: CSI u, or xterm's modifyOtherKeys. */
    private static Optional<KeyStroke> coded(int code, int modifiers) {
        boolean ctrl = (modifiers & CTRL) != 0;
        boolean alt = (modifiers & ALT) != 0;
        boolean shift = (modifiers & SHIFT) != 0;
        Optional<KeyType> named = Optional.ofNullable(CODES.get(code));
        if (named.isPresent()) {
            boolean backTab = named.get() == KeyType.Tab && shift;
            return Optional.of(
                    backTab ? new KeyStroke(KeyType.ReverseTab, ctrl, alt) : modified(named.get(), modifiers));
        }
        boolean printable = code >= ' ' && code <= Character.MAX_CODE_POINT && !Character.isISOControl(code);
        boolean special = code >= 0xE000 && code <= 0xF8FF;
        if (!printable || special || (code >= 0xD800 && code <= 0xDFFF)) {
            return Optional.empty();
        }
        if (!Character.isBmpCodePoint(code)) {
            return Optional.of(new Wide(code, alt));
        }
        boolean upper = shift && !ctrl;
        char c = upper ? Character.toUpperCase((char) code) : (char) code;
        return Optional.of(new KeyStroke(c, ctrl, alt));
    }

    private static int number(String[] fields, int index) {
        if (index >= fields.length) {
            return 0;
        }
        String digits = fields[index].split(":", -1)[0];
        return digits.matches("[0-9]{1,7}") ? Integer.parseInt(digits) : 0;
    }
}
