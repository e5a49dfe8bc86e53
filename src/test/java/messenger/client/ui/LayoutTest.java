package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LayoutTest {
    private static Layout at(int columns, int rows) {
        return Layout.of(Driver.chatting(columns, rows).model());
    }

    @Test
    void belowFortyByTenItAsksForRoom() {
        assertEquals(Layout.Mode.TOO_SMALL, at(39, 24).mode());
        assertEquals(Layout.Mode.TOO_SMALL, at(80, 9).mode());
        assertEquals(Layout.Mode.PLAIN, at(40, 10).mode());
        assertTrue(Driver.chatting(39, 9).frame().toString().contains("at least 40"));
    }

    @Test
    void titleAndFooterGoBelowSixteenRows() {
        assertTrue(at(80, 15).title().isEmpty());
        assertTrue(at(80, 15).footer().isEmpty());
        assertFalse(at(80, 16).title().isEmpty());
        assertFalse(at(80, 16).footer().isEmpty());
    }

    @Test
    void panesAppearWithTheWidth() {
        assertTrue(at(99, 30).chats().isEmpty());
        assertEquals(24, at(100, 30).chats().width());
        assertTrue(at(139, 30).people().isEmpty());
        assertEquals(20, at(140, 30).people().width());
        assertTrue(at(179, 30).dock().isEmpty());
        assertEquals(44, at(180, 30).dock().width());
    }

    @Test
    void aPaneWithoutAPlaceSlidesOverOnlyWhileItHasTheFocus() {
        Driver narrow = Driver.chatting(80, 24).press("F3");
        assertFalse(Layout.of(narrow.model()).slide().isEmpty());
        narrow.press("F3");
        assertTrue(Layout.of(narrow.model()).slide().isEmpty());

        Driver middle = Driver.chatting(100, 30).press("F2");
        assertTrue(Layout.of(middle.model()).slide().isEmpty());
        middle.press("F3");
        assertFalse(Layout.of(middle.model()).slide().isEmpty());
        assertTrue(
                Layout.of(Driver.chatting(140, 30).press("F3").model()).slide().isEmpty());
    }

    @Test
    void theComposerGrowsToSixRowsAndNeverTakesMoreThanAThird() {
        Driver alice = Driver.chatting(80, 24);
        for (int i = 1; i <= 8; i++) {
            assertEquals(
                    Math.min(i, Layout.COMPOSER_ROWS_MAX),
                    Layout.of(alice.model()).composer().height());
            alice.press("Ctrl-J");
        }
        Driver small = Driver.chatting(40, 10).tell(new Msg.Pasted("\n\n\n\n\n\n"));
        assertEquals(3, Layout.of(small.model()).composer().height());
    }

    @Test
    void resizingKeepsWhatWasTypedAndWhereOneRead() {
        Driver alice = Driver.chatting(80, 24).type("half");
        alice.tell(new Msg.Resized(new Size(20, 5))).tell(new Msg.Resized(new Size(200, 60)));

        assertTrue(alice.frame().toString().contains("> half"));
    }

    @Test
    void aSizeOfNothingBecomesTheUsualOneAndAHugeOneIsBounded() {
        assertEquals(new Size(80, 24), Size.of(0, 0));
        assertEquals(new Size(1, 24), Size.of(1, -1));
        assertEquals(new Size(Size.CELLS_MAX, Size.CELLS_MAX), Size.of(Size.CELLS_MAX + 1, 99_999));
    }
}
