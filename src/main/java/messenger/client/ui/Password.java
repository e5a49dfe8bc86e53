package messenger.client.ui;

import java.util.Arrays;

/** A typed password. Whoever received it calls {@link #clear} once it is used; it never appears in text form. */
public final class Password {
    private final char[] chars;

    private Password(char[] chars) {
        this.chars = chars;
    }

    /** A password of these characters, which are copied. */
    public static Password of(char[] chars) {
        return new Password(chars.clone());
    }

    /** An empty one. */
    public static Password empty() {
        return new Password(new char[0]);
    }

    /** The characters themselves, not a copy: zero once {@link #clear} was called. */
    public char[] chars() {
        return chars;
    }

    /** Length in UTF-16 units. */
    public int length() {
        return chars.length;
    }

    /** Overwrites the characters with zero. */
    public void clear() {
        Arrays.fill(chars, '\0');
    }

    Password plus(String text) {
        char[] next = Arrays.copyOf(chars, chars.length + text.length());
        text.getChars(0, text.length(), next, chars.length);
        return new Password(next);
    }

    Password withoutLast() {
        if (chars.length == 0) {
            return this;
        }
        boolean pair = chars.length > 1
                && Character.isLowSurrogate(chars[chars.length - 1])
                && Character.isHighSurrogate(chars[chars.length - 2]);
        return new Password(Arrays.copyOf(chars, chars.length - (pair ? 2 : 1)));
    }

    boolean matches(Password other) {
        int difference = chars.length ^ other.chars.length;
        for (int i = 0; i < Math.min(chars.length, other.chars.length); i++) {
            difference |= chars[i] ^ other.chars[i];
        }
        return difference == 0;
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
