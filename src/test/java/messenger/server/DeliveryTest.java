package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import org.junit.jupiter.api.Test;

final class DeliveryTest {
    private final TestServer server = new TestServer();
    private final Person alice = server.person("alice");
    private final Person bob = server.person("bob");
    private final TestConnection bobs = server.registered(bob);

    private TestConnection aliceWithMail(int messages) {
        TestConnection connection = server.registered(alice);
        submit(messages);
        return connection;
    }

    private void submit(int messages) {
        for (int i = 0; i < messages; i++) {
            bobs.submit(i + 1, alice);
        }
    }

    @Test
    void aSubmissionIsAcceptedWhenTheStoreHasItAndNotBefore() {
        server.registered(alice);
        server.holdStore();

        bobs.submit(5, alice);
        assertTrue(bobs.takeHeard().isEmpty());
        server.releaseStore();

        assertEquals(
                List.of(new ServerFrame.Accepted(new RequestId(5), List.of(), List.of(), List.of())), bobs.takeHeard());
    }

    @Test
    void aSubmissionThatTheStoreCannotKeepIsNeverAccepted() {
        server.registered(alice);
        server.store.breakDown();

        bobs.submit(5, alice);

        assertEquals(List.of(new ServerFrame.Refused(new RequestId(5), Refusal.UNAVAILABLE)), bobs.takeHeard());
    }

    @Test
    void theSenderLearnsWhichMailboxesAreNotThere() {
        Person nobody = server.person("nobody");
        server.registered(alice);

        bobs.submit(5, alice, nobody);

        assertEquals(
                List.of(new ServerFrame.Accepted(new RequestId(5), List.of(), List.of(nobody.mailbox()), List.of())),
                bobs.takeHeard());
    }

    @Test
    void t13ASubmissionSentAgainIsDeliveredOnce() {
        TestConnection alices = server.registered(alice);
        alices.say(new ClientFrame.Subscribe());
        SubmissionId submission = SubmissionId.random(server.random);

        bobs.submit(1, submission, 10, alice);
        bobs.submit(2, submission, 10, alice);

        assertEquals(List.of(1L), alices.takeDelivered());
    }

    @Test
    void t12TheSameFrameThreeTimesIsOneMessage() {
        TestConnection alices = server.registered(alice);
        alices.say(new ClientFrame.Subscribe());
        SubmissionId submission = SubmissionId.random(server.random);

        for (int injected = 0; injected < 3; injected++) {
            bobs.submit(1, submission, 10, alice);
        }

        assertEquals(List.of(1L), alices.takeDelivered());
        assertEquals(1, server.store.mail(alice.mailbox()).size());
    }

    @Test
    void t13TheSameIdAfterALostAnswerAndOnAnotherConnectionIsDeliveredOnce() {
        TestConnection alices = server.registered(alice);
        alices.say(new ClientFrame.Subscribe());
        SubmissionId submission = SubmissionId.random(server.random);
        server.holdStore();
        bobs.submit(1, submission, 10, alice);
        bobs.cut();
        server.releaseStore();
        TestConnection again = server.loggedIn(bob);

        again.submit(1, submission, 10, alice);

        assertEquals(List.of(1L), alices.takeDelivered());
        assertEquals(
                List.of(new ServerFrame.Accepted(new RequestId(1), List.of(), List.of(), List.of())),
                again.takeHeard());
    }

    @Test
    void anEmptyMailboxIsCaughtUpAtOnce() {
        TestConnection alices = server.registered(alice);

        alices.say(new ClientFrame.Subscribe());

        assertEquals(List.of(new ServerFrame.CaughtUp()), alices.takeHeard());
    }

    @Test
    void caughtUpIsSaidOnceAndAfterWhatWasThere() {
        TestConnection alices = aliceWithMail(2);

        alices.say(new ClientFrame.Subscribe());
        submit(1);

        List<ServerFrame> heard = alices.takeHeard();
        assertEquals(4, heard.size());
        assertEquals(new ServerFrame.CaughtUp(), heard.get(2));
    }

    @Test
    void newMailIsDeliveredWithoutAsking() {
        TestConnection alices = aliceWithMail(0);
        alices.say(new ClientFrame.Subscribe());

        submit(3);

        assertEquals(List.of(1L, 2L, 3L), alices.takeDelivered());
    }

    @Test
    void whoeverHasNotSubscribedGetsNothing() {
        TestConnection alices = aliceWithMail(1);

        submit(1);

        assertTrue(alices.takeHeard().isEmpty());
        assertEquals(2, server.store.mail(alice.mailbox()).size());
    }

    @Test
    void mailThatArrivesDuringAFetchIsFetchedToo() {
        TestConnection alices = aliceWithMail(1);
        server.holdStore();
        alices.say(new ClientFrame.Subscribe());
        submit(1);

        server.releaseStore();

        assertEquals(List.of(1L, 2L), alices.takeDelivered());
    }

    /** A store may tell of new mail before it answers a fetch that did not see it. */
    @Test
    void anArrivalDuringAFetchIsNotForgotten() {
        TestConnection alices = aliceWithMail(1);
        server.holdStore();
        alices.say(new ClientFrame.Subscribe());

        server.on(new Event.Arrived(alice.mailbox()));
        server.releaseOne();

        long fetches = server.store.asked().stream()
                .filter(StoreRequest.FetchMail.class::isInstance)
                .count();
        assertEquals(2, fetches);
    }

    @Test
    void onlyAcknowledgedMailIsDeleted() {
        TestConnection alices = aliceWithMail(3);
        alices.say(new ClientFrame.Subscribe());

        alices.acknowledge(2);

        assertEquals(
                List.of(1L, 3L),
                server.store.mail(alice.mailbox()).stream()
                        .map(StoreResult.Mail::sequence)
                        .toList());
    }

    @Test
    void t8WhatWasNotAcknowledgedIsDeliveredAgainOnTheNextConnection() {
        TestConnection first = aliceWithMail(4);
        first.say(new ClientFrame.Subscribe());
        first.acknowledge(2, 3);
        first.cut();
        TestConnection second = server.loggedIn(alice);

        second.say(new ClientFrame.Subscribe());

        assertEquals(List.of(1L, 4L), second.takeDelivered());
    }

    @Test
    void t12NothingIsDeliveredTwiceOnOneConnection() {
        TestConnection alices = aliceWithMail(4);
        alices.say(new ClientFrame.Subscribe());
        alices.takeHeard();

        alices.acknowledge(2);
        server.store.tellOf(alice.mailbox());
        alices.acknowledge(2, 2, 3);

        assertTrue(alices.takeHeard().isEmpty());
    }

    @Test
    void acknowledgingWhatWasNotDeliveredDoesNothing() {
        TestConnection alices = aliceWithMail(1);
        alices.acknowledge(1);
        alices.say(new ClientFrame.Subscribe());
        int asked = server.store.asked().size();

        alices.acknowledge(2, Long.MAX_VALUE, 0);

        assertEquals(asked, server.store.asked().size());
        assertEquals(1, server.store.mail(alice.mailbox()).size());
        assertFalse(alices.isClosed());
    }

    @Test
    void aSecondSubscriptionIsRefusedAndDeliversNothingTwice() {
        TestConnection alices = aliceWithMail(1);
        alices.say(new ClientFrame.Subscribe());
        alices.takeHeard();

        alices.say(new ClientFrame.Subscribe());

        assertEquals(List.of(new ServerFrame.Refused(RequestId.NONE, Refusal.MALFORMED)), alices.takeHeard());
    }

    @Test
    void aSubscriberWhoseMailCannotBeReadIsToldToComeBack() {
        TestConnection alices = aliceWithMail(1);
        server.store.breakDown();

        alices.say(new ClientFrame.Subscribe());

        assertEquals(List.of(new ServerFrame.Goodbye(Refusal.UNAVAILABLE)), alices.takeHeard());
        assertTrue(alices.isClosed());
        assertTrue(server.watched.isEmpty());
    }

    @Test
    void aSubscriberWhoseMailCannotBeDeletedIsToldToComeBack() {
        TestConnection alices = aliceWithMail(1);
        alices.say(new ClientFrame.Subscribe());
        alices.takeHeard();
        server.store.breakDown();

        alices.acknowledge(1);

        assertEquals(List.of(new ServerFrame.Goodbye(Refusal.UNAVAILABLE)), alices.takeHeard());
    }
}
