package messenger.client.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.googlecode.lanterna.TextColor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import messenger.client.ui.Slot;
import org.junit.jupiter.api.Test;

/**
 * Whether every theme can be read. WCAG 2.2 asks for 4.5:1 for text (1.4.3), 7:1 for text that is to be read by those
 * who see little (1.4.6), and 3:1 for what is not text (1.4.11).
 */
final class ContrastTest {
    /**
     * Themes without colours of their own: what {@code ansi} looks like is the terminal's palette, and {@code
     * monochrome} has the terminal's foreground and background only.
     */
    private static final Set<String> EXCUSED = Set.of("ansi", "monochrome");

    /** Lines and bars; and text that only repeats or orders what other text says. */
    private static final Set<Slot> FAINT =
            Set.of(Slot.DIM, Slot.BORDER, Slot.BORDER_FOCUS, Slot.MSG_TIME, Slot.TRANSFER_BAR);

    /** What a theme promises where all its colours can be shown. */
    private static double promised(String theme, Slot slot) {
        boolean high = theme.startsWith("high-contrast");
        if (FAINT.contains(slot)) {
            return high ? 4.5 : 3;
        }
        return high ? 7 : 4.5;
    }

    /** What is left of it in xterm's 256 colours, which are far apart where it is light. */
    private static double left(String theme, Slot slot) {
        if (theme.startsWith("high-contrast")) {
            return FAINT.contains(slot) ? 3 : 4.5;
        }
        return FAINT.contains(slot) ? 1.75 : 2.5;
    }

    private static List<String> below(Depth depth, ToDoubleBiFunction<String, Slot> wanted) {
        List<String> below = new ArrayList<>();
        for (String name : Theme.NAMES) {
            if (EXCUSED.contains(name)) {
                continue;
            }
            Theme theme = Theme.named(name, depth);
            for (Slot slot : Slot.values()) {
                Style style = theme.style(slot);
                double ratio = Contrast.ratio(style.foreground(), style.background());
                if (ratio < wanted.applyAsDouble(name, slot)) {
                    below.add(String.format(Locale.ROOT, "%s %s has %.2f:1", name, slot.property(), ratio));
                }
            }
        }
        return below;
    }

    @Test
    void theRatioIsThatOfTheStandard() {
        assertEquals(21, Contrast.ratio(TextColor.ANSI.BLACK, new TextColor.RGB(255, 255, 255)), 0.001);
        assertEquals(1, Contrast.ratio(new TextColor.RGB(9, 9, 9), new TextColor.RGB(9, 9, 9)), 0.001);
        // The lightest grey that passes 4.5:1 on white, and the first that does not.
        TextColor white = new TextColor.RGB(255, 255, 255);
        assertEquals(4.54, Contrast.ratio(new TextColor.RGB(0x76, 0x76, 0x76), white), 0.01);
        assertEquals(4.48, Contrast.ratio(white, new TextColor.RGB(0x77, 0x77, 0x77)), 0.01);
    }

    @Test
    void everyThemeWithABackgroundCanBeRead() {
        assertEquals(List.of(), below(Depth.TRUE_COLOUR, ContrastTest::promised));
    }

    @Test
    void whereThereAreOnly256ColoursTheHighContrastThemesStillKeepWhatTheStandardAsksFor() {
        assertEquals(List.of(), below(Depth.INDEXED, ContrastTest::left));
    }

    @Test
    void withSixteenColoursNothingHasTheColourOfItsBackground() {
        for (String name : Theme.NAMES) {
            Theme theme = Theme.named(name, Depth.SIXTEEN);
            for (Slot slot : Slot.values()) {
                Style style = theme.style(slot);
                if (style.background() != TextColor.ANSI.DEFAULT) {
                    assertNotEquals(style.background(), style.foreground(), name + " " + slot.property());
                }
            }
        }
    }
}
