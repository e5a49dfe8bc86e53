package messenger.protocol;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A user's name: 3 to 32 of {@code a-z 0-9 _ . -} (PROTOCOL 1.16.3), so that no two are the same to one reader and
 * different to another, and none breaks a line.
 */
public record UserName(String value) implements Comparable<UserName> {
    public static final int CHARS_MIN = 3;
    public static final int CHARS_MAX = 32;

    /** The full-width forms of the ASCII characters from "!" to "~". */
    private static final char WIDE_FIRST = '\uff01';

    private static final char WIDE_LAST = '\uff5e';
    private static final char PLAIN_FIRST = '!';
    private static final char ASCII_LAST = '\u007f';

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9_.-]{" + CHARS_MIN + "," + CHARS_MAX + "}");

    public UserName {
        if (!isValid(value)) {
            throw noName();
        }
    }

    private static IllegalArgumentException noName() {
        return new IllegalArgumentException(
                "a user name has " + CHARS_MIN + " to " + CHARS_MAX + " of the characters a-z 0-9 _ . -");
    }

    /**
     * The name that somebody typed: full-width letters become plain ones, then capitals small ones (RFC 8265 3.3.1,
     * UsernameCaseMapped). Whatever is left outside of ASCII is no name: a letter that only looks like a Latin one, or
     * turns into one by a further mapping (the Kelvin sign), must not be taken for it.
     *
     * @throws IllegalArgumentException for anything that is no name after that, also for a space before or behind it
     */
    public static UserName of(String typed) {
        if (typed.length() > CHARS_MAX) {
            // Each character is mapped to one: what is too long stays so, and need not be read.
            throw noName();
        }
        StringBuilder narrow = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            boolean isWide = c >= WIDE_FIRST && c <= WIDE_LAST;
            narrow.append(isWide ? (char) (c - WIDE_FIRST + PLAIN_FIRST) : c);
        }
        if (narrow.chars().anyMatch(c -> c > ASCII_LAST)) {
            throw noName();
        }
        return new UserName(narrow.toString().toLowerCase(Locale.ROOT));
    }

    /** Whether the text is a user name as it stands. */
    public static boolean isValid(String text) {
        return ALLOWED.matcher(text).matches();
    }

    /**
     * What all names share that are easily taken for this one in a terminal: two names look alike where their skeletons
     * are equal (the idea is that of UTS 39, section 4). For comparing only; a skeleton may be no name itself.
     *
     * <ul>
     *   <li>{@code 0 o}, {@code 5 s}, {@code 2 z}, {@code 1 l i} and {@code _ . -} are alike.
     *   <li>A letter that looks like two is written as the two: {@code m} as {@code rn}, {@code w} as {@code vv},
     *       {@code d} as {@code cl}. The other way round {@code vvv} could be {@code wv} or {@code vw}.
     *   <li>Behind a {@code c} an {@code i} stays itself: otherwise {@code ci} would be {@code cl} and so {@code d},
     *       and Alicia could not be where Alida is.
     *   <li>Left apart, as monospaced fonts do: {@code 8 b}, {@code 6 b}, {@code 9 g q}, {@code n h}.
     * </ul>
     */
    public String skeleton() {
        StringBuilder skeleton = new StringBuilder(2 * value.length());
        for (int i = 0; i < value.length(); i++) {
            boolean behindC = i > 0 && value.charAt(i - 1) == 'c';
            switch (value.charAt(i)) {
                case '0' -> skeleton.append('o');
                case '1' -> skeleton.append('l');
                case '2' -> skeleton.append('z');
                case '5' -> skeleton.append('s');
                case 'd' -> skeleton.append("cl");
                case 'i' -> skeleton.append(behindC ? 'i' : 'l');
                case 'm' -> skeleton.append("rn");
                case 'w' -> skeleton.append("vv");
                case '_', '.' -> skeleton.append('-');
                default -> skeleton.append(value.charAt(i));
            }
        }
        return skeleton.toString();
    }

    @Override
    public int compareTo(UserName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
