package messenger.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;

/**
 * Cuts a stream into frames: a big-endian length of four bytes, then as many bytes. A length of zero or beyond the
 * limit is refused as soon as the four bytes are there; nothing is ever allocated for bytes that have not arrived.
 * Owned by one event loop.
 */
final class FrameCutter {
    /** The length before each frame. */
    static final int HEADER_BYTES = 4;

    /** There is no whole frame yet. */
    static final int NONE = -1;

    /**
     * A rest below this is copied out of the large buffer it came in, which many idle connections would otherwise hold.
     */
    private static final int SMALL_REST_BYTES = 4096;

    private ByteBuf held = Unpooled.EMPTY_BUFFER;

    /** Takes over the bytes. */
    void append(ByteBufAllocator allocator, ByteBuf bytes) {
        held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, held, bytes);
    }

    /**
     * The size of the whole frame that is there, or {@link #NONE}.
     *
     * @param bytesMax the largest size allowed at the moment
     * @throws MalformedException when a header says nothing or too much; the stream is then worthless
     */
    int next(int bytesMax) throws MalformedException {
        if (held.readableBytes() < HEADER_BYTES) {
            return NONE;
        }
        long size = held.getUnsignedInt(held.readerIndex());
        if (size == 0 || size > bytesMax) {
            throw new MalformedException("a frame of " + size + " bytes where 1 to " + bytesMax + " are allowed");
        }
        return held.readableBytes() - HEADER_BYTES < size ? NONE : (int) size;
    }

    /** Takes out the frame that {@link #next} told of. */
    Bytes take(int size) {
        held.skipBytes(HEADER_BYTES);
        byte[] frame = new byte[size];
        held.readBytes(frame);
        return Bytes.copyOf(frame);
    }

    /** After frames were taken: lets go of memory that the rest does not need. */
    void compact(ByteBufAllocator allocator) {
        int rest = held.readableBytes();
        if (rest == 0) {
            drop();
        } else if (rest < SMALL_REST_BYTES && held.capacity() > 2 * SMALL_REST_BYTES) {
            ByteBuf small = allocator.buffer(rest).writeBytes(held);
            held.release();
            held = small;
        } else {
            held.discardSomeReadBytes();
        }
    }

    /** Forgets everything. */
    void drop() {
        held.release();
        held = Unpooled.EMPTY_BUFFER;
    }

    int heldBytes() {
        return held.readableBytes();
    }
}
