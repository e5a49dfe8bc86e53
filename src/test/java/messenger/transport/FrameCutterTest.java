package messenger.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import org.junit.jupiter.api.Test;

final class FrameCutterTest {
    private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;
    private static final int MAX = 1000;

    private final FrameCutter cutter = new FrameCutter();

    private void append(byte[] bytes, int from, int to) {
        cutter.append(ALLOCATOR, ALLOCATOR.buffer(to - from).writeBytes(bytes, from, to - from));
    }

    private static byte[] stream(List<Bytes> frames) {
        ByteBuf out = ALLOCATOR.buffer();
        for (Bytes frame : frames) {
            out.writeInt(frame.size()).writeBytes(frame.toArray());
        }
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        out.release();
        return bytes;
    }

    private List<Bytes> cutAll() throws MalformedException {
        List<Bytes> cut = new ArrayList<>();
        int size = cutter.next(MAX);
        while (size != FrameCutter.NONE) {
            cut.add(cutter.take(size));
            size = cutter.next(MAX);
        }
        cutter.compact(ALLOCATOR);
        return cut;
    }

    private void appendHeader(long size) {
        byte[] header = {(byte) (size >> 24), (byte) (size >> 16), (byte) (size >> 8), (byte) size};
        append(header, 0, header.length);
    }

    @Test
    void framesComeOutAsTheyWentInHoweverTheStreamIsCut() throws MalformedException {
        long seed = Long.getLong("cutter.seed", 20261120L);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<Bytes> frames = new ArrayList<>();
            for (int count = random.nextInt(6); count >= 0; count--) {
                byte[] frame = new byte[1 + random.nextInt(random.nextBoolean() ? 5 : MAX)];
                random.nextBytes(frame);
                frames.add(Bytes.copyOf(frame));
            }
            byte[] bytes = stream(frames);
            List<Bytes> cut = new ArrayList<>();
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(round % 3 == 0 ? 1 : bytes.length));
                append(bytes, from, to);
                cut.addAll(cutAll());
                from = to;
            }
            assertEquals(frames, cut, "seed " + seed + ", round " + round);
            assertEquals(0, cutter.heldBytes());
        }
    }

    @Test
    void theLimitIsExact() throws MalformedException {
        appendHeader(MAX);
        assertEquals(FrameCutter.NONE, cutter.next(MAX));
        assertThrows(MalformedException.class, () -> cutter.next(MAX - 1));
        cutter.drop();

        appendHeader(MAX + 1);
        assertThrows(MalformedException.class, () -> cutter.next(MAX));
        assertEquals(FrameCutter.NONE, cutter.next(MAX + 1));
    }

    @Test
    void anEmptyFrameIsRefused() {
        appendHeader(0);

        assertThrows(MalformedException.class, () -> cutter.next(MAX));
    }

    @Test
    void hugeLengthsAreRefusedAtTheHeader() {
        for (long size : new long[] {0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL}) {
            appendHeader(size);
            assertThrows(MalformedException.class, () -> cutter.next(1024 * 1024), Long.toString(size));
            cutter.drop();
        }
    }

    @Test
    void aHeaderIsOnlyReadWhenItIsWhole() throws MalformedException {
        append(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff}, 0, 3);

        assertEquals(FrameCutter.NONE, cutter.next(MAX));
    }

    @Test
    void aSmallRestDoesNotKeepALargeBufferAlive() throws MalformedException {
        ByteBuf large =
                ALLOCATOR.buffer(64 * 1024).writeInt(1).writeByte(7).writeInt(5).writeByte(8);
        cutter.append(ALLOCATOR, large);

        assertEquals(List.of(Bytes.hex("07")), cutAll());

        assertEquals(0, large.refCnt());
        assertEquals(5, cutter.heldBytes());
        append(new byte[] {9, 9, 9, 9}, 0, 4);
        assertEquals(List.of(Bytes.hex("0809090909")), cutAll());
    }

    @Test
    void nothingIsKeptAfterADrop() throws MalformedException {
        ByteBuf bytes = ALLOCATOR.buffer().writeInt(5).writeByte(1);
        cutter.append(ALLOCATOR, bytes);

        cutter.drop();

        assertEquals(0, bytes.refCnt());
        assertEquals(FrameCutter.NONE, cutter.next(MAX));
        assertTrue(cutAll().isEmpty());
    }
}
