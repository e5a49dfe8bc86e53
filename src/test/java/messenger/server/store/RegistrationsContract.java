package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.BOB;
import static messenger.server.store.Fixture.NOON;
import static messenger.server.store.Fixture.account;
import static messenger.server.store.Fixture.append;
import static messenger.server.store.Fixture.deletion;
import static messenger.server.store.Fixture.devices;
import static messenger.server.store.Fixture.fetch;
import static messenger.server.store.Fixture.keyHashOf;
import static messenger.server.store.Fixture.listOf;
import static messenger.server.store.Fixture.login;
import static messenger.server.store.Fixture.mailbox;
import static messenger.server.store.Fixture.passwordOf;
import static messenger.server.store.Fixture.publish;
import static messenger.server.store.Fixture.registration;
import static messenger.server.store.Fixture.take;
import static messenger.server.store.Fixture.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine promises about how accounts begin and end, and about their names. */
abstract class RegistrationsContract {
    private static final StoreResult CREATED = new StoreResult.AccountCreated();
    private static final StoreResult TAKEN = new StoreResult.NameTaken();
    private static final StoreResult REFUSED = new StoreResult.InviteRefused();
    private static final StoreResult CONFLICT = new StoreResult.Conflict();
    private static final StoreResult NOBODY = new StoreResult.NoSuchAccount();
    private static final StoreResult DONE = new StoreResult.Done();
    private static final Bytes INVITE = Sha256.of(Bytes.utf8("invitation"));
    private static final Instant EXPIRES = NOON.plus(Duration.ofDays(7));

    private Store store = Opened.none();
    private Core core = Core.on(store);

    abstract Store open();

    @BeforeEach
    void openStore() {
        store = open();
        core = Core.on(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static StoreRequest.CreateAccount registrationAt(String name, long number, Bytes invite, Instant at) {
        return new StoreRequest.CreateAccount(
                new UserName(name), devices(name, number, 1, mailbox(number)), passwordOf(name), invite, at);
    }

    private StoreResult register(String name, long number) {
        return core.ask(registration(name, number, mailbox(number)));
    }

    private StoreResult registerInvited(String name, long number, Instant at) {
        return core.ask(registrationAt(name, number, INVITE, at));
    }

    private void invite(int uses) {
        assertEquals(DONE, core.ask(new StoreRequest.CreateInvite(INVITE, uses, EXPIRES, NOON)));
    }

    @Test
    void aNameThatLooksTheSameIsTaken() {
        assertEquals(CREATED, register("mallory", 1));

        for (String twin : new String[] {"mallory", "rnallory", "mal1ory", "mall0ry"}) {
            assertEquals(TAKEN, register(twin, 2), twin);
        }
        assertEquals(CREATED, register("mallor-y", 2));
        assertEquals(new StoreResult.NoSuchAccount(), core.ask(new StoreRequest.FindByName(new UserName("rnallory"))));
    }

    @Test
    void aTwinsTriesAndLoginsAreNotMallorys() {
        register("mallory", 1);

        StoreRequest twinsTry =
                new StoreRequest.BeginPasswordTry(new UserName("rnallory"), 5, Duration.ofMinutes(15), NOON);
        assertEquals(new StoreResult.NoSuchAccount(), core.ask(twinsTry));
        assertEquals(new StoreResult.LoginNoted(0, 0, 0), core.ask(login(1, 1, 0)));
    }

    @Test
    void twoDevicesCannotShareAMailbox() {
        assertEquals(new StoreResult.AccountExists(), core.ask(registration("alice", 1, ALICE, ALICE)));
        assertEquals(CREATED, core.ask(registration("alice", 1, ALICE, BOB)));
    }

    @Test
    void anInvitationAdmitsAsManyAsItSaysAndNoMore() {
        invite(2);

        assertEquals(CREATED, registerInvited("alice", 1, NOON));
        assertEquals(CREATED, registerInvited("bob", 2, NOON));
        assertEquals(REFUSED, registerInvited("mallory", 3, NOON));
        assertEquals(new StoreResult.NoSuchAccount(), core.ask(new StoreRequest.FindAccount(account(3), 0)));
        assertEquals(
                new StoreResult.MailAppended(List.of(), List.of(mailbox(3)), List.of()),
                core.ask(append(1, "nothing was created", mailbox(3))));
    }

    @Test
    void anInvitationNobodyMadeAdmitsNobody() {
        assertEquals(REFUSED, registerInvited("mallory", 3, NOON));
        assertEquals(CREATED, register("alice", 1));
    }

    @Test
    void anInvitationEndsWhenItSays() {
        invite(3);

        assertEquals(CREATED, registerInvited("alice", 1, EXPIRES.minusMillis(1)));
        assertEquals(REFUSED, registerInvited("bob", 2, EXPIRES));
        assertEquals(REFUSED, registerInvited("bob", 2, EXPIRES.plusMillis(1)));
    }

    @Test
    void anInvitationForNobodyOrFromThePastIsNone() {
        invite(0);
        assertEquals(REFUSED, registerInvited("alice", 1, NOON));
        assertEquals(DONE, core.ask(new StoreRequest.CreateInvite(INVITE, 1, NOON, NOON)));
        assertEquals(REFUSED, registerInvited("alice", 1, NOON.minusSeconds(1)));
    }

    @Test
    void aRegistrationThatIsRefusedOtherwiseUsesNoInvitationUp() {
        register("alice", 1);
        invite(1);

        assertEquals(TAKEN, registerInvited("a1ice", 2, NOON));
        assertEquals(new StoreResult.AccountExists(), registerInvited("bob", 1, NOON));
        assertEquals(CREATED, registerInvited("bob", 2, NOON));
        assertEquals(new StoreResult.AccountExists(), registerInvited("bob", 2, NOON), "whose answer was lost");
    }

    @Test
    void aDeletedAccountsNameIsReservedForAWhile() {
        register("mallory", 1);
        Instant deleted = NOON.plusSeconds(5);
        assertEquals(DONE, core.ask(deletion("mallory", 1, 2, deleted)));
        Instant free = deleted.plus(StoreRequest.NAME_RESERVED_FOR);

        assertEquals(TAKEN, core.ask(registrationAt("mallory", 2, Bytes.EMPTY, deleted)));
        assertEquals(TAKEN, core.ask(registrationAt("rnallory", 2, Bytes.EMPTY, deleted)));
        assertEquals(TAKEN, core.ask(registrationAt("mallory", 2, Bytes.EMPTY, free.minusMillis(1))));
        assertEquals(CREATED, core.ask(registrationAt("rnallory", 2, Bytes.EMPTY, free)));
        assertEquals(TAKEN, core.ask(registrationAt("mallory", 3, Bytes.EMPTY, free.plusMillis(1))));
    }

    @Test
    void aNameThatWasReservedFromALaterTimeIsNotReservedUntilThen() {
        register("mallory", 1);
        core.ask(deletion("mallory", 1, 2, NOON.plus(Duration.ofDays(3650))));

        assertEquals(TAKEN, register("mallory", 2));
        Instant free = NOON.plus(StoreRequest.NAME_RESERVED_FOR);
        assertEquals(TAKEN, core.ask(registrationAt("mallory", 2, Bytes.EMPTY, free.minusMillis(1))));
        assertEquals(CREATED, core.ask(registrationAt("mallory", 2, Bytes.EMPTY, free)));
    }

    @Test
    void aNameCanBeReservedAgainAfterItWasGivenAgain() {
        register("mallory", 1);
        core.ask(deletion("mallory", 1, 2, NOON));
        Instant free = NOON.plus(StoreRequest.NAME_RESERVED_FOR);
        assertEquals(CREATED, core.ask(registrationAt("mallory", 2, Bytes.EMPTY, free)));
        core.ask(deletion("mallory", 2, 2, free));

        assertEquals(TAKEN, core.ask(registrationAt("mallory", 3, Bytes.EMPTY, free.plusSeconds(1))));
    }

    private void registerAliceAndBob() {
        core.ask(registration("alice", 1, ALICE));
        core.ask(registration("bob", 2, BOB));
    }

    private static StoreResult unknown(MailboxId mailbox) {
        return new StoreResult.MailAppended(List.of(), List.of(mailbox), List.of());
    }

    @Test
    void ofADeletedAccountOnlyWhatSaysSoIsLeft() {
        registerAliceAndBob();
        core.ask(publish(1, 1, 5));
        core.ask(append(1, "shared", ALICE, BOB));
        core.ask(new StoreRequest.RecordSeen(account(1), NOON.plusSeconds(60)));

        assertEquals(DONE, core.ask(deletion("alice", 1, 2, NOON)));
        assertEquals(
                new StoreResult.AccountGone(listOf("alice", 2)), core.ask(new StoreRequest.FindAccount(account(1), 0)));
        assertEquals(NOBODY, core.ask(new StoreRequest.FindByName(new UserName("alice"))));
        assertEquals(
                List.of("bob"),
                ((StoreResult.AccountPage) core.ask(new StoreRequest.ListAccounts("", 9)))
                        .accounts().stream().map(found -> found.name().value()).toList());
        assertEquals(NOBODY, core.ask(take(1)));
        assertEquals(NOBODY, core.ask(publish(1, 1, 5)));
        assertEquals(NOBODY, core.ask(login(1, 1, 1)));
        assertEquals(NOBODY, core.ask(new StoreRequest.SetPassword(account(1), Bytes.EMPTY)));
        assertEquals(
                NOBODY,
                core.ask(new StoreRequest.BeginPasswordTry(new UserName("alice"), 5, Duration.ofMinutes(15), NOON)));
        assertEquals(unknown(ALICE), core.ask(append(2, "late", ALICE)));
        assertEquals(unknown(ALICE), core.ask(append(3, "late", keyHashOf("alice", 1), ALICE)));
        assertEquals(List.of(), texts(core.ask(fetch(ALICE))));
        assertEquals(List.of("shared"), texts(core.ask(fetch(BOB))));
    }

    @Test
    void aDeletedAccountDoesNotComeBack() {
        registerAliceAndBob();
        core.ask(deletion("alice", 1, 2, NOON));

        assertEquals(new StoreResult.AccountExists(), core.ask(registration("anna", 1, ALICE)));
        assertEquals(NOBODY, core.ask(new StoreRequest.UpdateDevices(devices("alice", 1, 3, ALICE))));
        assertEquals(NOBODY, core.ask(deletion("alice", 1, 3, NOON)));
        assertEquals(DONE, core.ask(new StoreRequest.RecordSeen(account(1), NOON)));
        assertEquals(
                new StoreResult.AccountGone(listOf("alice", 2)), core.ask(new StoreRequest.FindAccount(account(1), 2)));
    }

    @Test
    void aDeletionNeedsTheNextListWithoutDevices() {
        registerAliceAndBob();
        assertEquals(CONFLICT, core.ask(deletion("alice", 1, 1, NOON)));
        assertEquals(CONFLICT, core.ask(deletion("alice", 1, 3, NOON)));
        assertEquals(CONFLICT, core.ask(new StoreRequest.DeleteAccount(devices("alice", 1, 2, ALICE), NOON)));
        assertEquals(NOBODY, core.ask(deletion("mallory", 9, 2, NOON)));
        var found = (StoreResult.AccountFound) core.ask(new StoreRequest.FindAccount(account(1), 0));
        assertEquals(List.of(listOf("alice", 1)), found.deviceLists());
    }
}
