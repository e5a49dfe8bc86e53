package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.opaque.OpaqueRegistration;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.Test;

/** Another password in place of the one that was proved (PROTOCOL 1.16.2). */
final class PasswordChangeTest {
    private static final RequestId START = new RequestId(2);
    private static final RequestId FINISH = new RequestId(3);
    private static final String PASSWORD = "correct horse";

    private final TestServer server = new TestServer(Tightened.patient());
    private final Person alice = server.person("alice");
    private final TestConnection alices = TestPasswords.registered(server, alice, PASSWORD);

    private static List<ServerFrame> refused(RequestId request, Refusal reason) {
        return List.of(new ServerFrame.Refused(request, reason));
    }

    @Test
    void aPasswordIsChangedByWhoProvesTheOldOne() {
        TestPasswords.prove(alices, alice.name, PASSWORD);
        Bytes record = TestPasswords.record(alices, alice.name, "battery staple");

        alices.say(new ClientFrame.ChangePassword(START, record));

        assertEquals(List.of(new ServerFrame.Done(START)), alices.takeHeard());
        TestPasswords.prove(server.open(), alice.name, "battery staple");
        assertThrows(AssertionError.class, () -> TestPasswords.prove(server.open(), alice.name, PASSWORD));
    }

    @Test
    void aProofIsGoodForOneChange() {
        TestPasswords.prove(alices, alice.name, PASSWORD);
        Bytes record = TestPasswords.record(alices, alice.name, "battery staple");
        alices.say(new ClientFrame.ChangePassword(START, record));
        alices.takeHeard();

        alices.say(new ClientFrame.ChangePassword(START, record));

        assertEquals(refused(START, Refusal.LOGIN), alices.takeHeard());
    }

    @Test
    void withoutProofNothingIsChangedAndNothingEvaluated() {
        OpaqueRegistration registration = OpaqueRegistration.start(TestPasswords.secret("new"), server.random);

        alices.say(new ClientFrame.ChangePassword(START, TestPasswords.ANY_RECORD));
        alices.say(new ClientFrame.RegisterStart(FINISH, alice.name, registration.request()));

        assertEquals(
                List.of(new ServerFrame.Refused(START, Refusal.LOGIN), new ServerFrame.Refused(FINISH, Refusal.LOGIN)),
                alices.takeHeard());
    }

    @Test
    void aRecordThatIsNoneIsNotKept() {
        TestPasswords.prove(alices, alice.name, PASSWORD);

        alices.say(new ClientFrame.ChangePassword(START, Bytes.copyOf(new byte[Limits.PASSWORD_RECORD_BYTES])));

        assertEquals(refused(START, Refusal.MALFORMED), alices.takeHeard());
        TestPasswords.prove(server.open(), alice.name, PASSWORD);
    }
}
