package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is missing, what comes late, and lines that go again. */
final class LateTest {
    private final Driver alice = Driver.alone(80, 24);

    private static Message at(long order, String text, Delivery delivery, Message.Note... notes) {
        return new Message(
                Samples.BOB,
                new MessageId("m" + order),
                "bob",
                Driver.NOW,
                Driver.NOW,
                text,
                delivery,
                order,
                Set.of(notes));
    }

    private static Message received(long order, Message.Note... notes) {
        return at(order, "text " + order, new Delivery.Received(), notes);
    }

    private void opens(News.More more, long... orders) {
        alice.hear(new News.ConversationStarted(
                Samples.conversations(Driver.NOW).get(0).read()));
        alice.hear(new News.HistoryPage(
                Samples.BOB,
                java.util.Arrays.stream(orders)
                        .mapToObj(order -> received(order))
                        .toList(),
                more));
    }

    private List<Long> orders() {
        return alice.model().chats().history(Samples.BOB).messages().stream()
                .map(Message::order)
                .toList();
    }

    @Test
    void whatComesLateStandsWhereItBelongsAndCarriesAMark() {
        opens(News.More.BEGINNING, 1, 5);
        alice.hear(new News.MessageShown(received(7)));
        alice.hear(new News.MessageShown(received(3, Message.Note.LATE)));
        assertEquals(List.of(1L, 3L, 5L, 7L), orders());
        assertTrue(alice.frame().toString().contains(Marks.LATE.sign() + " text 3"), alice.frame() + "");

        alice.hear(new News.MessageShown(received(4, Message.Note.LATE, Message.Note.CLOCK)));
        assertTrue(alice.frame().toString().contains("~c text 4"), alice.frame() + "");
    }

    @Test
    void whatBelongsToAnOlderPageComesWithIt() {
        opens(News.More.OLDER_EXIST, 40, 50);
        alice.hear(new News.MessageShown(received(30, Message.Note.LATE)));
        assertEquals(List.of(40L, 50L), orders());
        alice.hear(new News.HistoryPage(Samples.BOB, List.of(received(20), received(30)), News.More.BEGINNING));
        assertEquals(List.of(20L, 30L, 40L, 50L), orders());
    }

    @Test
    void aLineOfThisProgramStaysWhereItIs() {
        opens(News.More.BEGINNING, 1, 5);
        alice.hear(new News.PeerDevicesChanged("bob", List.of("2"), List.of()));
        alice.hear(new News.MessageShown(received(6)));
        alice.hear(new News.MessageShown(received(4)));
        assertEquals(List.of(1L, 4L, 5L, 0L, 6L), orders());
    }

    @Test
    void aLineAboutSomethingMissingIsNobodysAndNotUnreadAndGoes() {
        opens(News.More.BEGINNING, 1);
        alice.commands();
        alice.hear(new News.MessageShown(at(4, "Something has not arrived.", new Delivery.Missing())));
        assertEquals(List.of(), alice.commands());
        assertTrue(alice.frame().toString().contains("Something has not arrived."));
        assertFalse(alice.model().chats().history(Samples.BOB).messages().get(1).isRemark());

        alice.hear(new News.MessageGone(Samples.BOB, new MessageId("m4")));
        alice.hear(new News.MessageGone(Samples.BOB, new MessageId("m4")));
        alice.hear(new News.MessageGone(Samples.CAROL, new MessageId("m1")));
        assertEquals(List.of(1L), orders());
    }
}
