package messenger.crypto;

/**
 * Reads what {@link CanonicalWriter} wrote, and nothing else: every length is checked against what is left before
 * anything is allocated, and {@link #end()} refuses trailing bytes.
 */
public final class CanonicalReader {
    private final Bytes input;
    private int at;

    public CanonicalReader(Bytes input) {
        this.input = input;
    }

    public int u8() throws MalformedException {
        require(1);
        return input.at(at++);
    }

    public int u16() throws MalformedException {
        return u8() << 8 | u8();
    }

    public long u32() throws MalformedException {
        return (long) u16() << 16 | u16();
    }

    /** A number from 0 to 2^63 - 1. */
    public long u63() throws MalformedException {
        long high = u32();
        if (high > Integer.MAX_VALUE) {
            throw new MalformedException("a number is over 2^63 - 1");
        }
        return high << 32 | u32();
    }

    public Bytes bytes(int size) throws MalformedException {
        require(size);
        Bytes value = input.slice(at, size);
        at += size;
        return value;
    }

    public Secret secret(int size) throws MalformedException {
        return Secret.copyOf(bytes(size).toArray());
    }

    /** {@code LP(x)} of at most {@code max} bytes. */
    public Bytes prefixed(int max) throws MalformedException {
        long size = u32();
        if (size > max) {
            throw new MalformedException("a length of " + size + " is over the limit of " + max);
        }
        return bytes((int) size);
    }

    /** A count of at most {@code max}, in one byte. */
    public int count(int max) throws MalformedException {
        int count = u8();
        if (count > max) {
            throw new MalformedException("a count of " + count + " is over the limit of " + max);
        }
        return count;
    }

    public int remaining() {
        return input.size() - at;
    }

    /** Everything that is left. */
    public Bytes rest() {
        Bytes value = input.slice(at, remaining());
        at = input.size();
        return value;
    }

    /** Throws unless everything was read. */
    public void end() throws MalformedException {
        if (remaining() != 0) {
            throw new MalformedException(remaining() + " bytes too many");
        }
    }

    private void require(int size) throws MalformedException {
        if (size < 0 || size > remaining()) {
            throw new MalformedException(size + " bytes expected, " + remaining() + " left");
        }
    }
}
