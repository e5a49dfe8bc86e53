package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.BOB;
import static messenger.server.store.Fixture.NOON;
import static messenger.server.store.Fixture.account;
import static messenger.server.store.Fixture.append;
import static messenger.server.store.Fixture.fetch;
import static messenger.server.store.Fixture.login;
import static messenger.server.store.Fixture.mailbox;
import static messenger.server.store.Fixture.publish;
import static messenger.server.store.Fixture.registration;
import static messenger.server.store.Fixture.take;
import static messenger.server.store.Fixture.text;
import static messenger.server.store.Fixture.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.Limits;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;
import messenger.server.StoreRequest.OneTime;
import messenger.server.StoreResult;
import messenger.server.StoreResult.StoredAccount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine promises about accounts and prekeys. */
abstract class AccountContract {
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

    private static StoredAccount stored(String name, long number) {
        return new StoredAccount(new UserName(name), account(number), Bytes.utf8("devices of " + name), NOON, NOON);
    }

    @Test
    void anAccountIsFoundByNameAndById() {
        assertEquals(new StoreResult.AccountCreated(), core.ask(registration("alice", 1, ALICE)));

        StoreResult found = new StoreResult.AccountFound(stored("alice", 1), List.of(Bytes.utf8("devices of alice")));
        assertEquals(found, core.ask(new StoreRequest.FindByName(new UserName("alice"))));
        assertEquals(found, core.ask(new StoreRequest.FindAccount(account(1), 0)));
    }

    @Test
    void whoIsNotThereIsNotFound() {
        assertEquals(new StoreResult.NoSuchAccount(), core.ask(new StoreRequest.FindByName(new UserName("mallory"))));
        assertEquals(new StoreResult.NoSuchAccount(), core.ask(new StoreRequest.FindAccount(account(1), 0)));
        assertEquals(new StoreResult.NoSuchAccount(), core.ask(take(1)));
        assertEquals(new StoreResult.NoSuchAccount(), core.ask(publish(1, 1, 5)));
    }

    @Test
    void aNameAndAnAccountAreGivenOnce() {
        core.ask(registration("alice", 1, ALICE));

        assertEquals(new StoreResult.NameTaken(), core.ask(registration("alice", 2, BOB)));
        assertEquals(new StoreResult.AccountExists(), core.ask(registration("alice2", 1, BOB)));
        assertEquals(new StoreResult.NoSuchAccount(), core.ask(new StoreRequest.FindAccount(account(2), 0)));
        assertEquals(
                new StoreResult.MailAppended(List.of(), List.of(BOB), List.of()),
                core.ask(append(1, "to nobody yet", BOB)));
    }

    @Test
    void nobodyRegistersWithSomebodyElsesMailbox() {
        core.ask(registration("alice", 1, ALICE));
        core.ask(append(1, "for alice", ALICE));

        assertEquals(new StoreResult.AccountExists(), core.ask(registration("mallory", 3, mailbox(3), ALICE)));
        assertEquals(new StoreResult.NoSuchAccount(), core.ask(new StoreRequest.FindByName(new UserName("mallory"))));
        assertEquals(
                new StoreResult.MailAppended(List.of(), List.of(mailbox(3)), List.of()),
                core.ask(append(2, "nothing was created", mailbox(3))));
        assertEquals(List.of("for alice"), texts(core.ask(fetch(ALICE))));
    }

    @Test
    void accountsAreListedByNameInPages() {
        for (String name : new String[] {"dave", "alice", "carol", "bob.b", "bob"}) {
            core.ask(registration(name, name.hashCode(), mailbox(name.hashCode())));
        }
        List<String> names = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            var page = (StoreResult.AccountPage) core.ask(new StoreRequest.ListAccounts(after, 2));
            page.accounts().forEach(found -> names.add(found.name().value()));
            after = names.get(names.size() - 1);
            more = page.more();
        }
        assertEquals(List.of("alice", "bob", "bob.b", "carol", "dave"), names);
        assertEquals(new StoreResult.AccountPage(List.of(), false), core.ask(new StoreRequest.ListAccounts("dave", 2)));
    }

    @Test
    void whenSomebodyWasSeenLastIsRemembered() {
        core.ask(registration("alice", 1, ALICE));
        assertEquals(new StoreResult.Done(), core.ask(new StoreRequest.RecordSeen(account(1), NOON.plusSeconds(60))));
        assertEquals(new StoreResult.Done(), core.ask(new StoreRequest.RecordSeen(account(9), NOON)));

        var found = (StoreResult.AccountFound) core.ask(new StoreRequest.FindAccount(account(1), 0));
        assertEquals(NOON.plusSeconds(60), found.account().lastSeen());
        assertEquals(NOON, found.account().createdAt());
    }

    @Test
    void eachOneTimePairIsGivenOutOnceAndTheOldestFirst() {
        core.ask(registration("alice", 1, ALICE));
        assertEquals(new StoreResult.PrekeyCount(3), core.ask(publish(1, 1, 3)));

        for (int i = 1; i <= 3; i++) {
            assertEquals(
                    new StoreResult.BundleTaken(
                            Bytes.utf8("devices of alice"),
                            Bytes.utf8("signed 1"),
                            List.of(Bytes.utf8("pair " + i)),
                            3 - i),
                    core.ask(take(1)));
        }
        assertEquals(
                new StoreResult.BundleTaken(Bytes.utf8("devices of alice"), Bytes.utf8("signed 1"), List.of(), 0),
                core.ask(take(1)));
    }

    @Test
    void aBundleWithoutAOneTimePairUsesNothingUp() {
        core.ask(registration("alice", 1, ALICE));
        core.ask(publish(1, 1, 3));

        assertEquals(
                new StoreResult.BundleTaken(Bytes.utf8("devices of alice"), Bytes.utf8("signed 1"), List.of(), 3),
                core.ask(new StoreRequest.TakeBundle(account(1), DeviceId.FIRST, OneTime.NONE)));
        assertEquals(new StoreResult.LoginNoted(3, 0, 0), core.ask(login(1, 1, 0)));
    }

    @Test
    void aDeviceThatPublishedNothingHasNoPrekeys() {
        core.ask(registration("alice", 1, ALICE));

        assertEquals(new StoreResult.NoPrekeys(), core.ask(take(1)));
        assertEquals(new StoreResult.LoginNoted(0, 0, 0), core.ask(login(1, 1, 0)));
    }

    @Test
    void anIdIsPublishedOnceWhetherItWasGivenOutOrNot() {
        core.ask(registration("alice", 1, ALICE));
        core.ask(publish(1, 1, 3));
        core.ask(take(1));

        assertEquals(new StoreResult.PrekeyCount(2), core.ask(publish(1, 1, 3)));
        assertEquals(new StoreResult.PrekeyCount(4), core.ask(publish(1, 2, 5)));
        Set<String> given = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            given.add(
                    text(((StoreResult.BundleTaken) core.ask(take(1))).oneTime().get(0)));
        }
        assertEquals(Set.of("pair 2", "pair 3", "pair 4", "pair 5"), given);
    }

    @Test
    void aNewSignedPrekeyReplacesTheOldOne() {
        core.ask(registration("alice", 1, ALICE));
        core.ask(publish(1, 1, 1));
        core.ask(publish(1, 8, 8));

        assertEquals(Bytes.utf8("signed 8"), ((StoreResult.BundleTaken) core.ask(take(1))).signed());
    }

    @Test
    void onlyTheNewestPairsAreKept() {
        core.ask(registration("alice", 1, ALICE));
        int max = Limits.ONE_TIME_PREKEYS_MAX;
        assertEquals(new StoreResult.PrekeyCount(max - 1), core.ask(publish(1, 1, max - 1)));
        assertEquals(new StoreResult.PrekeyCount(max), core.ask(publish(1, max, max)));
        assertEquals(new StoreResult.PrekeyCount(max), core.ask(publish(1, max + 1, max + 1)));

        assertEquals(List.of(Bytes.utf8("pair 2")), ((StoreResult.BundleTaken) core.ask(take(1))).oneTime());
    }

    @Test
    void devicesAndAccountsHavePrekeysOfTheirOwn() {
        core.ask(registration("alice", 1, ALICE));
        core.ask(registration("bob", 2, BOB));
        core.ask(publish(1, 1, 2));

        assertEquals(new StoreResult.NoPrekeys(), core.ask(take(2)));
        assertEquals(
                new StoreResult.NoPrekeys(),
                core.ask(new StoreRequest.TakeBundle(account(1), new DeviceId(2), OneTime.ONE_PAIR)));
        assertEquals(new StoreResult.LoginNoted(2, 0, 0), core.ask(login(1, 1, 0)));
    }
}
