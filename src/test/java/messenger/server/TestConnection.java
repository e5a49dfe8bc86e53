package messenger.server;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.Wrap;

/** The client's end of a connection, driven by hand. */
final class TestConnection {
    private final TestServer server;
    private final ConnectionId id;
    private final List<ServerFrame> heard = new ArrayList<>();
    private boolean isClosed;
    private int frameBytesMax = Limits.FRAME_BYTES_MAX_STRANGER;

    TestConnection(TestServer server, ConnectionId id) {
        this.server = server;
        this.id = id;
    }

    ConnectionId id() {
        return id;
    }

    void say(ClientFrame frame) {
        server.on(new Event.Received(id, frame));
    }

    SecureRandom random() {
        return server.random;
    }

    /** Asks for a nonce and returns it. */
    Bytes hello() {
        say(new ClientFrame.Hello(1, "test"));
        List<ServerFrame> answer = takeHeard();
        return ((ServerFrame.Welcome) answer.get(answer.size() - 1)).nonce();
    }

    void register(Person person) {
        say(person.register(hello()));
    }

    void login(Person person) {
        say(person.login(hello()));
    }

    void submit(long request, Person... recipients) {
        submit(request, SubmissionId.random(server.random), 10, recipients);
    }

    void submit(long request, SubmissionId submission, int contentBytes, Person... recipients) {
        List<Wrap> wraps = new ArrayList<>();
        for (Person recipient : recipients) {
            wraps.add(new Wrap(recipient.mailbox(), Bytes.utf8("wrap")));
        }
        Bytes content = Bytes.copyOf(new byte[contentBytes]);
        say(new ClientFrame.Submit(new RequestId(request), submission, content, wraps));
    }

    void acknowledge(long... sequences) {
        say(new ClientFrame.Acknowledge(LongStream.of(sequences).boxed().toList()));
    }

    /** The cable is cut. */
    void cut() {
        isClosed = true;
        server.on(new Event.Closed(id));
    }

    /** What came since the last call. */
    List<ServerFrame> takeHeard() {
        List<ServerFrame> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }

    /** The sequences that were delivered since the last call; other frames are dropped. */
    List<Long> takeDelivered() {
        return takeHeard().stream()
                .filter(ServerFrame.Deliver.class::isInstance)
                .map(frame -> ((ServerFrame.Deliver) frame).sequence())
                .toList();
    }

    boolean isClosed() {
        return isClosed;
    }

    boolean isAdmitted() {
        return frameBytesMax == Limits.FRAME_BYTES_MAX;
    }

    int frameBytesMax() {
        return frameBytesMax;
    }

    void hear(ServerFrame frame) {
        if (isClosed) {
            throw new AssertionError("a frame for a connection that is closed: " + frame.getClass());
        }
        heard.add(frame);
    }

    void closedByServer() {
        if (isClosed) {
            throw new AssertionError("closed twice");
        }
        isClosed = true;
    }

    void admitted(int frameBytes) {
        frameBytesMax = frameBytes;
    }
}
