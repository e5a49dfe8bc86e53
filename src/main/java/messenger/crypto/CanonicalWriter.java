package messenger.crypto;

import java.io.ByteArrayOutputStream;

/**
 * The one encoding of everything that is hashed, signed or kept: fixed field order, big-endian, lengths before what
 * varies.
 */
public final class CanonicalWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public CanonicalWriter u8(int value) {
        if (value < 0 || value > 0xff) {
            throw new IllegalArgumentException("not a u8: " + value);
        }
        out.write(value);
        return this;
    }

    public CanonicalWriter u16(int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException("not a u16: " + value);
        }
        return u8(value >>> 8).u8(value & 0xff);
    }

    public CanonicalWriter u32(long value) {
        if (value < 0 || value > 0xffff_ffffL) {
            throw new IllegalArgumentException("not a u32: " + value);
        }
        return u16((int) (value >>> 16)).u16((int) (value & 0xffff));
    }

    /** A number from 0 to 2^63 - 1 in eight bytes. */
    public CanonicalWriter u63(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("not a u63: " + value);
        }
        return u32(value >>> 32).u32(value & 0xffff_ffffL);
    }

    /** Bytes whose number the reader knows. */
    public CanonicalWriter bytes(Bytes value) {
        out.writeBytes(value.toArray());
        return this;
    }

    /** Secret bytes whose number the reader knows; the whole encoding is then secret. */
    public CanonicalWriter secret(Secret value) {
        out.writeBytes(value.expose());
        return this;
    }

    /** {@code LP(x)}: a four-byte length, then the bytes (PROTOCOL 1.0). */
    public CanonicalWriter prefixed(Bytes value) {
        return u32(value.size()).bytes(value);
    }

    public Bytes toBytes() {
        return Bytes.copyOf(out.toByteArray());
    }
}
