package messenger.server.net;

import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.server.ConnectionId;
import messenger.server.Event;
import messenger.transport.CloseReason;
import messenger.transport.FrameChannel;
import messenger.transport.FrameOwner;
import messenger.transport.TlsSession;

/** Turns what happens on one client's connection into events. Owned by its event loop. */
final class Connection implements FrameOwner<ClientFrame, ServerFrame> {
    /** The listener's side; called on the event loop. */
    interface Registry {
        /** Before its first event is posted. */
        void opened(ConnectionId id, FrameChannel<ClientFrame, ServerFrame> channel, TlsSession session);

        /** After its last event was posted. */
        void closed(ConnectionId id, CloseReason reason);
    }

    private final ConnectionId id;
    private final Origin origin;
    private final EventSink sink;
    private final Registry registry;
    private boolean announced;

    Connection(ConnectionId id, Origin origin, EventSink sink, Registry registry) {
        this.id = id;
        this.origin = origin;
        this.sink = sink;
        this.registry = registry;
    }

    @Override
    public void opened(FrameChannel<ClientFrame, ServerFrame> channel, TlsSession session) {
        announced = true;
        registry.opened(id, channel, session);
        sink.post(new Event.Opened(id, origin.text()));
    }

    @Override
    public boolean hasRoom() {
        return !sink.isFull();
    }

    @Override
    public void received(ClientFrame frame, int bytes) {
        sink.post(new Event.Received(id, frame), bytes);
    }

    @Override
    public void garbled() {
        sink.post(new Event.Garbled(id));
    }

    @Override
    public void quiet() {
        // It is the client's turn to say something; if it does not, the connection ends by itself.
    }

    @Override
    public void closed(CloseReason reason) {
        if (announced) {
            sink.post(new Event.Closed(id));
        }
        registry.closed(id, reason);
    }
}
