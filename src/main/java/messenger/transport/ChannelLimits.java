package messenger.transport;

import java.time.Duration;
import messenger.protocol.Limits;

/**
 * How much one connection may hold and how long it may wait.
 *
 * @param sendQueueBytesMax bytes that wait for the other end to take them; one more closes the connection
 * @param unprocessedFramesMax frames that were received but not yet reported as processed; then reading stops
 * @param unprocessedBytesMax the same in bytes; the frame that reaches it is the last one
 * @param silenceMax with no byte from the other end for this long it counts as gone
 * @param writeStallMax with something waiting and nothing taken for this long the connection is closed
 * @param closeWithin how long the rest may take when a connection is closed politely
 */
public record ChannelLimits(
        int sendQueueBytesMax,
        int unprocessedFramesMax,
        int unprocessedBytesMax,
        Duration silenceMax,
        Duration writeStallMax,
        Duration closeWithin) {
    /**
     * DESIGN "Network": dead after 60 s. Two of the largest frames may wait to be sent, one and a bit to be processed.
     */
    public static final ChannelLimits DEFAULT = new ChannelLimits(
            2 * Limits.FRAME_BYTES_MAX,
            32,
            Limits.FRAME_BYTES_MAX,
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(3));

    public ChannelLimits {
        requirePositive("sendQueueBytesMax", sendQueueBytesMax);
        requirePositive("unprocessedFramesMax", unprocessedFramesMax);
        requirePositive("unprocessedBytesMax", unprocessedBytesMax);
        requirePositive("silenceMax in ms", silenceMax.toMillis());
        requirePositive("writeStallMax in ms", writeStallMax.toMillis());
        requirePositive("closeWithin in ms", closeWithin.toMillis());
    }

    private static void requirePositive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " must be positive, not " + value);
        }
    }

    public ChannelLimits withSendQueueBytesMax(int bytes) {
        return new ChannelLimits(
                bytes, unprocessedFramesMax, unprocessedBytesMax, silenceMax, writeStallMax, closeWithin);
    }

    public ChannelLimits withUnprocessedFramesMax(int frames) {
        return new ChannelLimits(
                sendQueueBytesMax, frames, unprocessedBytesMax, silenceMax, writeStallMax, closeWithin);
    }

    public ChannelLimits withUnprocessedBytesMax(int bytes) {
        return new ChannelLimits(
                sendQueueBytesMax, unprocessedFramesMax, bytes, silenceMax, writeStallMax, closeWithin);
    }

    public ChannelLimits withSilenceMax(Duration silence) {
        return new ChannelLimits(
                sendQueueBytesMax, unprocessedFramesMax, unprocessedBytesMax, silence, writeStallMax, closeWithin);
    }

    public ChannelLimits withWriteStallMax(Duration stall) {
        return new ChannelLimits(
                sendQueueBytesMax, unprocessedFramesMax, unprocessedBytesMax, silenceMax, stall, closeWithin);
    }
}
