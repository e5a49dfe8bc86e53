package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NavigationTest {
    private final Driver alice = Driver.chatting(80, 24);

    private static List<Message> lines(int from, int to) {
        List<Message> lines = new ArrayList<>();
        for (int i = from; i < to; i++) {
            lines.add(Samples.from("bob", Samples.BOB, "n" + i, Driver.NOW.plusMillis(i), "line " + i));
        }
        return lines;
    }

    private Driver withLines(int count) {
        return alice.hear(new News.HistoryPage(Samples.BOB, lines(0, count), News.More.OLDER_EXIST));
    }

    @Test
    void nextUnreadGoesToMentionsThenPeopleThenRooms() {
        alice.press("Alt-A");
        assertEquals("ops", alice.current());
        alice.hear(new News.HistoryPage(
                        Samples.OPS,
                        List.of(Samples.from("bob", Samples.OPS, "o1", Driver.NOW, "@alice look")),
                        News.More.BEGINNING))
                .press("Ctrl-X a");
        assertEquals("carol", alice.current());
        alice.hear(new News.HistoryPage(
                Samples.CAROL,
                List.of(Samples.from("carol", Samples.CAROL, "c1", Driver.NOW, "hi")),
                News.More.BEGINNING));
        alice.press("Alt-A");
        assertEquals("Nothing unread.", alice.notice());
    }

    @Test
    void conversationsAreReachedByNumberByNeighbourAndBack() {
        alice.press("Alt-3");
        assertEquals("carol", alice.current());
        alice.press("Ctrl-X 2");
        assertEquals("ops", alice.current());
        alice.press("Ctrl-X Ctrl-X");
        assertEquals("carol", alice.current());
        alice.press("Ctrl-N");
        assertEquals("dana", alice.current());
        alice.press("Ctrl-N");
        assertEquals("bob", alice.current());
        alice.press("Ctrl-P");
        assertEquals("dana", alice.current());
        alice.press("Alt-9");
        assertEquals("There is no conversation 9.", alice.notice());
    }

    @Test
    void openingAConversationLoadsItOnceAndMarksItRead() {
        alice.press("Alt-3");
        assertEquals(List.of(new Command.LoadLatest(Samples.CAROL, Reading.FIRST_PAGE)), alice.commands());

        Message hi = Samples.from("carol", Samples.CAROL, "c1", Driver.NOW, "hi");
        alice.hear(new News.HistoryPage(Samples.CAROL, List.of(hi), News.More.BEGINNING));
        assertEquals(List.of(new Command.MarkRead(Samples.CAROL, hi.id())), alice.commands());
        assertTrue(alice.frame().toString().contains(" new "), "the unread message stands under a line");

        alice.press("Alt-1").press("Alt-3");
        assertEquals(List.of(), alice.commands());
    }

    @Test
    void aMessageForTheConversationOnTheScreenIsReadAtOnce() {
        alice.hear(new News.MessageShown(Samples.from("bob", Samples.BOB, "n", Driver.NOW, "hi")));

        assertEquals(List.of(new Command.MarkRead(Samples.BOB, new MessageId("n"))), alice.commands());
    }

    @Test
    void aMessageForAnotherConversationOrAboveTheScreenIsNotRead() {
        alice.hear(new News.MessageShown(Samples.from("carol", Samples.CAROL, "n", Driver.NOW, "hi")));
        withLines(200).press("PgUp");
        alice.commands();
        alice.hear(new News.MessageShown(Samples.from("bob", Samples.BOB, "z", Driver.NOW, "hi")));
        assertEquals(List.of(), alice.commands());
    }

    @Test
    void whatArrivesWhileScrolledUpMovesNothing() {
        withLines(200).press("PgUp").press("PgUp");
        String before = alice.frame().toString();
        alice.hear(new News.MessageShown(Samples.from("bob", Samples.BOB, "z", Driver.NOW, "later")));

        assertEquals(before, alice.frame().toString());
        assertTrue(before.contains("newer below"), before);
        alice.press("Alt-End");
        assertTrue(alice.frame().toString().contains("later"));
    }

    @Test
    void whatIsLoadedAboveMovesNothing() {
        withLines(200).press("Alt-Home");
        String before = alice.frame().row(8);
        List<Message> older = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            older.add(Samples.from("bob", Samples.BOB, "older" + i, Driver.NOW.minusSeconds(60), "older " + i));
        }
        alice.hear(new News.HistoryPage(Samples.BOB, older, News.More.BEGINNING));

        assertEquals(before, alice.frame().row(8));
    }

    @Test
    void pageUpAtTheTopAsksForOlderMessagesOnlyOnce() {
        alice.press("PgUp").press("PgUp").press("PgUp");

        assertEquals(List.of(new Command.LoadOlder(Samples.BOB, new MessageId("1"), Sending.PAGE)), alice.commands());
    }

    @Test
    void pagingUpAndDownShowsEveryLine() {
        withLines(300);
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            seen.append(alice.frame());
            alice.press("PgUp");
        }
        for (int i = 0; i < 300; i++) {
            assertTrue(seen.toString().contains("line " + i + "\n"), "line " + i);
        }
        for (int i = 0; i < 40; i++) {
            alice.press("PgDn");
        }
        assertTrue(alice.frame().toString().contains("line 299\n"));
    }

    @Test
    void enterOnAPersonOpensTheirConversationOrStartsOne() {
        alice.press("F3").press("End").press("Enter");
        assertEquals(List.of(new Command.StartConversation("erin")), alice.commands());
        assertEquals(Focus.COMPOSER, alice.model().keyboard().focus());

        ConversationId id = new ConversationId("d-erin");
        alice.hear(new News.ConversationStarted(
                new Conversation(id, "erin", Conversation.Kind.DIRECT, 0, 0, Instant.EPOCH, "")));
        assertEquals("erin", alice.current());

        alice.press("F3").press("Home j").press("Enter");
        assertEquals("bob", alice.current());
    }

    @Test
    void theCursorInAListStopsAtItsEnds() {
        alice.press("F2").press("k").press("k").press("Enter");
        assertEquals("bob", alice.current());
        alice.press("F2").press("G").press("j").press("Enter");
        assertEquals("dana", alice.current());
    }

    @Test
    void theListOfConversationsOpensWithTheCursorOnTheCurrentOne() {
        alice.press("Alt-3").press("F2").press("Enter");

        assertEquals("carol", alice.current());
    }

    @Test
    void anUnfinishedChordIsShownAndACtrlCLeavesIt() {
        alice.press("Ctrl-X");
        assertTrue(
                alice.frame().toString().contains("a next unread"),
                alice.frame().toString());
        alice.press("Ctrl-C").type("a");

        assertEquals("a", alice.composer());
        assertEquals("bob", alice.current());
    }

    @Test
    void aChordThatMeansNothingSaysSo() {
        alice.press("Ctrl-X").type("j");

        assertEquals("Ctrl-X j means nothing here. F1 shows all keys.", alice.notice());
        assertEquals("", alice.composer());
    }

    @Test
    void theHistoryKeepsTheNewestWhenItIsFull() {
        withLines(History.ARRIVING_MAX - 1);
        for (int i = 0; i < 3; i++) {
            alice.hear(new News.MessageShown(Samples.from("bob", Samples.BOB, "z" + i, Driver.NOW, "z" + i)));
        }
        List<Message> kept = alice.model().chats().history(Samples.BOB).messages();

        assertTrue(kept.size() <= History.ARRIVING_MAX, "kept " + kept.size());
        assertEquals("z2", kept.get(kept.size() - 1).text());
    }
}
