package messenger.protocol;

import java.util.regex.Pattern;

/**
 * A user's name: 3 to 32 of {@code a-z 0-9 _ . -} (PROTOCOL 1.16.3), so that no two look alike and none breaks a line.
 */
public record UserName(String value) implements Comparable<UserName> {
    public static final int CHARS_MIN = 3;
    public static final int CHARS_MAX = 32;
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9_.-]{" + CHARS_MIN + "," + CHARS_MAX + "}");

    public UserName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a user name has " + CHARS_MIN + " to " + CHARS_MAX + " of the characters a-z 0-9 _ . -");
        }
    }

    /** Whether the text is a user name as it stands. */
    public static boolean isValid(String text) {
        return ALLOWED.matcher(text).matches();
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
