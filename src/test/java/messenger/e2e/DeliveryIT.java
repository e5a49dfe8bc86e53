package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import messenger.client.OwnAccount;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.protocol.Wrap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the real server delivers over lines that break: how often, and in which pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeliveryIT {
    private static final long WINDOW_BYTES = 256 * 1024;
    private static final RequestId ONE = new RequestId(1);
    private static final Bytes SMALL = Bytes.utf8("a content");

    private final Started started = new Started();
    private final SecureRandom random = new SecureRandom();
    private Path folder;
    private RealServer server;
    private OwnAccount alice;

    @BeforeAll
    void startAServer(@TempDir Path shared) throws IOException {
        folder = shared;
        server = RealServer.start(started, folder.resolve("server"));
        alice = account("alice");
    }

    @AfterAll
    void endEverything() {
        started.close();
    }

    private OwnAccount account(String name) throws IOException {
        OwnAccount account = OwnAccount.create(new UserName(name), Instant.now(), random);
        try (RawClient client = RawClient.tls(server)) {
            client.register(account, server.keyHash());
        }
        return account;
    }

    private RawClient loggedIn(OwnAccount account) throws IOException {
        RawClient client = RawClient.tls(server);
        client.login(account, server.keyHash());
        return client;
    }

    private RawClient subscribed(OwnAccount account) throws IOException {
        RawClient client = loggedIn(account);
        client.send(new ClientFrame.Subscribe());
        return client;
    }

    private static ClientFrame.Submit mail(SubmissionId id, Bytes content, OwnAccount to) {
        Wrap wrap = new Wrap(to.device().mailbox(), Bytes.utf8("a wrap"));
        return new ClientFrame.Submit(ONE, id, content, List.of(wrap));
    }

    /** What is in the mailbox: everything that comes up to the word that there is no more. */
    private List<ServerFrame.Deliver> mailbox(OwnAccount account) throws IOException {
        List<ServerFrame.Deliver> mail = new ArrayList<>();
        try (RawClient client = subscribed(account)) {
            ServerFrame frame = client.next();
            while (!(frame instanceof ServerFrame.CaughtUp)) {
                if (frame instanceof ServerFrame.Deliver delivery) {
                    mail.add(delivery);
                }
                frame = client.next();
            }
        }
        return mail;
    }

    private void submit(RawClient from, Bytes content, OwnAccount to) throws IOException {
        from.send(mail(SubmissionId.random(random), content, to));
        assertEquals(List.of(), from.await(ServerFrame.Accepted.class).unknown());
    }

    @Test
    void t8WhoDropsInTheMiddleOfAMailboxGetsItAllAndOnce() throws IOException {
        int messages = 150;
        List<String> written =
                IntStream.range(0, messages).mapToObj(i -> "message " + i).toList();
        Path vault = folder.resolve("carol");
        OwnAccount carol;
        try (Peer dave = Peer.register(server, folder.resolve("dave"), "dave")) {
            try (Peer first = Peer.register(server, vault, "carol").meet("dave")) {
                carol = first.account();
            }
            dave.meet("carol");
            written.forEach(text -> dave.compose("carol", text));
            dave.awaitStored(messages);
        }

        for (int taken : new int[] {1, 20, 64}) {
            RawClient dropping = subscribed(carol);
            for (int i = 0; i < taken; i++) {
                assertEquals(i + 1L, dropping.await(ServerFrame.Deliver.class).sequence());
            }
            dropping.reset();
        }
        try (Peer again = Peer.open(server, vault)) {
            assertEquals(written, again.awaitReceived(messages));
            again.settle();
            assertEquals(messages, again.awaitReceived(messages).size());
        }
    }

    @Test
    void t12TheSameFrameThreeTimesIsOneMessage() throws IOException {
        OwnAccount bob = account("bob12");
        SubmissionId id = SubmissionId.random(random);
        try (RawClient client = loggedIn(alice)) {
            for (int injected = 0; injected < 3; injected++) {
                client.send(mail(id, SMALL, bob));
            }
            for (int answered = 0; answered < 3; answered++) {
                assertEquals(ONE, client.await(ServerFrame.Accepted.class).request());
            }
        }

        assertEquals(1, mailbox(bob).size());
    }

    @Test
    void t13TheSameIdAfterALostAnswerIsDeliveredOnceAlsoByAServerThatRestarted() throws IOException {
        OwnAccount bob = account("bob13");
        SubmissionId id = SubmissionId.random(random);
        for (int lost = 0; lost < 3; lost++) {
            RawClient client = loggedIn(alice);
            client.send(mail(id, SMALL, bob));
            client.reset();
        }
        try (RawClient client = loggedIn(alice)) {
            client.send(mail(id, SMALL, bob));
            assertEquals(ONE, client.await(ServerFrame.Accepted.class).request());
        }
        server.kill();
        server.startAgain();
        try (RawClient client = loggedIn(alice)) {
            client.send(mail(id, SMALL, bob));
            assertEquals(ONE, client.await(ServerFrame.Accepted.class).request());
        }

        List<ServerFrame.Deliver> mail = mailbox(bob);
        assertEquals(
                List.of(id), mail.stream().map(ServerFrame.Deliver::submission).toList());
    }

    @Test
    void t23AMailboxOfEightMegabytesComesInPagesToAReaderWhoTakesItsTime() throws IOException {
        OwnAccount bob = account("bob23");
        Bytes large = Bytes.random(Limits.CONTENT_BYTES_MAX, random);
        int messages = 8_000_000 / large.size() + 1;
        try (RawClient client = loggedIn(alice)) {
            for (int i = 0; i < messages; i++) {
                submit(client, large, bob);
            }
        }

        List<Long> sequences = new ArrayList<>();
        try (RawClient slow = subscribed(bob)) {
            while (sequences.size() < messages) {
                List<Long> page = page(slow, large.size(), messages - sequences.size());
                sequences.addAll(page);
                slow.send(new ClientFrame.Ping());
                ServerFrame next = slow.next();
                boolean isLast = sequences.size() == messages;
                assertEquals(isLast ? new ServerFrame.CaughtUp() : new ServerFrame.Pong(), next, "after a window");
                slow.send(new ClientFrame.Acknowledge(page));
            }
        }

        assertEquals(LongStream.rangeClosed(1, messages).boxed().toList(), sequences);
        assertEquals(List.of(), mailbox(bob));
    }

    /** As much as the server sends to somebody who acknowledges nothing: a window, and the message that fills it. */
    private static List<Long> page(RawClient slow, int bytesOfOne, int left) throws IOException {
        long unacknowledged = 0;
        List<Long> page = new ArrayList<>();
        while (unacknowledged < WINDOW_BYTES && page.size() < left) {
            page.add(slow.await(ServerFrame.Deliver.class).sequence());
            unacknowledged += bytesOfOne;
        }
        return page;
    }

    @Test
    void t25AnotherLoginOfTheDeviceTakesOverAndNobodyElseIsTouched() throws IOException {
        OwnAccount bob = account("bob25");
        try (RawClient alices = loggedIn(alice);
                RawClient older = subscribed(bob);
                RawClient newer = subscribed(bob)) {
            assertEquals(
                    Refusal.REPLACED, older.await(ServerFrame.Goodbye.class).reason());
            older.awaitClosed();

            submit(alices, SMALL, bob);

            assertEquals(1, newer.await(ServerFrame.Deliver.class).sequence());
        }
    }

    /** SIGTERM in the middle of it: what was accepted is there afterwards, and clients come back by themselves. */
    @Test
    void whoSendsWhileTheServerIsToldToStopLosesNothing() {
        int messages = 300;
        List<String> written =
                IntStream.range(0, messages).mapToObj(i -> "message " + i).toList();
        try (Peer erin = Peer.register(server, folder.resolve("erin"), "erin");
                Peer frank = Peer.register(server, folder.resolve("frank"), "frank")) {
            frank.meet("erin");
            erin.meet("frank");
            for (int stop = 0; stop < 3; stop++) {
                written.subList(stop * 100, stop * 100 + 100).forEach(text -> erin.compose("frank", text));
                erin.awaitStored(stop * 100 + 20);
                server.stop();
                server.startAgain();
            }

            erin.awaitStored(messages);
            assertEquals(written, frank.awaitReceived(messages));
            frank.settle();
            assertEquals(messages, frank.awaitReceived(messages).size());
        }
        assertEquals("", server.errors());
    }
}
