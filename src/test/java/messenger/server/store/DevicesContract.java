package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.BOB;
import static messenger.server.store.Fixture.NOON;
import static messenger.server.store.Fixture.account;
import static messenger.server.store.Fixture.allAppended;
import static messenger.server.store.Fixture.append;
import static messenger.server.store.Fixture.delete;
import static messenger.server.store.Fixture.deletion;
import static messenger.server.store.Fixture.devices;
import static messenger.server.store.Fixture.fetch;
import static messenger.server.store.Fixture.keyHashOf;
import static messenger.server.store.Fixture.listOf;
import static messenger.server.store.Fixture.login;
import static messenger.server.store.Fixture.mailbox;
import static messenger.server.store.Fixture.publish;
import static messenger.server.store.Fixture.registration;
import static messenger.server.store.Fixture.sequences;
import static messenger.server.store.Fixture.take;
import static messenger.server.store.Fixture.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.Limits;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine promises about devices that come and go. */
abstract class DevicesContract {
    private static final StoreResult DONE = new StoreResult.Done();
    private static final StoreResult CONFLICT = new StoreResult.Conflict();
    private static final StoreResult NOBODY = new StoreResult.NoSuchAccount();
    private static final MailboxId ALICE_2 = mailbox(12);

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

    private StoreResult update(long version, MailboxId... mailboxes) {
        return core.ask(new StoreRequest.UpdateDevices(devices("alice", 1, version, mailboxes)));
    }

    /** Alice's devices are these, with the same number of mailboxes. */
    private StoreResult update(long version, List<DeviceId> ids, MailboxId... mailboxes) {
        return core.ask(new StoreRequest.UpdateDevices(devices("alice", 1, version, ids, mailboxes)));
    }

    private List<Bytes> listsSince(long version) {
        return ((StoreResult.AccountFound) core.ask(new StoreRequest.FindAccount(account(1), version))).deviceLists();
    }

    private static List<Bytes> lists(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(version -> listOf("alice", version))
                .toList();
    }

    private static StoreResult unknown(MailboxId mailbox) {
        return new StoreResult.MailAppended(List.of(), List.of(mailbox), List.of());
    }

    @Test
    void aNewDeviceGetsAMailboxAndTheOldOnesKeepTheirs() {
        core.ask(append(1, "before", ALICE));

        assertEquals(DONE, update(2, ALICE, ALICE_2));
        assertEquals(allAppended(), core.ask(append(2, "after", ALICE, ALICE_2)));
        assertEquals(List.of("before", "after"), texts(core.ask(fetch(ALICE))));
        assertEquals(List.of("after"), texts(core.ask(fetch(ALICE_2))));
        assertEquals(new StoreResult.LoginNoted(0, 0, 0), core.ask(login(1, 2, 1)));
    }

    @Test
    void onlyTheNextListIsTaken() {
        for (long version : new long[] {0, 1, 3, 4, Long.MAX_VALUE}) {
            assertEquals(CONFLICT, update(version, ALICE, ALICE_2), "version " + version);
        }
        assertEquals(unknown(ALICE_2), core.ask(append(1, "nothing was made", ALICE_2)));
        assertEquals(lists(1, 1), listsSince(0));

        assertEquals(DONE, update(2, ALICE, ALICE_2));
        assertEquals(CONFLICT, update(2, ALICE, ALICE_2), "the same once more");
        assertEquals(NOBODY, core.ask(new StoreRequest.UpdateDevices(devices("mallory", 9, 2, mailbox(9)))));
    }

    @Test
    void nobodysListTakesAnothersMailbox() {
        core.ask(append(1, "for bob", BOB));

        assertEquals(CONFLICT, update(2, ALICE, BOB));
        assertEquals(CONFLICT, update(2, ALICE_2, BOB));
        assertEquals(CONFLICT, update(2, ALICE, ALICE_2, ALICE_2));
        assertEquals(CONFLICT, update(2, List.of(new DeviceId(2)), ALICE), "its own under another device");
        assertEquals(CONFLICT, update(2, List.of(DeviceId.FIRST, DeviceId.FIRST), ALICE, ALICE_2));
        assertEquals(CONFLICT, update(2), "no devices: that is a deletion");
        assertEquals(List.of("for bob"), texts(core.ask(fetch(BOB))));
        assertEquals(unknown(ALICE_2), core.ask(append(2, "nothing was made", ALICE_2)));
    }

    @Test
    void aRemovedDeviceLosesMailboxMailPrekeysAndLogins() {
        core.ask(publish(1, 1, 5));
        core.ask(login(1, 1, 7));
        core.ask(append(1, "shared", ALICE, BOB));

        assertEquals(DONE, update(2, List.of(new DeviceId(2)), ALICE_2));
        assertEquals(unknown(ALICE), core.ask(append(2, "late", ALICE)));
        assertEquals(List.of(), texts(core.ask(fetch(ALICE))));
        assertEquals(DONE, core.ask(delete(ALICE, 1L)));
        assertEquals(new StoreResult.NoPrekeys(), core.ask(take(1)));
        assertEquals(NOBODY, core.ask(publish(1, 6, 9)));
        assertEquals(NOBODY, core.ask(login(1, 1, 8)));
        assertEquals(List.of("shared"), texts(core.ask(fetch(BOB))));
        assertEquals(DONE, core.ask(delete(BOB, 1L)));
    }

    @Test
    void anotherMailboxUnderTheSameIdIsAnotherDevice() {
        core.ask(publish(1, 1, 5));
        core.ask(login(1, 1, 7));

        assertEquals(DONE, update(2, ALICE_2));
        assertEquals(unknown(ALICE), core.ask(append(1, "late", ALICE)));
        assertEquals(new StoreResult.NoPrekeys(), core.ask(take(1)));
        assertEquals(new StoreResult.LoginNoted(0, 0, 0), core.ask(login(1, 1, 1)));
    }

    @Test
    void aRemovedMailboxIsFreeAndEmpty() {
        core.ask(append(1, "for alice", ALICE));
        update(2, ALICE_2);

        assertEquals(new StoreResult.AccountCreated(), core.ask(registration("carol", 3, ALICE)));
        assertEquals(List.of(), texts(core.ask(fetch(ALICE))));
        core.ask(append(2, "for carol", ALICE));
        assertEquals(List.of("for carol"), texts(core.ask(fetch(ALICE))));
        assertEquals(List.of(1L), sequences(core.ask(fetch(ALICE))));
    }

    @Test
    void whoWatchesARemovedMailboxHearsNothingAndComesToNoHarm() {
        core.line().watch(ALICE);
        var first = core.submit(append(1, "for alice", ALICE));
        var second = core.submit(new StoreRequest.UpdateDevices(devices("alice", 1, 2, ALICE_2)));
        core.await(first);
        assertEquals(DONE, core.await(second));

        assertEquals(unknown(ALICE), core.ask(append(2, "late", ALICE)));
        assertEquals(List.of(), texts(core.ask(fetch(ALICE))));
        assertTrue(core.arrivals().size() <= 1, "but of what came before");
        core.line().unwatch(ALICE);
    }

    @Test
    void mailComesAndGoesInTheBatchThatRemovesItsMailbox() {
        core.ask(append(1, "stored and shared", ALICE, BOB));
        core.submit(append(2, "pending and shared", ALICE, BOB));
        core.submit(append(3, "pending", ALICE));
        core.submit(delete(ALICE, 1L));
        core.submit(new StoreRequest.UpdateDevices(devices("alice", 1, 2, ALICE_2)));
        core.submit(append(4, "shared by new ones", ALICE_2, BOB));
        core.submit(delete(BOB, 1L));
        core.submit(new StoreRequest.UpdateDevices(devices("alice", 1, 3, mailbox(13))));
        Core other = Core.on(store);

        assertEquals(List.of("pending and shared", "shared by new ones"), texts(other.ask(fetch(BOB))));
        assertEquals(unknown(ALICE_2), other.ask(append(5, "late", ALICE_2)));
        assertEquals(DONE, other.ask(delete(BOB, 2L, 3L)));
        assertEquals(allAppended(), other.ask(append(6, "next", mailbox(13), BOB)));
        assertEquals(List.of("next"), texts(other.ask(fetch(mailbox(13)))));
    }

    @Test
    void theListsAfterTheKnownOneAreTold() {
        for (long version = 2; version <= 5; version++) {
            update(version, ALICE);
        }
        assertEquals(lists(1, 5), listsSince(0));
        assertEquals(lists(4, 5), listsSince(3));
        assertEquals(lists(5, 5), listsSince(4));
        assertEquals(lists(5, 5), listsSince(5));
        assertEquals(lists(5, 5), listsSince(Long.MAX_VALUE));
        var byName = (StoreResult.AccountFound) core.ask(new StoreRequest.FindByName(new UserName("alice")));
        assertEquals(lists(5, 5), byName.deviceLists());
        assertEquals(listOf("alice", 5), byName.account().deviceList());
    }

    @Test
    void soManyListsAreKeptAndNoMore() {
        int max = Limits.DEVICE_LISTS_MAX;
        for (long version = 2; version <= max - 1; version++) {
            update(version, ALICE);
        }
        assertEquals(lists(1, max - 1), listsSince(0));
        update(max, ALICE);
        assertEquals(lists(1, max), listsSince(0));
        update(max + 1, ALICE);
        assertEquals(lists(2, max + 1), listsSince(0));
        update(max + 2, ALICE);
        assertEquals(lists(3, max + 2), listsSince(0));
        assertEquals(DONE, core.ask(deletion("alice", 1, max + 3, NOON)));
    }

    @Test
    void whoShowsAKeyMustShowTheRightOne() {
        assertEquals(allAppended(), core.ask(append(1, "with key", keyHashOf("alice", 1), ALICE)));
        assertEquals(allAppended(), core.ask(append(2, "without", ALICE, BOB)));
        for (Bytes wrong : new Bytes[] {keyHashOf("bob", 1), keyHashOf("alice", 2), Bytes.hex("00")}) {
            assertEquals(
                    new StoreResult.MailAppended(List.of(), List.of(mailbox(9)), List.of(ALICE)),
                    core.ask(append(3, "wrong key", wrong, ALICE, mailbox(9))));
        }
        assertEquals(
                new StoreResult.MailAppended(List.of(), List.of(), List.of(BOB)),
                core.ask(append(4, "alice's key", keyHashOf("alice", 1), ALICE, BOB)));
        assertEquals(List.of("with key", "without", "alice's key"), texts(core.ask(fetch(ALICE))));
        assertEquals(List.of("without"), texts(core.ask(fetch(BOB))));
    }

    @Test
    void aNewListMayChangeTheKey() {
        update(2, ALICE, ALICE_2);

        assertEquals(
                new StoreResult.MailAppended(List.of(), List.of(), List.of(ALICE, ALICE_2)),
                core.ask(append(1, "old key", keyHashOf("alice", 1), ALICE, ALICE_2)));
        assertEquals(allAppended(), core.ask(append(2, "new key", keyHashOf("alice", 2), ALICE, ALICE_2)));
    }

    /** More than one commit can hold. */
    @Test
    void aMailboxWithTenThousandMessagesIsRemoved() {
        for (int i = 1; i < 10_000; i++) {
            core.submit(append(i, "m" + i, ALICE));
        }
        Core other = Core.on(store);
        other.ask(append(10_000, "the last", ALICE, BOB));

        assertEquals(DONE, other.ask(new StoreRequest.UpdateDevices(devices("alice", 1, 2, ALICE_2))));
        assertEquals(unknown(ALICE), other.ask(append(10_001, "late", ALICE)));
        assertEquals(List.of("the last"), texts(other.ask(fetch(BOB))));
    }
}
