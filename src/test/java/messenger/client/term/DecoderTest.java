package messenger.client.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyStroke;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import messenger.client.ui.Key;
import messenger.client.ui.Msg;
import org.junit.jupiter.api.Test;

final class DecoderTest {
    private static List<Msg> decode(byte[]... parts) {
        Decoder decoder = new Decoder();
        List<KeyStroke> strokes = new ArrayList<>();
        for (byte[] part : parts) {
            strokes.addAll(decoder.feed(part));
        }
        assertEquals(0, decoder.patienceMillis(), "something is left undecided");
        return Keys.messages(strokes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Msg> keys(String... names) {
        return Arrays.stream(names)
                .map(name -> (Msg) new Msg.Pressed(new Key(name)))
                .toList();
    }

    private static Map<String, List<Msg>> sequences() {
        Map<String, List<Msg>> all = new LinkedHashMap<>();
        all.put("a", List.of(new Msg.Typed("a")));
        all.put("h\u00E9\u4F60\uD83D\uDE80", List.of(new Msg.Typed("h\u00E9\u4F60\uD83D\uDE80")));
        all.put("\r", keys("Enter"));
        all.put("\n", keys("Ctrl-J"));
        all.put("\t", keys("Tab"));
        all.put("\u007F\b", keys("Backspace", "Backspace"));
        all.put("\u0001\u0018\u001A\u001C\0", keys("Ctrl-A", "Ctrl-X", "Ctrl-Z", "Ctrl-\\", "Ctrl-Space"));
        all.put("\u001Ba\u001BA", keys("Alt-A", "Alt-A"));
        all.put("\u001B1", keys("Alt-1"));
        all.put("\u001B\r", keys("Alt-Enter"));
        all.put("\u001B\u007F", keys("Alt-Backspace"));
        all.put("\u001B\u00E9", keys("Alt-\u00E9"));
        all.put("\u001B[A\u001B[B\u001B[C\u001B[D", keys("Up", "Down", "Right", "Left"));
        all.put("\u001BOA\u001BOP\u001BOQ", keys("Up", "F1", "F2"));
        all.put(
                "\u001B[H\u001B[F\u001B[1~\u001B[4~\u001B[7~\u001B[8~",
                keys("Home", "End", "Home", "End", "Home", "End"));
        all.put("\u001B[5~\u001B[6~\u001B[3~\u001B[2~", keys("PgUp", "PgDn", "Delete", "Insert"));
        all.put("\u001B[15~\u001B[24~\u001B[[A\u001B[[E", keys("F5", "F12", "F1", "F5"));
        all.put(
                "\u001B[1;5C\u001B[1;3D\u001B[1;2A\u001B[1;3H\u001B[1;5R",
                keys("Ctrl-Right", "Alt-Left", "Shift-Up", "Alt-Home", "Ctrl-F3"));
        all.put("\u001B[Z", keys("Shift-Tab"));
        all.put(
                "\u001B[13;2u\u001B[13;3u\u001B[97;5u\u001B[9;2u",
                keys("Shift-Enter", "Alt-Enter", "Ctrl-A", "Shift-Tab"));
        all.put("\u001B[27;2;13~\u001B[27;5;106~", keys("Shift-Enter", "Ctrl-J"));
        all.put("\u001B[97u\u001B[65;2u", List.of(new Msg.Typed("aA")));
        all.put(
                "\u001B[200~one\r\ntwo\u001B[31m\u001B[201~x",
                List.of(new Msg.Pasted("one\r\ntwo\u001B[31m"), new Msg.Typed("x")));
        all.put("\u001B[200~\u001B[201~", List.of(new Msg.Pasted("")));
        all.put("\u001B[I\u001B[O\u001B[?1;2c\u001B[24;80R\u001B[<0;3;4M\u001B[>1;2;3cx", List.of(new Msg.Typed("x")));
        all.put("\u001B[M !!x", List.of(new Msg.Typed("x")));
        all.put("\u001B]11;rgb:0000/0000/0000\u0007x", List.of(new Msg.Typed("x")));
        all.put("\u001B]11;rgb:0000\u001B\\\u001BP1$r0m\u001B\\x", List.of(new Msg.Typed("x")));
        all.put("\u001B[57441;2u\u001B[99~\u001B[1;2;3;4zx", List.of(new Msg.Typed("x")));
        all.put("\u001B[12\u001B[A", keys("Up"));
        return all;
    }

    @Test
    void everySequenceIsUnderstoodWhole() {
        sequences().forEach((text, expected) -> assertEquals(expected, decode(bytes(text)), escaped(text)));
    }

    @Test
    void everySequenceIsUnderstoodWhereverItIsCut() {
        sequences().forEach((text, expected) -> {
            byte[] all = bytes(text);
            for (int cut = 0; cut <= all.length; cut++) {
                List<Msg> split = decode(Arrays.copyOf(all, cut), Arrays.copyOfRange(all, cut, all.length));
                assertEquals(joined(expected), joined(split), escaped(text) + " cut at " + cut);
            }
        });
    }

    @Test
    void everySequenceIsUnderstoodByteByByte() {
        sequences().forEach((text, expected) -> {
            Decoder decoder = new Decoder();
            List<KeyStroke> strokes = new ArrayList<>();
            for (byte b : bytes(text)) {
                strokes.addAll(decoder.feed(new byte[] {b}));
            }
            assertEquals(joined(expected), joined(Keys.messages(strokes)), escaped(text));
        });
    }

    /** Typed text as one, however it came. */
    private static String joined(List<Msg> messages) {
        return messages.toString().replace("], Typed[text=", "");
    }

    private static String escaped(String text) {
        return text.replace('\u001B', '^');
    }

    @Test
    void aLoneEscapeIsTheKeyOnceNothingFollows() {
        Decoder decoder = new Decoder();
        assertEquals(List.of(), decoder.feed(bytes("\u001B")));
        assertEquals(Decoder.ESCAPE_MILLIS, decoder.patienceMillis());
        assertEquals(keys("Esc"), Keys.messages(decoder.timeout()));
        assertEquals(0, decoder.patienceMillis());
    }

    @Test
    void escapeAndABracketThatNothingFollowsIsAnAltKey() {
        for (String introducer : List.of("[", "O", "]", "P")) {
            Decoder decoder = new Decoder();
            decoder.feed(bytes("\u001B" + introducer));
            assertEquals(keys("Alt-" + introducer), Keys.messages(decoder.timeout()));
        }
    }

    @Test
    void aSequenceThatNeverEndsIsDroppedNotTyped() {
        Decoder decoder = new Decoder();
        decoder.feed(bytes("\u001B[12;"));
        assertEquals(List.of(), decoder.timeout());
        decoder.feed(bytes("\u001B]52;c;abc"));
        assertEquals(Decoder.STRING_MILLIS, decoder.patienceMillis());
        assertEquals(List.of(), decoder.timeout());
        assertEquals(List.of(new Msg.Typed("x")), Keys.messages(decoder.feed(bytes("x"))));
    }

    @Test
    void aPasteThatNeverEndsGivesTheKeyboardBack() {
        Decoder decoder = new Decoder();
        decoder.feed(bytes("\u001B[200~abc\u001B[20"));
        assertEquals(Decoder.PASTE_MILLIS, decoder.patienceMillis());
        assertEquals(List.of(new Msg.Pasted("abc\u001B[20")), Keys.messages(decoder.timeout()));
        assertEquals(List.of(new Msg.Typed("x")), Keys.messages(decoder.feed(bytes("x"))));
    }

    @Test
    void aPasteOfFiveThousandCharactersIsOneEventAndALargerOneIsBounded() {
        String five = "x".repeat(5_000);
        assertEquals(List.of(new Msg.Pasted(five)), decode(bytes("\u001B[200~" + five + "\u001B[201~")));

        for (int n : List.of(Decoder.PASTE_BYTES_MAX - 1, Decoder.PASTE_BYTES_MAX, Decoder.PASTE_BYTES_MAX + 1)) {
            List<Msg> large = decode(bytes("\u001B[200~" + "y".repeat(n) + "\u001B[201~"));
            assertEquals(
                    Math.min(n, Decoder.PASTE_BYTES_MAX),
                    ((Msg.Pasted) large.get(0)).text().length());
        }
    }

    @Test
    void bytesThatAreNoTextAreDropped() {
        assertEquals(
                List.of(new Msg.Typed("ab")), decode(new byte[] {'a', (byte) 0x9B, (byte) 0xFF, (byte) 0xC0, 'b'}));
        assertEquals(List.of(new Msg.Typed("x")), decode(new byte[] {(byte) 0xE4, (byte) 0xBD, 'x'}));
        assertEquals(List.of(new Msg.Typed("x")), decode(new byte[] {(byte) 0xC2, (byte) 0x9B, 'x'}));
        assertEquals(List.of(new Msg.Typed("x")), decode(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80, 'x'}));
    }

    @Test
    void randomBytesNeverThrowAndNeverTypeControls() {
        byte[] likely = bytes("\u001B[]OP;:0123456789~uABCM<?\u0007\\\r\n\tx\u00E9\u4F60");
        for (long seed = 1; seed <= 400; seed++) {
            Random random = new Random(seed);
            Decoder decoder = new Decoder();
            for (int i = 0; i < 60; i++) {
                byte[] part = new byte[random.nextInt(12)];
                for (int at = 0; at < part.length; at++) {
                    part[at] =
                            random.nextInt(3) == 0 ? (byte) random.nextInt(256) : likely[random.nextInt(likely.length)];
                }
                List<KeyStroke> strokes = new ArrayList<>(decoder.feed(part));
                if (random.nextInt(8) == 0) {
                    strokes.addAll(decoder.timeout());
                }
                for (Msg msg : Keys.messages(strokes)) {
                    boolean clean = !(msg instanceof Msg.Typed typed)
                            || typed.text().codePoints().noneMatch(Character::isISOControl);
                    assertTrue(clean, "seed " + seed + " typed " + msg);
                }
            }
        }
    }
}
