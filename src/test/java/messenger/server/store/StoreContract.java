package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.BOB;
import static messenger.server.store.Fixture.NOON;
import static messenger.server.store.Fixture.allAppended;
import static messenger.server.store.Fixture.append;
import static messenger.server.store.Fixture.delete;
import static messenger.server.store.Fixture.fetch;
import static messenger.server.store.Fixture.mailbox;
import static messenger.server.store.Fixture.registration;
import static messenger.server.store.Fixture.sequences;
import static messenger.server.store.Fixture.submission;
import static messenger.server.store.Fixture.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import messenger.crypto.Bytes;
import messenger.server.StoreRequest;
import messenger.server.StoreRequest.Post;
import messenger.server.StoreResult;
import messenger.server.Ticket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine promises about mail, answers and notices; {@link AccountContract} has the rest. */
abstract class StoreContract {
    /** 5 messages, 100 bytes. */
    static final MailQuota SMALL = new MailQuota(5, 100);

    private Store store = Opened.none();
    private Core core = Core.on(store);

    abstract Store open(MailQuota quota);

    @BeforeEach
    void makeAccounts() {
        openWith(MailQuota.DEFAULT);
    }

    private void openWith(MailQuota quota) {
        store.close();
        store = open(quota);
        core = Core.on(store);
        core.ask(registration("alice", 1, ALICE));
        core.ask(registration("bob", 2, BOB));
    }

    @AfterEach
    void close() {
        store.close();
    }

    Core core() {
        return core;
    }

    @Test
    void aMessageIsFetchedAsItWasAppended() {
        Post post = new Post(BOB, Bytes.utf8("ratchet message"), Bytes.EMPTY);
        core.ask(new StoreRequest.AppendMail(submission(7), Bytes.utf8("content"), List.of(post), NOON));

        assertEquals(
                new StoreResult.MailPage(
                        List.of(new StoreResult.Mail(
                                1, submission(7), NOON, Bytes.utf8("content"), Bytes.utf8("ratchet message"))),
                        false),
                core.ask(fetch(BOB)));
    }

    @Test
    void sequencesCountUpFromOneInEachMailbox() {
        core.ask(append(1, "a", ALICE, BOB));
        core.ask(append(2, "b", BOB));
        core.ask(append(3, "c", ALICE, BOB));

        assertEquals(List.of(1L, 2L), sequences(core.ask(fetch(ALICE))));
        assertEquals(List.of("a", "c"), texts(core.ask(fetch(ALICE))));
        assertEquals(List.of(1L, 2L, 3L), sequences(core.ask(fetch(BOB))));
        assertEquals(List.of("a", "b", "c"), texts(core.ask(fetch(BOB))));
    }

    @Test
    void unknownMailboxesAreNamedAndTheOthersGetTheirMail() {
        assertEquals(
                new StoreResult.MailAppended(List.of(), List.of(mailbox(99)), List.of()),
                core.ask(append(1, "a", mailbox(99), BOB)));
        assertEquals(List.of("a"), texts(core.ask(fetch(BOB))));
        assertEquals(List.of(), texts(core.ask(fetch(mailbox(99)))));
    }

    @Test
    void anEmptyMailboxCountsOn() {
        core.ask(append(1, "a", BOB));
        core.ask(append(2, "b", BOB));
        core.ask(delete(BOB, 1L, 2L));
        core.ask(append(3, "c", BOB));

        assertEquals(List.of(3L), sequences(core.ask(fetch(BOB))));
    }

    @Test
    void onlyTheAcknowledgedAreDeleted() {
        for (int i = 1; i <= 5; i++) {
            core.ask(append(i, "m" + i, BOB));
        }
        assertEquals(new StoreResult.Done(), core.ask(delete(BOB, 2L, 4L, 4L, 77L)));
        assertEquals(new StoreResult.Done(), core.ask(delete(mailbox(99), 1L)));

        assertEquals(List.of(1L, 3L, 5L), sequences(core.ask(fetch(BOB))));
        assertEquals(List.of("m3", "m5"), texts(core.ask(fetch(BOB, 1))));
    }

    @Test
    void oneReadersAcknowledgementLeavesTheOthersCopy() {
        core.ask(append(1, "shared", ALICE, BOB));
        core.ask(delete(ALICE, 1L));
        assertEquals(List.of("shared"), texts(core.ask(fetch(BOB))));
        core.ask(delete(BOB, 1L));
        core.ask(append(2, "next", ALICE, BOB));
        assertEquals(List.of("next"), texts(core.ask(fetch(ALICE))));
        assertEquals(List.of("next"), texts(core.ask(fetch(BOB))));
    }

    @Test
    void aSubmissionThatWaitsIsNotStoredTwice() {
        core.ask(append(1, "a", ALICE));

        assertEquals(allAppended(), core.ask(append(1, "a", ALICE, BOB, BOB)));
        assertEquals(List.of("a"), texts(core.ask(fetch(ALICE))));
        assertEquals(List.of("a"), texts(core.ask(fetch(BOB))));
    }

    @Test
    void aSubmissionThatWasJustAcknowledgedIsNotStoredAgain() {
        core.ask(append(1, "a", BOB));
        core.ask(delete(BOB, 1L));

        assertEquals(allAppended(), core.ask(append(1, "a", BOB)));
        assertEquals(List.of(), texts(core.ask(fetch(BOB))));
    }

    @Test
    void pagesAreBoundedInCount() {
        for (int i = 1; i <= 3; i++) {
            core.ask(append(i, "m" + i, BOB));
        }
        for (int max = 1; max <= 4; max++) {
            StoreResult.MailPage page =
                    (StoreResult.MailPage) core.ask(new StoreRequest.FetchMail(BOB, 0, max, Integer.MAX_VALUE));
            assertEquals(Math.min(3, max), page.mail().size());
            assertEquals(max < 3, page.more());
        }
    }

    @Test
    void pagesAreBoundedInBytesButNeverEmpty() {
        core.ask(append(1, "ab", BOB));
        core.ask(append(2, "cd", BOB));
        int one = "ab".length() + "key of ab".length();
        for (int max : new int[] {0, one - 1, one, 2 * one - 1, 2 * one, 2 * one + 1}) {
            StoreResult.MailPage page =
                    (StoreResult.MailPage) core.ask(new StoreRequest.FetchMail(BOB, 0, Integer.MAX_VALUE, max));
            assertEquals(max < 2 * one ? 1 : 2, page.mail().size(), "at most " + max + " bytes");
            assertEquals(max < 2 * one, page.more());
        }
    }

    @Test
    void aMailboxHoldsAsManyMessagesAsItsQuotaAndNoMore() {
        openWith(SMALL);
        for (int i = 1; i <= SMALL.messagesMax(); i++) {
            assertEquals(allAppended(), core.ask(append(i, "m", BOB)));
        }
        assertEquals(
                new StoreResult.MailAppended(List.of(BOB), List.of(), List.of()), core.ask(append(9, "m", BOB, ALICE)));
        assertEquals(List.of("m"), texts(core.ask(fetch(ALICE))));

        core.ask(delete(BOB, 3L));
        assertEquals(allAppended(), core.ask(append(9, "m", BOB, ALICE)));
        assertEquals(List.of(1L, 2L, 4L, 5L, 6L), sequences(core.ask(fetch(BOB))));
        assertEquals(List.of(1L), sequences(core.ask(fetch(ALICE))));
    }

    @Test
    void aMailboxHoldsAsManyBytesAsItsQuotaAndNoMore() {
        openWith(SMALL);
        Post post = new Post(BOB, Bytes.copyOf(new byte[40]), Bytes.EMPTY);
        for (int content : new int[] {61, 60}) {
            StoreResult result = core.ask(new StoreRequest.AppendMail(
                    submission(content), Bytes.copyOf(new byte[content]), List.of(post), NOON));
            assertEquals(content == 60, result.equals(allAppended()), "content of " + content);
        }
    }

    @Test
    void requestsTakeEffectInTheirOrder() {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            tickets.add(core.submit(append(i, "m" + i, ALICE, BOB)));
            tickets.add(core.submit(fetch(BOB, i - 1)));
            tickets.add(core.submit(delete(BOB, (long) i)));
            tickets.add(core.submit(fetch(BOB)));
        }
        for (int i = 1; i <= 50; i++) {
            assertEquals(allAppended(), core.await(tickets.get(4 * i - 4)));
            assertEquals(List.of("m" + i), texts(core.await(tickets.get(4 * i - 3))));
            assertEquals(new StoreResult.Done(), core.await(tickets.get(4 * i - 2)));
            assertEquals(List.of(), texts(core.await(tickets.get(4 * i - 1))));
        }
        assertEquals(50, texts(core.ask(fetch(ALICE))).size());
    }

    @Test
    void watchersHearOfNewMailAndOnlyThey() {
        Core other = Core.on(store);
        core.line().watch(BOB);
        core.ask(append(1, "a", ALICE, BOB));

        assertEquals(BOB, core.awaitArrival());
        other.ask(fetch(BOB));
        other.ask(fetch(BOB));
        assertEquals(List.of(), other.arrivals());
    }

    @Test
    void whoStoppedWatchingHearsNoMore() {
        core.line().watch(BOB);
        core.line().unwatch(BOB);
        core.ask(append(1, "a", BOB));
        core.ask(fetch(BOB));
        core.ask(fetch(BOB));

        assertEquals(List.of(), core.arrivals());
    }

    @Test
    void afterClosingEverythingFails() {
        store.close();
        assertEquals(new StoreResult.Failed(), core.ask(fetch(BOB)));
        assertEquals(new StoreResult.Failed(), core.ask(append(1, "a", BOB)));
    }

    /** No operation on the head of a long mailbox may cost as much as the mailbox is long: this would take minutes. */
    @Test
    void aMailboxWithAHundredThousandMessagesIsPagedAndAcknowledged() {
        int count = 100_000;
        List<Ticket> tickets = IntStream.rangeClosed(1, count)
                .mapToObj(i -> core.submit(append(i, "m" + i, BOB)))
                .toList();
        tickets.forEach(ticket -> assertEquals(allAppended(), core.await(ticket)));
        long after = 0;
        boolean more = true;
        while (more) {
            StoreResult.MailPage page =
                    (StoreResult.MailPage) core.ask(new StoreRequest.FetchMail(BOB, after, 500, 1 << 20));
            List<Long> sequences = sequences(page);
            assertEquals(after + 1, sequences.get(0));
            after = sequences.get(sequences.size() - 1);
            more = page.more();
            core.ask(new StoreRequest.DeleteMail(BOB, sequences));
        }
        assertEquals(count, after);
        assertEquals(new StoreResult.MailPage(List.of(), false), core.ask(fetch(BOB)));
    }

    @Test
    void randomMailIsAsInTheModel() {
        long seed = new java.util.Random().nextInt(1 << 20);
        MailModel model = new MailModel(seed);
        for (int round = 0; round < 30; round++) {
            assertTrue(model.runBatch(core), "seed " + seed);
        }
        assertFalse(model.isEmpty(), "seed " + seed);
    }
}
