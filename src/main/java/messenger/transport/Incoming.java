package messenger.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Duration;
import messenger.crypto.MalformedException;
import messenger.protocol.FrameCodec;
import messenger.protocol.Limits;

/**
 * Frames on their way in. Reading from the socket stops while as much as allowed is unprocessed, so that a flood
 * waits at its sender. Owned by the connection's event loop, but for what says otherwise.
 */
final class Incoming<I, O> {
    /** How long until an owner without room is asked again. */
    private static final Duration ROOM_RETRY = Duration.ofMillis(5);

    /**
     * Of somebody who has yet to be admitted, so few wait for their turn: a thousand strangers together must not fill
     * the queue that everybody waits in.
     */
    static final int STRANGERS_FRAMES_MAX = 4;

    private final Channel channel;
    private final FrameCodec<I> codec;
    private final FrameOwner<I, O> owner;
    private final LoopTasks tasks;
    private final FrameCutter cutter = new FrameCutter();
    private final Unprocessed unprocessed;
    private boolean deaf;
    private boolean retryDue;
    private long ignoredBytes;
    private volatile boolean paused;
    private volatile int frameBytesMax;
    private volatile boolean admitted;
    private volatile boolean strange;

    Incoming(
            Channel channel,
            FrameCodec<I> codec,
            FrameOwner<I, O> owner,
            LoopTasks tasks,
            Unprocessed unprocessed,
            int frameBytesMax) {
        this.channel = channel;
        this.codec = codec;
        this.owner = owner;
        this.tasks = tasks;
        this.unprocessed = unprocessed;
        this.frameBytesMax = frameBytesMax;
    }

    /** Any thread. */
    void admit(int frameBytes) {
        if (frameBytes < 1 || frameBytes > Limits.FRAME_BYTES_MAX) {
            throw new IllegalArgumentException("a frame cannot be limited to " + frameBytes + " bytes");
        }
        frameBytesMax = frameBytes;
        admitted = true;
        strange = false;
    }

    /** Until {@link #admit}, the other end is a stranger. */
    void expectAdmission() {
        strange = !admitted;
    }

    /** Any thread. */
    boolean isAdmitted() {
        return admitted;
    }

    /** Any thread: the oldest frame is processed. */
    void processed() {
        unprocessed.done();
        if (paused) {
            tasks.run(this::deliver);
        }
    }

    /** Whether it is this end that does not read. */
    boolean isPaused() {
        return paused;
    }

    /** How much came after the last frame that was wanted. */
    long ignoredBytes() {
        return ignoredBytes;
    }

    /** Takes over the bytes. */
    void append(ByteBuf bytes) {
        if (deaf) {
            ignoredBytes += bytes.readableBytes();
            bytes.release();
            return;
        }
        cutter.append(channel.alloc(), bytes);
        deliver();
    }

    /** No more frames, whatever comes. */
    void stop() {
        deaf = true;
        cutter.drop();
    }

    private void deliver() {
        while (!deaf) {
            unprocessed.settle();
            if (isFull()) {
                pause();
                // A frame may have been processed before anybody could see the pause.
                if (!unprocessed.maySettle()) {
                    return;
                }
            } else if (!owner.hasRoom()) {
                pause();
                retrySoon();
                return;
            } else if (!deliverOne()) {
                return;
            }
        }
    }

    private boolean isFull() {
        return strange ? unprocessed.frames() >= STRANGERS_FRAMES_MAX : unprocessed.isFull();
    }

    /** Whether there may be another one. */
    private boolean deliverOne() {
        I frame;
        int size;
        try {
            size = cutter.next(frameBytesMax);
            if (size == FrameCutter.NONE) {
                cutter.compact(channel.alloc());
                resume();
                return false;
            }
            frame = codec.decode(cutter.take(size));
        } catch (MalformedException e) {
            stop();
            resume();
            owner.garbled();
            return false;
        }
        unprocessed.add(FrameCutter.HEADER_BYTES + size);
        owner.received(frame, FrameCutter.HEADER_BYTES + size);
        return true;
    }

    private void pause() {
        paused = true;
        channel.config().setAutoRead(false);
    }

    private void resume() {
        if (paused) {
            paused = false;
            channel.config().setAutoRead(true);
        }
    }

    private void retrySoon() {
        if (!retryDue) {
            retryDue = true;
            tasks.runAfter(ROOM_RETRY, () -> {
                retryDue = false;
                deliver();
            });
        }
    }
}
