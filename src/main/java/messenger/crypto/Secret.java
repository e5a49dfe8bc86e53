package messenger.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Secret bytes: they do not print, compare in constant time, and leave only through {@link #expose()}, which can be
 * searched for.
 */
public final class Secret {
    private final byte[] value;

    private Secret(byte[] value) {
        this.value = value;
    }

    /** A copy of the array. */
    public static Secret copyOf(byte[] array) {
        return new Secret(array.clone());
    }

    /** {@code size} random bytes. */
    public static Secret random(int size, SecureRandom random) {
        byte[] array = new byte[size];
        random.nextBytes(array);
        return new Secret(array);
    }

    public static Secret concat(Secret... parts) {
        byte[] joined = new byte[0];
        for (Secret part : parts) {
            int at = joined.length;
            joined = Arrays.copyOf(joined, at + part.value.length);
            System.arraycopy(part.value, 0, joined, at, part.value.length);
        }
        return new Secret(joined);
    }

    public int size() {
        return value.length;
    }

    public Secret slice(int offset, int length) {
        if (offset < 0 || length < 0 || offset > value.length - length) {
            throw new IndexOutOfBoundsException("slice " + offset + "+" + length + " of " + value.length);
        }
        return new Secret(Arrays.copyOfRange(value, offset, offset + length));
    }

    /** A copy of the bytes; every caller is a place to review. */
    public byte[] expose() {
        return value.clone();
    }

    /** Overwrites the bytes; the object must not be used afterwards. */
    public void erase() {
        Arrays.fill(value, (byte) 0);
    }

    /** Throws {@link IllegalArgumentException} unless there are exactly {@code size} bytes; {@code what} names them. */
    public Secret requireSize(int size, String what) {
        if (value.length != size) {
            throw new IllegalArgumentException(what + " must be " + size + " bytes, not " + value.length);
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(value, that.value);
    }

    /** Only the size: a hash of the bytes would tell about them. */
    @Override
    public int hashCode() {
        return value.length;
    }

    @Override
    public String toString() {
        return "Secret(" + value.length + ")";
    }
}
