package messenger.crypto;

/**
 * Hides the length of a content in one of nine sizes (PROTOCOL 1.11): ISO/IEC 7816-4, one byte 0x80 and zeros, which
 * are checked when they are taken off.
 */
public final class Padding {
    /** The smallest bucket in bytes; each next one doubles. */
    public static final int BUCKET_BYTES_MIN = 256;

    /** The largest bucket in bytes. */
    public static final int BUCKET_BYTES_MAX = 65536;

    /** The longest content that fits, one byte less than the largest bucket. */
    public static final int CONTENT_BYTES_MAX = BUCKET_BYTES_MAX - 1;

    private static final byte MARK = (byte) 0x80;

    private Padding() {}

    /** The content, the mark and zeros up to the next bucket. */
    public static Bytes pad(Bytes content) {
        if (content.size() > CONTENT_BYTES_MAX) {
            throw new IllegalArgumentException(content.size() + " bytes do not fit into " + BUCKET_BYTES_MAX);
        }
        int bucket = BUCKET_BYTES_MIN;
        while (bucket < content.size() + 1) {
            bucket *= 2;
        }
        byte[] padded = new byte[bucket];
        System.arraycopy(content.toArray(), 0, padded, 0, content.size());
        padded[content.size()] = MARK;
        return Bytes.copyOf(padded);
    }

    /**
     * The content without its padding.
     *
     * @throws MalformedException for a size that is no bucket, missing mark, other bytes than zero, or a needlessly
     *     large bucket
     */
    public static Bytes unpad(Bytes padded) throws MalformedException {
        int size = padded.size();
        if (size < BUCKET_BYTES_MIN || size > BUCKET_BYTES_MAX || Integer.bitCount(size) != 1) {
            throw new MalformedException(size + " bytes are no padding bucket");
        }
        int end = size - 1;
        while (end >= 0 && padded.at(end) == 0) {
            end--;
        }
        if (end < 0 || padded.at(end) != (MARK & 0xff)) {
            throw new MalformedException("the padding has no mark");
        }
        if (size > BUCKET_BYTES_MIN && end < size / 2) {
            throw new MalformedException("the padding is larger than it needs to be");
        }
        return padded.slice(0, end);
    }
}
