package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccessProof;
import messenger.crypto.identity.LoginProof;
import messenger.protocol.ClientFrame;
import messenger.protocol.Incarnation;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.Test;

/** What a server asks of newcomers, and the invitations that administrators make. */
final class GateTest {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Secret KEY =
            AccessProof.key(TestPasswords.secret("open sesame"), Person.SERVER_KEY_HASH, new Argon2id.Cost(8, 1, 1));

    private final TestServer inviting =
            new TestServer(ServerLimits.DEFAULT.withRegistration(ServerLimits.Registration.INVITE));
    private final TestServer guarded = new TestServer(ServerLimits.DEFAULT, TestPasswords.SECRETS.withAccessKey(KEY));
    private final Person alice = inviting.person("alice");
    private final Person bob = inviting.person("bob");

    private static Bytes invite(TestServer server, int uses) {
        Ticket ticket = new Ticket(77);
        server.on(new Event.Administer(ticket, new AdminRequest.Invite(uses, A_DAY)));
        AdminAnswer answer =
                Optional.ofNullable(server.administrators.get(ticket)).orElseThrow();
        return ((AdminAnswer.Invited) answer).code();
    }

    private static List<ServerFrame> register(TestServer server, Person person, Bytes invite) {
        TestConnection connection = server.open();
        Bytes nonce = connection.hello();
        connection.say(person.register(nonce, TestPasswords.ANY_RECORD, new ClientFrame.Gate(invite, Bytes.EMPTY)));
        return connection.takeHeard();
    }

    private static List<ServerFrame> welcome(Person person) {
        return List.of(new ServerFrame.LoggedIn(person.name, 0, 1, 0, 0, Incarnation.NONE));
    }

    private static List<ServerFrame> refused(Refusal reason) {
        return List.of(new ServerFrame.Refused(RequestId.NONE, reason));
    }

    @Test
    void anInvitationLetsAsManyInAsItIsFor() {
        Bytes code = invite(inviting, 2);

        assertEquals(welcome(alice), register(inviting, alice, code));
        assertEquals(welcome(bob), register(inviting, bob, code));
        assertEquals(refused(Refusal.INVITE), register(inviting, inviting.person("mallory"), code));
        assertTrue(inviting.audits.stream().anyMatch(audit -> audit.event().equals("invite-refused")));
        assertTrue(inviting.audits.contains(new Effect.Audit("invite-made", "administrator")));
    }

    @Test
    void aNameThatIsTakenUsesNoInvitationUp() {
        Bytes code = invite(inviting, 2);
        register(inviting, alice, code);

        assertEquals(refused(Refusal.NAME_TAKEN), register(inviting, inviting.person("alice"), code));
        assertEquals(welcome(bob), register(inviting, bob, code));
    }

    @Test
    void withoutOrWithAnotherInvitationNobodyGetsIn() {
        invite(inviting, 1);

        assertEquals(refused(Refusal.INVITE), register(inviting, alice, Bytes.EMPTY));
        assertEquals(refused(Refusal.INVITE), register(inviting, alice, Bytes.copyOf(new byte[Limits.INVITE_BYTES])));
    }

    @Test
    void anInvitationIsGoodUntilItsTimeIsOver() {
        Bytes code = invite(inviting, 2);
        inviting.pass(A_DAY.minusMillis(1));
        assertEquals(welcome(alice), register(inviting, alice, code));
        inviting.pass(Duration.ofMillis(1));

        assertEquals(refused(Refusal.INVITE), register(inviting, bob, code));
    }

    @Test
    void onlyTheHashOfAnInvitationIsKept() {
        Bytes code = invite(inviting, 1);

        StoreRequest.CreateInvite kept =
                (StoreRequest.CreateInvite) inviting.store.asked().get(0);

        assertEquals(Sha256.of(code), kept.hash());
        assertTrue(!new AdminAnswer.Invited(code).toString().contains(code.toHex()));
    }

    @Test
    void anInvitationIsToldWhenItIsDurable() {
        Ticket ticket = new Ticket(5);
        inviting.holdStore();
        inviting.on(new Event.Administer(ticket, new AdminRequest.Invite(1, A_DAY)));
        assertTrue(inviting.administrators.isEmpty());

        inviting.releaseStore();

        assertTrue(inviting.administrators.get(ticket) instanceof AdminAnswer.Invited);
        assertEquals(0, inviting.server.size());
    }

    @Test
    void anInvitationThatTheStoreCannotKeepIsNotMade() {
        Ticket ticket = new Ticket(5);
        inviting.store.breakDown();

        inviting.on(new Event.Administer(ticket, new AdminRequest.Invite(1, A_DAY)));

        assertEquals(new AdminAnswer.Unavailable(), inviting.administrators.get(ticket));
    }

    @Test
    void anInvitationIsWithinItsLimits() {
        new AdminRequest.Invite(1, AdminRequest.Invite.VALID_FOR_MIN);
        new AdminRequest.Invite(AdminRequest.Invite.USES_MAX, AdminRequest.Invite.VALID_FOR_MAX);
        assertThrows(IllegalArgumentException.class, () -> new AdminRequest.Invite(0, A_DAY));
        assertThrows(
                IllegalArgumentException.class, () -> new AdminRequest.Invite(AdminRequest.Invite.USES_MAX + 1, A_DAY));
        assertThrows(
                IllegalArgumentException.class,
                () -> new AdminRequest.Invite(1, AdminRequest.Invite.VALID_FOR_MIN.minusNanos(1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new AdminRequest.Invite(1, AdminRequest.Invite.VALID_FOR_MAX.plusNanos(1)));
    }

    private static List<ServerFrame> registerBy(TestServer server, Person person, Secret key, int nonces) {
        TestConnection connection = server.open();
        Bytes nonce = connection.hello();
        Bytes proof = new AccessProof(nonce, person.account()).by(key);
        for (int i = 1; i < nonces; i++) {
            nonce = connection.hello();
        }
        connection.say(person.register(nonce, TestPasswords.ANY_RECORD, new ClientFrame.Gate(Bytes.EMPTY, proof)));
        return connection.takeHeard();
    }

    @Test
    void whoKnowsTheAccessPasswordGetsIn() {
        assertEquals(welcome(alice), registerBy(guarded, alice, KEY, 1));
    }

    @Test
    void whoDoesNotKnowTheAccessPasswordStaysOut() {
        Secret wrong = AccessProof.key(
                TestPasswords.secret("open barley"), Person.SERVER_KEY_HASH, new Argon2id.Cost(8, 1, 1));

        assertEquals(refused(Refusal.ACCESS), registerBy(guarded, alice, wrong, 1));
        assertEquals(refused(Refusal.ACCESS), registerBy(guarded, alice, KEY, 2), "a proof over another nonce");
        assertEquals(refused(Refusal.ACCESS), register(guarded, alice, Bytes.EMPTY), "none at all");
        assertTrue(guarded.store.asked().isEmpty());
    }

    @Test
    void anAccessProofIsForOneAccountOnly() {
        TestConnection connection = guarded.open();
        Bytes nonce = connection.hello();
        Bytes proof = new AccessProof(nonce, bob.account()).by(KEY);

        connection.say(alice.register(nonce, TestPasswords.ANY_RECORD, new ClientFrame.Gate(Bytes.EMPTY, proof)));

        assertEquals(refused(Refusal.ACCESS), connection.takeHeard());
    }

    @Test
    void aRecordThatIsNoneIsNotRegistered() {
        TestServer open = new TestServer();
        TestConnection connection = open.open();
        Bytes nonce = connection.hello();

        connection.say(
                alice.register(nonce, Bytes.copyOf(new byte[Limits.PASSWORD_RECORD_BYTES]), ClientFrame.Gate.NONE));

        assertEquals(refused(Refusal.MALFORMED), connection.takeHeard());
        assertTrue(open.store.asked().isEmpty());
        assertEquals(LoginProof.NONCE_BYTES, nonce.size());
    }
}
