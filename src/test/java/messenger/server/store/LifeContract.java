package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.BOB;
import static messenger.server.store.Fixture.NOON;
import static messenger.server.store.Fixture.append;
import static messenger.server.store.Fixture.fetch;
import static messenger.server.store.Fixture.login;
import static messenger.server.store.Fixture.publish;
import static messenger.server.store.Fixture.registration;
import static messenger.server.store.Fixture.submission;
import static messenger.server.store.Fixture.take;
import static messenger.server.store.Fixture.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.protocol.Incarnation;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine promises about mail that grows too old, and about a store that was restored. */
abstract class LifeContract {
    private static final Incarnation NEXT = new Incarnation(Bytes.hex("5a".repeat(16)));

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

    private void appendAt(Instant at, long number, String content) {
        StoreRequest.Post post = new StoreRequest.Post(BOB, Bytes.utf8("key"), Bytes.EMPTY);
        core.ask(new StoreRequest.AppendMail(submission(number), Bytes.utf8(content), List.of(post), at));
    }

    private StoreResult expire(Instant before) {
        return core.ask(new StoreRequest.ExpireMail(before));
    }

    @Test
    void mailFromBeforeAMomentIsDeletedAndMailFromThatMomentStays() {
        appendAt(NOON.minusMillis(2), 1, "a");
        appendAt(NOON.minusMillis(1), 2, "b");
        appendAt(NOON, 3, "c");

        assertEquals(new StoreResult.MailExpired(0, false), expire(NOON.minusMillis(2)));
        assertEquals(new StoreResult.MailExpired(2, false), expire(NOON));

        assertEquals(List.of("c"), texts(core.ask(fetch(BOB))));
        appendAt(NOON, 4, "d");
        assertEquals(List.of(3L, 4L), Fixture.sequences(core.ask(fetch(BOB))));
    }

    @Test
    void aContentThatIsSharedStaysAsLongAsSomebodyNeedsIt() {
        core.ask(append(1, "shared", ALICE, BOB));
        core.ask(Fixture.delete(ALICE, 1L));
        assertEquals(new StoreResult.MailExpired(1, false), expire(NOON.plusMillis(1)));
        core.ask(append(2, "next", ALICE, BOB));

        assertEquals(List.of("next"), texts(core.ask(fetch(ALICE))));
        assertEquals(List.of("next"), texts(core.ask(fetch(BOB))));
    }

    @Test
    void whatExpiredMakesRoomAndMayBeSentAgain() {
        core.ask(append(1, "a", BOB));
        expire(NOON.plusMillis(1));
        core.ask(append(1, "a", BOB));

        assertEquals(List.of("a"), texts(core.ask(fetch(BOB))));
    }

    @Test
    void soMuchGoesAtATimeAndNotMore() {
        for (int i = 1; i <= MailExpiry.EXPIRED_MAX + 1; i++) {
            core.ask(append(i, "m", ALICE));
            core.ask(append(i, "m", BOB));
        }
        assertEquals(new StoreResult.MailExpired(MailExpiry.EXPIRED_MAX, true), expire(NOON.plusMillis(1)));
        assertEquals(new StoreResult.MailExpired(MailExpiry.EXPIRED_MAX, true), expire(NOON.plusMillis(1)));
        assertEquals(new StoreResult.MailExpired(2, false), expire(NOON.plusMillis(1)));
        assertEquals(List.of(), texts(core.ask(fetch(ALICE))));
        assertEquals(List.of(), texts(core.ask(fetch(BOB))));
    }

    @Test
    void aMailboxThatWentInTheMiddleOfARoundIsPassedOver() {
        for (int i = 1; i <= MailExpiry.EXPIRED_MAX + 1; i++) {
            core.ask(append(i, "m", ALICE));
        }
        core.ask(append(9_999_999, "b", BOB));
        expire(NOON.plusMillis(1));
        core.ask(new StoreRequest.DeleteAccount(Fixture.devices("alice", 1, 2), NOON));

        boolean more = true;
        while (more) {
            more = ((StoreResult.MailExpired) expire(NOON.plusMillis(1))).more();
        }
        assertEquals(List.of(), texts(core.ask(fetch(BOB))));
    }

    /** PROTOCOL A10: the pairs that were given out since the backup must not be given out again. */
    @Test
    void aRestoredStoreHasNoOneTimePairsAndTakesNoneOfThemBack() {
        core.ask(publish(1, 1, 20));
        core.ask(publish(2, 1, 3));
        core.ask(append(1, "mail", BOB));

        assertEquals(new StoreResult.Done(), core.ask(new StoreRequest.MarkRestored(NEXT)));

        assertEquals(new StoreResult.LoginNoted(0, 0, 0), core.ask(login(1, 1, 1)));
        assertEquals(new StoreResult.PrekeyCount(1), core.ask(publish(1, 20, 21)));
        assertEquals(
                new StoreResult.BundleTaken(Bytes.utf8("devices of bob"), Bytes.utf8("signed 1"), List.of(), 0),
                core.ask(take(2)));
        assertEquals(List.of("mail"), texts(core.ask(fetch(BOB))));
    }
}
