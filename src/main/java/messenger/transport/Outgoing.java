package messenger.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import messenger.protocol.FrameCodec;
import messenger.protocol.Limits;

/** Frames on their way out: handed over by any thread, written by the connection's event loop. */
final class Outgoing<O> {
    /** Frames handed over and not yet seen by the event loop; small ones, or the bytes' limit strikes first. */
    static final int HANDED_OVER_MAX = 16 * 1024;

    /** A frame is written in pieces of this size (one TLS record), so that a slow reader's progress shows. */
    static final int PIECE_BYTES = 16 * 1024;

    private final Channel channel;
    private final FrameCodec<O> codec;
    private final SendBudget budget;
    private final Queue<O> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicInteger handedOverCount = new AtomicInteger();

    Outgoing(Channel channel, FrameCodec<O> codec, SendBudget budget) {
        this.channel = channel;
        this.codec = codec;
        this.budget = budget;
    }

    /** Any thread: whether there was room for it. */
    boolean handOver(O frame) {
        if (handedOverCount.incrementAndGet() > HANDED_OVER_MAX) {
            handedOverCount.decrementAndGet();
            return false;
        }
        handedOver.add(frame);
        return true;
    }

    /** Event loop: writes all that was handed over, without flushing; false when the peer takes too little for that. */
    boolean writeAll() {
        O frame = handedOver.poll();
        while (frame != null) {
            handedOverCount.decrementAndGet();
            if (!write(frame)) {
                return false;
            }
            frame = handedOver.poll();
        }
        return true;
    }

    /** Event loop: forgets what was handed over. */
    void drop() {
        handedOver.clear();
    }

    private boolean write(O frame) {
        byte[] body = codec.encode(frame).toArray();
        if (body.length > Limits.FRAME_BYTES_MAX) {
            throw new IllegalStateException("a frame of " + body.length + " bytes");
        }
        int size = FrameCutter.HEADER_BYTES + body.length;
        if (!budget.tryQueue(size)) {
            return false;
        }
        ByteBuf bytes = channel.alloc().buffer(size).writeInt(body.length).writeBytes(body);
        try {
            while (bytes.isReadable()) {
                int piece = Math.min(PIECE_BYTES, bytes.readableBytes());
                ChannelFuture unused = channel.write(bytes.readRetainedSlice(piece))
                        .addListener(written -> {
                            if (written.isSuccess()) {
                                budget.taken(piece);
                            }
                        });
            }
        } finally {
            bytes.release();
        }
        return true;
    }
}
