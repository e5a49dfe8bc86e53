package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import org.junit.jupiter.api.Test;

final class WindowTest {
    private static final int WINDOW = ServerLimits.DEFAULT.window().messages();

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

    private static long[] range(long first, long last) {
        return LongStream.rangeClosed(first, last).toArray();
    }

    private static List<Long> list(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void aWindowShortOfFullIsDeliveredAtOnce() {
        TestConnection alices = aliceWithMail(WINDOW - 1);

        alices.say(new ClientFrame.Subscribe());

        assertEquals(list(1, WINDOW - 1), alices.takeDelivered());
    }

    @Test
    void aFullWindowIsDeliveredAtOnce() {
        TestConnection alices = aliceWithMail(WINDOW);

        alices.say(new ClientFrame.Subscribe());

        List<ServerFrame> heard = alices.takeHeard();
        assertEquals(WINDOW + 1, heard.size());
        assertEquals(new ServerFrame.CaughtUp(), heard.get(WINDOW));
    }

    @Test
    void whatIsBeyondTheWindowWaitsForAnAcknowledgement() {
        TestConnection alices = aliceWithMail(WINDOW + 1);
        alices.say(new ClientFrame.Subscribe());
        assertEquals(list(1, WINDOW), alices.takeDelivered());

        alices.acknowledge(7);

        List<ServerFrame> heard = alices.takeHeard();
        assertEquals(2, heard.size());
        assertEquals(WINDOW + 1, ((ServerFrame.Deliver) heard.get(0)).sequence());
        assertEquals(new ServerFrame.CaughtUp(), heard.get(1));
    }

    @Test
    void theWindowMovesOnWhenTheDeletionIsDurableAndNotBefore() {
        TestConnection alices = aliceWithMail(WINDOW + 1);
        alices.say(new ClientFrame.Subscribe());
        alices.takeHeard();
        server.holdStore();

        alices.acknowledge(1);
        assertTrue(alices.takeHeard().isEmpty());
        server.releaseStore();

        assertEquals(List.of((long) WINDOW + 1), alices.takeDelivered());
    }

    @Test
    void aReaderThatStopsGetsNoMoreThanItsWindowOfBytesAndOneMessage() {
        TestConnection alices = server.registered(alice);
        alices.say(new ClientFrame.Subscribe());
        for (int i = 0; i < 20; i++) {
            bobs.submit(i, SubmissionId.random(server.random), Limits.CONTENT_BYTES_MAX, alice);
        }

        int bytes = alices.takeHeard().stream()
                .filter(ServerFrame.Deliver.class::isInstance)
                .mapToInt(frame -> ((ServerFrame.Deliver) frame).content().size())
                .sum();

        assertEquals(4 * Limits.CONTENT_BYTES_MAX, bytes);
        assertTrue(bytes < ServerLimits.DEFAULT.window().bytes() + Limits.CONTENT_BYTES_MAX);
        assertEquals(20, server.store.mail(alice.mailbox()).size());
    }

    @Test
    void t5AReaderThatStopsHoldsNobodyElseUp() {
        Person carol = server.person("carol");
        TestConnection carols = server.registered(carol);
        carols.say(new ClientFrame.Subscribe());
        aliceWithMail(0).say(new ClientFrame.Subscribe());
        for (int i = 0; i < 3 * WINDOW; i++) {
            bobs.submit(2L * i, alice);
            bobs.submit(2L * i + 1, carol);
            carols.acknowledge(i + 1);
        }

        assertEquals(list(1, 3L * WINDOW), carols.takeDelivered());
    }

    @Test
    void t23ALargeMailboxIsEmptiedPageByPage() {
        TestConnection alices = aliceWithMail(7 * WINDOW);
        alices.say(new ClientFrame.Subscribe());

        for (int page = 0; page < 7; page++) {
            long first = (long) page * WINDOW + 1;
            assertEquals(list(first, first + WINDOW - 1), alices.takeDelivered());
            alices.acknowledge(range(first, first + WINDOW - 1));
        }

        assertEquals(List.of(), server.store.mail(alice.mailbox()));
    }

    @Test
    void acknowledgementsDuringADeletionGoTogetherIntoTheNext() {
        TestConnection alices = aliceWithMail(10);
        alices.say(new ClientFrame.Subscribe());
        server.holdStore();
        for (long sequence : range(1, 10)) {
            alices.acknowledge(sequence);
        }

        server.releaseStore();

        long deletions = server.store.asked().stream()
                .filter(StoreRequest.DeleteMail.class::isInstance)
                .count();
        assertEquals(2, deletions);
        assertTrue(server.store.mail(alice.mailbox()).isEmpty());
    }
}
