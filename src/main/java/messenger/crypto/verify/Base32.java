package messenger.crypto.verify;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import messenger.crypto.Bytes;

/**
 * Bytes in letters and digits that people can copy: Crockford's alphabet, without I, L, O and U, most significant bit
 * first. One text for each byte string: unused bits are zero.
 */
final class Base32 {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(Bytes bytes) {
        StringBuilder text = new StringBuilder();
        int pending = 0;
        int bits = 0;
        for (int i = 0; i < bytes.size(); i++) {
            pending = ((pending << Byte.SIZE) | bytes.at(i)) & 0xffff;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((pending >> bits) & 0x1f));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((pending << (BITS - bits)) & 0x1f));
        }
        return text.toString();
    }

    /** The bytes of what {@link #encode} wrote, in either case, with O for 0, and I or L for 1. */
    static Optional<Bytes> decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int pending = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            pending = ((pending << BITS) | value) & 0xffff;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(pending >> bits);
            }
        }
        boolean isCanonical = bits < BITS && (pending & ((1 << bits) - 1)) == 0;
        return isCanonical ? Optional.of(Bytes.copyOf(bytes.toByteArray())) : Optional.empty();
    }

    private static int value(char c) {
        return switch (c) {
            case 'o', 'O' -> 0;
            case 'i', 'I', 'l', 'L' -> 1;
            default -> ALPHABET.indexOf(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        };
    }
}
