package messenger.client.net;

import io.netty.channel.Channel;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.transport.FrameChannel;
import messenger.transport.ServerKeyHash;

/** Where a {@link ServerLink} is. */
sealed interface LinkState {
    /** Whether this is about that connection, and it is not given up. */
    default boolean isOf(LinkId connection) {
        return false;
    }

    record Connecting(LinkId link, Channel channel) implements LinkState {
        @Override
        public boolean isOf(LinkId connection) {
            return link.equals(connection);
        }
    }

    record Up(LinkId link, FrameChannel<ServerFrame, ClientFrame> frames) implements LinkState {
        @Override
        public boolean isOf(LinkId connection) {
            return link.equals(connection);
        }
    }

    /** Until the next try. */
    record Waiting(LinkId after) implements LinkState {}

    /** Until somebody has decided about a key. */
    record Asking(ServerKeyHash presented) implements LinkState {}

    /** Until the last bytes of this connection are out. */
    record Ending(LinkId link) implements LinkState {}

    record Over() implements LinkState {}
}
