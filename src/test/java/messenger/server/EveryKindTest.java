package messenger.server;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import messenger.crypto.Bytes;
import messenger.crypto.Signature;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Incarnation;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.SealedWrap;
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

    @Test
    void everyFrameIsHandledOfThoseWhoOnlyHandIn() {
        for (ClientFrame frame : frames()) {
            TestConnection nobody = server.open();
            nobody.say(new ClientFrame.HandIn(REQUEST));
            nobody.takeHeard();

            nobody.say(frame);

            boolean outOfPlace = nobody.takeHeard().contains(new ServerFrame.Goodbye(Refusal.MALFORMED));
            boolean expected = !Set.of(ClientFrame.SubmitSealed.class, ClientFrame.Ping.class, ClientFrame.Bye.class)
                    .contains(frame.getClass());
            assertEquals(expected, outOfPlace, frame.toString());
        }
    }

    private static Bytes zeros(int size) {
        return Bytes.copyOf(new byte[size]);
    }

    private List<ClientFrame> frames() {
        return List.of(
                new ClientFrame.Hello(1, "test"),
                new ClientFrame.RegisterStart(REQUEST, alice.name, zeros(Limits.PASSWORD_REQUEST_BYTES)),
                new ClientFrame.Register(
                        alice.name,
                        Bytes.hex("00"),
                        DeviceId.FIRST,
                        SIGNATURE,
                        TestPasswords.ANY_RECORD,
                        ClientFrame.Gate.NONE),
                new ClientFrame.Login(alice.account(), DeviceId.FIRST, 1, 0, SIGNATURE),
                new ClientFrame.PasswordStart(REQUEST, alice.name, zeros(Limits.PASSWORD_KE1_BYTES)),
                new ClientFrame.PasswordFinish(REQUEST, zeros(Limits.PASSWORD_KE3_BYTES)),
                new ClientFrame.Recover(Bytes.hex("00"), DeviceId.FIRST, SIGNATURE),
                new ClientFrame.ChangePassword(REQUEST, TestPasswords.ANY_RECORD),
                new ClientFrame.DeleteAccount(REQUEST, Bytes.hex("00")),
                new ClientFrame.UpdateDevices(REQUEST, Bytes.hex("00")),
                new ClientFrame.LinkOpen(zeros(Limits.RENDEZVOUS_BYTES)),
                new ClientFrame.LinkJoin(REQUEST, zeros(Limits.RENDEZVOUS_BYTES)),
                new ClientFrame.LinkSay(Bytes.hex("00")),
                new ClientFrame.HandIn(REQUEST),
                new ClientFrame.Progress(1),
                new ClientFrame.SubmitSealed(
                        REQUEST,
                        SubmissionId.random(server.random),
                        Bytes.hex("00"),
                        List.of(new SealedWrap(alice.mailbox(), Bytes.hex("00"), zeros(SealedWrap.ACCESS_KEY_BYTES)))),
                new ClientFrame.PublishPrekeys(REQUEST, Bytes.hex("00"), List.of()),
                new ClientFrame.FindUser(REQUEST, alice.name),
                new ClientFrame.FindAccount(REQUEST, alice.account(), 0),
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
                ClientFrame.RegisterStart.class,
                ClientFrame.Register.class,
                ClientFrame.Login.class,
                ClientFrame.PasswordStart.class,
                ClientFrame.PasswordFinish.class,
                ClientFrame.Recover.class,
                ClientFrame.UpdateDevices.class,
                ClientFrame.LinkOpen.class,
                ClientFrame.LinkSay.class,
                ClientFrame.HandIn.class,
                ClientFrame.Ping.class,
                ClientFrame.Bye.class);
        for (ClientFrame frame : frames()) {
            TestConnection stranger = server.open();

            stranger.say(frame);

            boolean outOfPlace = stranger.takeHeard().contains(new ServerFrame.Goodbye(Refusal.MALFORMED));
            assertEquals(!heard.contains(frame.getClass()), outOfPlace, frame.toString());
        }
        Set<Class<?>> asked = classes(server.store.asked());
        assertEquals(Set.of(StoreRequest.BeginPasswordTry.class), asked);
    }

    @Test
    void everyFrameWithARequestIdIsAnsweredUnderIt() throws ReflectiveOperationException {
        for (ClientFrame frame : frames()) {
            RequestId expected = RequestId.NONE;
            for (var component : frame.getClass().getRecordComponents()) {
                if (component.getType() == RequestId.class) {
                    expected = (RequestId) component.getAccessor().invoke(frame);
                }
            }

            assertEquals(expected, frame.request(), frame.toString());
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
                new Event.Administer(new Ticket(1), new AdminRequest.Invite(1, Duration.ofDays(1))),
                new Event.Stop());
        assertEquals(Set.of(Event.class.getPermittedSubclasses()), classes(events));

        Server core = Server.create(
                Person.SERVER_KEY_HASH, Incarnation.NONE, TestPasswords.SECRETS, ServerLimits.DEFAULT, server.random);

        events.forEach(event -> assertDoesNotThrow(() -> core.on(event, server.now())));
    }

    @Test
    void eventsOfConnectionsThatNeverWereComeToNothing() {
        Server core = Server.create(
                Person.SERVER_KEY_HASH, Incarnation.NONE, TestPasswords.SECRETS, ServerLimits.DEFAULT, server.random);
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
