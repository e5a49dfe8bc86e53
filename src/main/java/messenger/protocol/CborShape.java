package messenger.protocol;

import messenger.crypto.MalformedException;

/**
 * The shape that every frame has, checked before anything is allocated for it: CBOR (RFC 8949) of unsigned numbers,
 * byte and text strings, booleans and arrays, all of definite length, at most {@value #DEPTH_MAX} deep, each length no
 * more than what is there, and nothing behind the one array.
 */
final class CborShape {
    /** Frame, its fields, a list, an element of it, its fields. */
    static final int DEPTH_MAX = 4;

    private static final int UNSIGNED = 0;
    private static final int BYTE_STRING = 2;
    private static final int TEXT_STRING = 3;
    private static final int ARRAY = 4;
    private static final int FALSE = 0xf4;
    private static final int TRUE = 0xf5;

    private final byte[] input;
    private int at;

    private CborShape(byte[] input) {
        this.input = input;
    }

    /** Throws unless the bytes have the shape of a frame. */
    static void check(byte[] input) throws MalformedException {
        CborShape shape = new CborShape(input);
        shape.item(1);
        if (shape.at != input.length) {
            throw new MalformedException("bytes behind the frame");
        }
    }

    private void item(int depth) throws MalformedException {
        int head = next();
        if (head == TRUE || head == FALSE) {
            return;
        }
        int major = head >>> 5;
        long argument = argument(head & 0x1f);
        switch (major) {
            case UNSIGNED -> {}
            case BYTE_STRING, TEXT_STRING -> {
                if (argument > input.length - at) {
                    throw new MalformedException("a string longer than its frame");
                }
                at += (int) argument;
            }
            case ARRAY -> array(depth, argument);
            default -> throw new MalformedException("a CBOR item that frames do not use");
        }
    }

    private void array(int depth, long count) throws MalformedException {
        if (depth > DEPTH_MAX) {
            throw new MalformedException("arrays too deep");
        }
        if (count > input.length - at) {
            throw new MalformedException("an array longer than its frame");
        }
        for (long i = 0; i < count; i++) {
            item(depth + 1);
        }
    }

    /** RFC 8949 3: the argument of a head, which must be in its shortest form and at most 2^63 - 1. */
    private long argument(int additional) throws MalformedException {
        if (additional < 24) {
            return additional;
        }
        if (additional > 27) {
            throw new MalformedException("an indefinite or reserved CBOR length");
        }
        int size = 1 << (additional - 24);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << Byte.SIZE | next();
        }
        long shortest = size == 1 ? 24 : 1L << (size / 2 * Byte.SIZE);
        if (value < shortest) {
            throw new MalformedException("a CBOR number over 2^63 - 1 or not in its shortest form");
        }
        return value;
    }

    private int next() throws MalformedException {
        if (at == input.length) {
            throw new MalformedException("the frame ends too early");
        }
        return input[at++] & 0xff;
    }
}
