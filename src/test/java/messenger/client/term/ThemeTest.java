package messenger.client.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TextColor;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import messenger.client.ui.Slot;
import org.junit.jupiter.api.Test;

final class ThemeTest {
    private static Theme read(String text, Depth depth) throws IOException, Theme.BrokenThemeException {
        return Theme.read("mine", "theme mine", new StringReader(text), depth);
    }

    private static String broken(String text) {
        return String.valueOf(assertThrows(Theme.BrokenThemeException.class, () -> read(text, Depth.SIXTEEN))
                .getMessage());
    }

    @Test
    void everyShippedThemeHasAStyleForEverySlotAtEveryDepth() {
        for (String name : Theme.NAMES) {
            for (Depth depth : Depth.values()) {
                Theme theme = Theme.named(name, depth);
                for (Slot slot : Slot.values()) {
                    assertEquals(theme.style(slot), theme.style(slot).at(depth), name + " " + slot);
                }
            }
        }
    }

    @Test
    void aThemeWithABackgroundSaysEverySlotWithAndWithoutColour() throws IOException {
        Set<String> all = new TreeSet<>();
        for (Slot slot : Slot.values()) {
            all.add(slot.property());
            all.add(slot.property() + ".mono");
        }
        for (String name : Theme.NAMES) {
            if (Theme.named(name, Depth.TRUE_COLOUR).style(Slot.FG).background() == TextColor.ANSI.DEFAULT) {
                continue;
            }
            Properties said = new Properties();
            try (InputStream in = ThemeTest.class.getResourceAsStream("/themes/" + name + ".properties")) {
                said.load(in);
            }
            assertEquals(all, new TreeSet<>(said.stringPropertyNames()), name);
        }
    }

    @Test
    void withoutColourEveryMeaningThatMattersStillShows() {
        for (String name : Theme.NAMES) {
            Theme theme = Theme.named(name, Depth.MONOCHROME);
            for (Slot slot : Slot.values()) {
                assertFalse(theme.style(slot).parameters().matches(".*(3|4|9|10)[0-8].*"), name + " " + slot);
            }
            for (Slot slot :
                    new Slot[] {Slot.LIST_SEL, Slot.LIST_UNREAD, Slot.STATUS_ALERT, Slot.CRYPTO_BAD, Slot.MSG_ERROR}) {
                assertFalse(theme.style(slot).isPlain(), name + " " + slot);
            }
        }
    }

    @Test
    void whatAThemeDoesNotSayIsAsItsForeground() throws Exception {
        Theme theme = read("fg = white on blue\nmsg.self = green bold\n", Depth.SIXTEEN);

        assertEquals("37;44", theme.style(Slot.MSG_OTHER).parameters());
        assertEquals("1;32;44", theme.style(Slot.MSG_SELF).parameters());
    }

    @Test
    void anAttributeOnABackgroundEndsAloneWhereThatIsShorter() {
        Style fg = Style.parse("#010203 on #040506", Style.PLAIN);
        Style strong = Style.parse("#010203 on #040506 bold", Style.PLAIN);
        Style faintAndUnderlined = Style.parse("#010203 on #040506 faint underline", Style.PLAIN);
        Style other = Style.parse("red on blue underline", Style.PLAIN);

        assertEquals("22", fg.parametersAfter(strong));
        assertEquals("22;24", fg.parametersAfter(faintAndUnderlined));
        assertEquals(
                "22;2",
                Style.parse("#010203 on #040506 faint", Style.PLAIN)
                        .parametersAfter(Style.parse("#010203 on #040506 bold faint", Style.PLAIN)));
        assertEquals("22;2;4", faintAndUnderlined.parametersAfter(strong));
        assertEquals("0;4;31;44", other.parametersAfter(strong));
        assertEquals("0;31", Style.parse("red", Style.PLAIN).parametersAfter(Style.parse("red bold", Style.PLAIN)));
        assertEquals("", Style.PLAIN.parametersAfter(strong));
    }

    @Test
    void coloursComeDownToWhatTheTerminalShows() throws Exception {
        String text = "accent = #ff0000 bold\naccent.mono = bold underline\n";

        assertEquals(
                "1;38;2;255;0;0",
                read(text, Depth.TRUE_COLOUR).style(Slot.ACCENT).parameters());
        assertEquals("1;38;5;196", read(text, Depth.INDEXED).style(Slot.ACCENT).parameters());
        assertTrue(read(text, Depth.SIXTEEN).style(Slot.ACCENT).parameters().matches("1;(31|91)"));
        assertEquals("1;4", read(text, Depth.MONOCHROME).style(Slot.ACCENT).parameters());
    }

    @Test
    void aBrokenThemeNamesItsLineAndWhatIsWrong() {
        assertEquals("theme mine, line 2: \"grene\" is no colour", broken("fg = default\naccent = grene\n"));
        assertEquals("theme mine, line 1: there is no slot \"renderer\"", broken("renderer=evil.Class\n"));
        assertEquals("theme mine, line 3: expected \"slot = style\"", broken("# hi\n\nnonsense\n"));
        assertTrue(broken("fg = #12345\n").contains("#12345"));
        assertTrue(broken("fg = 256\n").contains("256"));
        assertTrue(broken("fg = \u001B[31m\n").contains("line 1"));
    }

    @Test
    void theEnvironmentSaysHowManyColours() {
        assertEquals(
                Depth.MONOCHROME,
                Depth.of(Map.of("NO_COLOR", "1", "COLORTERM", "truecolor", "TERM", "xterm-256color")));
        assertEquals(Depth.SIXTEEN, Depth.of(Map.of("NO_COLOR", "", "TERM", "xterm")));
        assertEquals(Depth.TRUE_COLOUR, Depth.of(Map.of("COLORTERM", "24bit", "TERM", "xterm")));
        assertEquals(Depth.INDEXED, Depth.of(Map.of("TERM", "xterm-256color")));
        assertEquals(Depth.INDEXED, Depth.of(Map.of("TERM", "screen")));
        assertEquals(Depth.SIXTEEN, Depth.of(Map.of("TERM", "linux")));
        assertEquals(Depth.MONOCHROME, Depth.of(Map.of("TERM", "vt100")));
    }
}
