package messenger.transport;

/**
 * Whoever a {@link FrameChannel} belongs to. Called on the connection's event loop; must not block.
 *
 * @param <I> the family of frames that come in
 * @param <O> the family of frames that go out
 */
public interface FrameOwner<I, O> {
    /** TLS is up; called at most once, and before any frame is read. */
    void opened(FrameChannel<I, O> channel, TlsSession session);

    /** Whether there is room for a frame; asked again a little later if not. */
    boolean hasRoom();

    /** A frame came; {@link FrameChannel#processed} is due for it. {@code bytes} is its size on the wire. */
    void received(I frame, int bytes);

    /** What came is no frame; no more frames follow. The owner closes when it has said so. */
    void garbled();

    /** Nothing was sent or nothing received for a while: a client says something, a server need not. */
    void quiet();

    /** It is over; called exactly once, last. */
    void closed(CloseReason reason);
}
