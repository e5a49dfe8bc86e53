package messenger.crypto;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string with value equality, for what may be public; key material is a {@link Secret}. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** A copy of the array. */
    public static Bytes copyOf(byte[] array) {
        return new Bytes(array.clone());
    }

    /** A copy of {@code length} bytes of the array, from {@code offset}. */
    public static Bytes copyOf(byte[] array, int offset, int length) {
        return new Bytes(Arrays.copyOfRange(array, offset, Math.addExact(offset, length)));
    }

    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code size} random bytes. */
    public static Bytes random(int size, SecureRandom random) {
        byte[] array = new byte[size];
        random.nextBytes(array);
        return new Bytes(array);
    }

    /** The bytes that a string of hexadecimal digits stands for; for constants and tests. */
    public static Bytes hex(String digits) {
        return new Bytes(HexFormat.of().parseHex(digits));
    }

    public static Bytes concat(Bytes... parts) {
        int size = 0;
        for (Bytes part : parts) {
            size = Math.addExact(size, part.value.length);
        }
        byte[] joined = new byte[size];
        int at = 0;
        for (Bytes part : parts) {
            System.arraycopy(part.value, 0, joined, at, part.value.length);
            at += part.value.length;
        }
        return new Bytes(joined);
    }

    public int size() {
        return value.length;
    }

    /** The byte at {@code index}, 0 to 255. */
    public int at(int index) {
        return value[index] & 0xff;
    }

    public Bytes slice(int offset, int length) {
        if (offset < 0 || length < 0 || offset > value.length - length) {
            throw new IndexOutOfBoundsException("slice " + offset + "+" + length + " of " + value.length);
        }
        return copyOf(value, offset, length);
    }

    /** A copy as an array. */
    public byte[] toArray() {
        return value.clone();
    }

    /** The UTF-8 text, malformed parts replaced; for what we wrote ourselves. */
    public String toText() {
        return new String(value, StandardCharsets.UTF_8);
    }

    public String toHex() {
        return HexFormat.of().formatHex(value);
    }

    /** Throws {@link IllegalArgumentException} unless there are exactly {@code size} bytes; {@code what} names them. */
    public Bytes requireSize(int size, String what) {
        if (value.length != size) {
            throw new IllegalArgumentException(what + " must be " + size + " bytes, not " + value.length);
        }
        return this;
    }

    /** Compares in constant time for equal sizes, for what an attacker may guess at. */
    public boolean equalsConstantTime(Bytes other) {
        return java.security.MessageDigest.isEqual(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** Only the size: a byte string may hold what must not reach a log. */
    @Override
    public String toString() {
        return "Bytes(" + value.length + ")";
    }
}
