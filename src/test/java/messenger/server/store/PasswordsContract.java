package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.BOB;
import static messenger.server.store.Fixture.NOON;
import static messenger.server.store.Fixture.account;
import static messenger.server.store.Fixture.login;
import static messenger.server.store.Fixture.passwordOf;
import static messenger.server.store.Fixture.registration;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import messenger.crypto.Bytes;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine promises about passwords' records, tries at them, and logins. */
abstract class PasswordsContract {
    private static final int TRIES_MAX = 5;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final StoreResult LOCKED = new StoreResult.Locked();
    private static final StoreResult NOBODY = new StoreResult.NoSuchAccount();

    private Store store = Opened.none();
    private Core core = Core.on(store);

    abstract Store open();

    @BeforeEach
    void openStore() {
        store = open();
        core = Core.on(store);
        core.ask(registration("alice", 1, ALICE));
        core.ask(registration("bob", 2, BOB));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private StoreResult tryAt(String name, Instant at) {
        return core.ask(new StoreRequest.BeginPasswordTry(new UserName(name), TRIES_MAX, WINDOW, at));
    }

    private static StoreResult counted(String name, long number, Bytes passwordRecord) {
        var account =
                new StoreResult.StoredAccount(new UserName(name), account(number), Fixture.listOf(name, 1), NOON, NOON);
        return new StoreResult.PasswordTry(account, passwordRecord);
    }

    /** One try a minute from noon on. */
    private void useUp(String name) {
        for (int i = 0; i < TRIES_MAX; i++) {
            tryAt(name, NOON.plus(Duration.ofMinutes(i)));
        }
    }

    @Test
    void aTryGetsWhatThePasswordIsCheckedBy() {
        assertEquals(counted("alice", 1, passwordOf("alice")), tryAt("alice", NOON));
        assertEquals(counted("bob", 2, passwordOf("bob")), tryAt("bob", NOON));
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        Bytes fresh = Bytes.utf8("another record");

        assertEquals(new StoreResult.Done(), core.ask(new StoreRequest.SetPassword(account(1), fresh)));
        assertEquals(NOBODY, core.ask(new StoreRequest.SetPassword(account(9), fresh)));

        assertEquals(counted("alice", 1, fresh), tryAt("alice", NOON));
        assertEquals(counted("bob", 2, passwordOf("bob")), tryAt("bob", NOON));
    }

    @Test
    void asManyTriesAsAllowedAreCountedAndNoMore() {
        for (int i = 1; i <= TRIES_MAX; i++) {
            assertEquals(counted("alice", 1, passwordOf("alice")), tryAt("alice", NOON), "try " + i);
        }
        assertEquals(LOCKED, tryAt("alice", NOON));
        assertEquals(LOCKED, tryAt("alice", NOON));
        assertEquals(counted("bob", 2, passwordOf("bob")), tryAt("bob", NOON));
    }

    @Test
    void aTryCountsForItsWindowAndNoLonger() {
        useUp("alice");

        assertEquals(LOCKED, tryAt("alice", NOON.plus(WINDOW).minusMillis(1)));
        assertEquals(counted("alice", 1, passwordOf("alice")), tryAt("alice", NOON.plus(WINDOW)));
        assertEquals(LOCKED, tryAt("alice", NOON.plus(WINDOW).plusMillis(1)), "the second one still counts");
    }

    @Test
    void whatWasRefusedIsNotCounted() {
        useUp("alice");
        for (int second = 0; second < 600; second++) {
            assertEquals(LOCKED, tryAt("alice", NOON.plus(Duration.ofMinutes(5).plusSeconds(second))));
        }

        assertEquals(counted("alice", 1, passwordOf("alice")), tryAt("alice", NOON.plus(WINDOW)));
        assertEquals(TRIES_MAX + 1, failedTries());
    }

    @Test
    void aGoodTryIsTakenBack() {
        for (int i = 0; i < 3 * TRIES_MAX; i++) {
            assertEquals(counted("alice", 1, passwordOf("alice")), tryAt("alice", NOON));
            assertEquals(new StoreResult.Done(), core.ask(new StoreRequest.ForgivePasswordTry(account(1))));
        }
        assertEquals(0, failedTries());
        assertEquals(new StoreResult.Done(), core.ask(new StoreRequest.ForgivePasswordTry(account(1))));
        assertEquals(new StoreResult.Done(), core.ask(new StoreRequest.ForgivePasswordTry(account(9))));
    }

    @Test
    void aClockThatWasSetBackNeitherUnlocksNorLocksForEver() {
        useUp("alice");
        Instant back = NOON.minus(Duration.ofDays(365));

        assertEquals(LOCKED, tryAt("alice", back));
        assertEquals(LOCKED, tryAt("alice", back.plus(WINDOW).minusMillis(1)));
        assertEquals(counted("alice", 1, passwordOf("alice")), tryAt("alice", back.plus(WINDOW)));
    }

    @Test
    void aNameThatNobodyHasIsLockedLikeOneThatSomebodyHas() {
        for (int i = 1; i <= TRIES_MAX; i++) {
            assertEquals(NOBODY, tryAt("mallory", NOON), "try " + i);
        }
        assertEquals(LOCKED, tryAt("mallory", NOON));
        assertEquals(LOCKED, tryAt("mallory", NOON.plus(WINDOW).minusMillis(1)));
        assertEquals(NOBODY, tryAt("mallory", NOON.plus(WINDOW)));
    }

    @Test
    void thereIsRoomForSoManyNamesThatNobodyHas() {
        useUp("mallory");
        Core filler = Core.on(store);
        for (int i = 1; i < Logins.NOBODYS_NAMES_MAX; i++) {
            filler.submit(new StoreRequest.BeginPasswordTry(new UserName("mallory" + i), TRIES_MAX, WINDOW, NOON));
        }
        assertEquals(LOCKED, tryAt("mallory", NOON.plus(Duration.ofMinutes(5))));
        tryAt("one-more", NOON);

        assertEquals(NOBODY, tryAt("mallory", NOON.plus(Duration.ofMinutes(5))));
    }

    @Test
    void moreTriesThanCanBeKeptAreNotAllowed() {
        for (int i = 1; i <= LoginRecord.TRIES_MAX + 1; i++) {
            StoreResult result =
                    core.ask(new StoreRequest.BeginPasswordTry(new UserName("alice"), Integer.MAX_VALUE, WINDOW, NOON));
            assertEquals(i > LoginRecord.TRIES_MAX, result.equals(LOCKED), "try " + i);
        }
    }

    private int failedTries() {
        return ((StoreResult.LoginNoted) core.ask(login(1, 1, 0))).failedTries();
    }

    @Test
    void failedTriesAreToldAtTheNextLoginAndThenCountAnew() {
        tryAt("alice", NOON);
        tryAt("alice", NOON);

        assertEquals(2, failedTries());
        assertEquals(0, failedTries());
        tryAt("alice", NOON);
        assertEquals(1, failedTries());
    }

    @Test
    void aLoginWithTheKeyDoesNotUnlockThePassword() {
        useUp("alice");

        assertEquals(TRIES_MAX, failedTries());
        assertEquals(LOCKED, tryAt("alice", NOON.plus(Duration.ofMinutes(5))));
    }

    @Test
    void theHighestGenerationOfADeviceIsTold() {
        assertEquals(new StoreResult.LoginNoted(0, 0, 0), core.ask(login(1, 1, 7)));
        assertEquals(new StoreResult.LoginNoted(0, 7, 0), core.ask(login(1, 1, 5)));
        assertEquals(new StoreResult.LoginNoted(0, 7, 0), core.ask(login(1, 1, 8)));
        assertEquals(new StoreResult.LoginNoted(0, 8, 0), core.ask(login(1, 1, Long.MAX_VALUE)));
        assertEquals(new StoreResult.LoginNoted(0, Long.MAX_VALUE, 0), core.ask(login(1, 1, 0)));
        assertEquals(new StoreResult.LoginNoted(0, 0, 0), core.ask(login(2, 1, 1)));
    }

    @Test
    void aDeviceThatIsNotTheAccountsHasNoLogin() {
        assertEquals(NOBODY, core.ask(login(1, 2, 1)));
        assertEquals(NOBODY, core.ask(login(9, 1, 1)));
    }
}
