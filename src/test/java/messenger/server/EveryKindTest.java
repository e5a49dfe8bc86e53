package messenger.server;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import messenger.crypto.Bytes;
import messenger.crypto.Signature;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.Wrap;
import org.junit.jupiter.api.Test;

/** The chains of {@code instanceof} leave no kind out. */
final class EveryKindTest {
    private static final RequestId REQUEST = new RequestId(7);
    private static final Signature SIGNATURE = new Signature(Bytes.copyOf(new byte[Signature.BYTES]));

    private final TestServer server = new TestServer();
    private final Person alice = server.person("alice");

    private List<ClientFrame> frames() {
        return List.of(
                new ClientFrame.Hello(1, "test"),
                new ClientFrame.Register(alice.name, Bytes.hex("00"), DeviceId.FIRST, SIGNATURE),
                new ClientFrame.Login(alice.account(), DeviceId.FIRST, 1, SIGNATURE),
                new ClientFrame.PublishPrekeys(REQUEST, Bytes.hex("00"), List.of()),
                new ClientFrame.FindUser(REQUEST, alice.name),
                new ClientFrame.FindAccount(REQUEST, alice.account()),
                new ClientFrame.TakeBundle(REQUEST, alice.account(), DeviceId.FIRST),
                new ClientFrame.Submit(
                        REQUEST,
                        SubmissionId.random(server.random),
                        Bytes.hex("00"),
                        List.of(new Wrap(alice.mailbox(), Bytes.hex("00")))),
                new ClientFrame.Subscribe(),
                new ClientFrame.Acknowledge(List.of(1L)),
                new ClientFrame.ListUsers(REQUEST, ""),
                new ClientFrame.WatchPresence(),
                new ClientFrame.Ping(),
                new ClientFrame.Bye());
    }

    private static Set<Class<?>> classes(List<?> examples) {
        return examples.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    @Test
    void everyFrameIsHandledBeforeLoginAndAfter() {
        assertEquals(Set.of(ClientFrame.class.getPermittedSubclasses()), classes(frames()));
        for (ClientFrame frame : frames()) {
            TestConnection stranger = server.open();
            assertDoesNotThrow(() -> stranger.say(frame));
            TestServer other = new TestServer();
            TestConnection member = other.registered(new Person("alice", alice.key, alice.device, other.random));
            assertDoesNotThrow(() -> member.say(frame));
        }
    }

    @Test
    void beforeLoginOnlyWhatLeadsToOneIsHeard() {
        Set<Class<?>> heard = Set.of(
                ClientFrame.Hello.class,
                ClientFrame.Register.class,
                ClientFrame.Login.class,
                ClientFrame.Ping.class,
                ClientFrame.Bye.class);
        for (ClientFrame frame : frames()) {
            TestConnection stranger = server.open();

            stranger.say(frame);

            boolean outOfPlace = stranger.takeHeard().contains(new ServerFrame.Goodbye(Refusal.MALFORMED));
            assertEquals(!heard.contains(frame.getClass()), outOfPlace, frame.toString());
        }
        assertTrue(server.store.asked().isEmpty());
    }

    @Test
    void everyFrameWithARequestIdIsRefusedUnderIt() throws ReflectiveOperationException {
        for (ClientFrame frame : frames()) {
            RequestId expected = RequestId.NONE;
            for (var component : frame.getClass().getRecordComponents()) {
                if (component.getType() == RequestId.class) {
                    expected = (RequestId) component.getAccessor().invoke(frame);
                }
            }

            assertEquals(expected, Frames.requestOf(frame), frame.toString());
        }
    }

    @Test
    void everyEventIsHandled() {
        ConnectionId id = new ConnectionId(99);
        List<Event> events = List.of(
                new Event.Opened(id, "192.0.2.1"),
                new Event.Received(id, new ClientFrame.Ping()),
                new Event.Garbled(id),
                new Event.Closed(id),
                new Event.Answered(new Ticket(5), new StoreResult.Done()),
                new Event.Arrived(alice.mailbox()),
                new Event.Tick(),
                new Event.Stop());
        assertEquals(Set.of(Event.class.getPermittedSubclasses()), classes(events));

        Server core = Server.create(Person.SERVER_KEY_HASH, ServerLimits.DEFAULT, server.random);

        events.forEach(event -> assertDoesNotThrow(() -> core.on(event, server.now())));
    }

    @Test
    void eventsOfConnectionsThatNeverWereComeToNothing() {
        Server core = Server.create(Person.SERVER_KEY_HASH, ServerLimits.DEFAULT, server.random);
        ConnectionId id = new ConnectionId(99);

        assertTrue(core.on(new Event.Received(id, new ClientFrame.Ping()), server.now())
                .isEmpty());
        assertTrue(core.on(new Event.Garbled(id), server.now()).isEmpty());
        assertTrue(core.on(new Event.Closed(id), server.now()).isEmpty());
        assertEquals(0, core.size());
    }

    @Test
    void aConnectionThatTheCoreClosedIsNotHeardAnyMore() {
        TestConnection connection = server.registered(alice);
        connection.say(new ClientFrame.Bye());

        connection.say(new ClientFrame.Ping());
        server.on(new Event.Garbled(connection.id()));

        assertTrue(connection.takeHeard().isEmpty());
        assertFalse(server.server.size() == 0);
        server.settle();
    }
}
