package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.opaque.OpaqueLogin;
import messenger.protocol.ClientFrame;
import messenger.protocol.FrameCodec;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;

/** Mallory asks which names there are, and sends points that are none: the attacks F3 and F5 of the protocol. */
final class PasswordAttackTest {
    private static final RequestId START = new RequestId(2);
    private static final RequestId FINISH = new RequestId(3);
    private static final String PASSWORD = "correct horse battery";
    private static final UserName NOBODY = new UserName("nobody");
    private static final Bytes WRONG = Bytes.copyOf(new byte[Limits.PASSWORD_KE3_BYTES]);

    private final TestServer server = new TestServer(Tightened.patient());
    private final Person alice = server.person("alice");

    private static List<ServerFrame> refused(RequestId request, Refusal reason) {
        return List.of(new ServerFrame.Refused(request, reason));
    }

    /** What somebody sees who tries a name with a wrong password, up to the lock and past it. */
    private List<String> seen(UserName name, String address) {
        List<String> seen = new ArrayList<>();
        server.store.asked().clear();
        for (int i = 0; i < 8; i++) {
            TestConnection connection = server.open(address);
            TestPasswords.start(connection, name, "wrong " + i);
            connection.say(new ClientFrame.PasswordFinish(FINISH, WRONG));
            connection
                    .takeHeard()
                    .forEach(frame -> seen.add(frame.getClass().getSimpleName() + " of "
                            + FrameCodec.SERVER.encode(frame).size()
                            + (frame instanceof ServerFrame.Refused refused ? " " + refused.reason() : "")));
        }
        server.store.asked().forEach(request -> seen.add(request.getClass().getSimpleName()));
        return seen;
    }

    @Test
    void f3ANameThatNobodyHasLooksLikeOneThatSomebodyHas() {
        TestPasswords.registered(server, alice, PASSWORD);

        List<String> known = seen(alice.name, "198.51.100.1");
        List<String> unknown = seen(NOBODY, "198.51.100.2");

        assertEquals(known, unknown);
        assertTrue(known.toString().contains("LOCKED"), known.toString());
    }

    @Test
    void f3ANameThatNobodyHasIsAnsweredByTheSameRecordEachTime() {
        TestConnection connection = server.open();
        OpaqueLogin login = OpaqueLogin.start(TestPasswords.secret("wrong"), server.random);
        var start = new ClientFrame.PasswordStart(START, NOBODY, login.ke1());
        connection.say(start);
        connection.say(start);
        List<ServerFrame> heard = connection.takeHeard();

        Bytes first = ((ServerFrame.PasswordAnswer) heard.get(0)).ke2();
        Bytes second = ((ServerFrame.PasswordAnswer) heard.get(1)).ke2();

        assertEquals(first.slice(0, 33), second.slice(0, 33), "the evaluated password");
        assertFalse(first.slice(33, 64).equals(second.slice(33, 64)), "what is fresh");
    }

    @Test
    void f3RegistrationBeginsTheSameForATakenName() {
        TestPasswords.registered(server, alice, PASSWORD);
        server.store.asked().clear();
        var blinded = OpaqueLogin.start(TestPasswords.secret("x"), server.random)
                .ke1()
                .slice(0, 33);
        for (UserName name : List.of(alice.name, NOBODY)) {
            TestConnection connection = server.open();

            connection.say(new ClientFrame.RegisterStart(START, name, blinded));

            assertTrue(connection.takeHeard().get(0) instanceof ServerFrame.RegisterAnswer);
        }
        assertTrue(server.store.asked().isEmpty());
    }

    @Test
    void f5PointsThatAreNoneAreRefusedAndTheTryCounts() {
        TestPasswords.registered(server, alice, PASSWORD);
        byte[] good = OpaqueLogin.start(TestPasswords.secret("x"), server.random)
                .ke1()
                .toArray();
        byte[] zero = new byte[Limits.PASSWORD_KE1_BYTES];
        byte[] noPoint = good.clone();
        Arrays.fill(noPoint, 1, 33, (byte) 0xff);
        byte[] otherForm = good.clone();
        otherForm[0] = 4;
        byte[] noShare = good.clone();
        Arrays.fill(noShare, 65, 98, (byte) 0);
        for (byte[] bad : List.of(zero, noPoint, otherForm, noShare)) {
            for (UserName name : List.of(alice.name, NOBODY)) {
                TestConnection connection = server.open();
                connection.say(new ClientFrame.PasswordStart(START, name, Bytes.copyOf(bad)));
                assertEquals(refused(START, Refusal.MALFORMED), connection.takeHeard());
                connection.say(new ClientFrame.PasswordFinish(FINISH, WRONG));
                assertEquals(refused(FINISH, Refusal.LOGIN), connection.takeHeard());
            }
        }
        TestConnection connection = server.open();
        connection.say(new ClientFrame.RegisterStart(START, NOBODY, Bytes.copyOf(new byte[33])));
        assertEquals(refused(START, Refusal.MALFORMED), connection.takeHeard());
        TestPasswords.start(server.open(), alice.name, "wrong");
        TestPasswords.start(connection, alice.name, "wrong");
        assertEquals(refused(START, Refusal.LOCKED), connection.takeHeard());
    }
}
