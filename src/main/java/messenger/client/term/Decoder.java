package messenger.client.term;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Turns what a terminal sends into key strokes, however the bytes are cut up. Unknown sequences are swallowed, never
 * typed; a paste is one stroke; a character is one whole code point.
 *
 * <p>Sequences after ECMA-48 5.4 and xterm's ctlseqs ("PC-Style Function Keys", "Bracketed Paste Mode"), CSI u after
 * the fixterms proposal. A lone ESC is told from the beginning of a sequence only by time: the owner calls {@link
 * #timeout} when nothing followed for {@link #patienceMillis}. Belongs to one thread.
 */
final class Decoder {
    /** Bytes of one sequence come together even over a slow link; nobody types ESC and a letter this fast. */
    static final int ESCAPE_MILLIS = 50;

    /** A terminal's reply (OSC, DCS) may be cut by the network; longer silence means that it never ends. */
    static final int STRING_MILLIS = 1_000;

    /** A paste may pause between packets; a terminal that never ends it must not take the keyboard away for good. */
    static final int PASTE_MILLIS = 5_000;

    /** Longest control sequence; real ones have under 20 bytes, so that what is longer is noise. */
    static final int SEQUENCE_BYTES_MAX = 1_024;

    /** Longest reply that is swallowed whole. */
    static final int STRING_BYTES_MAX = 64 * 1024;

    /** Largest paste; what exceeds it is dropped. Far above the longest message. */
    static final int PASTE_BYTES_MAX = 1024 * 1024;

    private static final int ESC = 0x1B;
    private static final byte[] PASTE_END = "\u001B[201~".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer = new byte[0];
    private Optional<ByteArrayOutputStream> paste = Optional.empty();

    /** What the next bytes mean. */
    List<KeyStroke> feed(byte[] bytes) {
        int kept = buffer.length;
        buffer = Arrays.copyOf(buffer, kept + bytes.length);
        System.arraycopy(bytes, 0, buffer, kept, bytes.length);
        return drain();
    }

    /** How long to wait for the rest of what was begun, or 0 if nothing was. */
    int patienceMillis() {
        if (paste.isPresent()) {
            return PASTE_MILLIS;
        }
        if (buffer.length == 0) {
            return 0;
        }
        boolean partOfCharacter = buffer[0] != ESC;
        boolean string = buffer.length > 2 && isStringStart(buffer[1]);
        return partOfCharacter || string ? STRING_MILLIS : ESCAPE_MILLIS;
    }

    /**
     * What was begun will not go on: a lone ESC is the key, ESC and one more byte an Alt key, anything else is
     * dropped.
     */
    List<KeyStroke> timeout() {
        List<KeyStroke> strokes = new ArrayList<>();
        if (paste.isPresent()) {
            appendToPaste(buffer, buffer.length);
            buffer = new byte[0];
            strokes.add(endPaste());
        } else if (buffer.length == 1 && buffer[0] == ESC) {
            strokes.add(new KeyStroke(KeyType.Escape));
        } else if (buffer.length == 2 && buffer[0] == ESC && buffer[1] > ' ') {
            strokes.add(Strokes.character(buffer[1], true));
        }
        buffer = new byte[0];
        return strokes;
    }

    private List<KeyStroke> drain() {
        List<KeyStroke> strokes = new ArrayList<>();
        int at = 0;
        boolean progress = true;
        while (progress && at < buffer.length) {
            int used = paste.isPresent() ? pasted(at, strokes) : one(at, strokes);
            at += used;
            progress = used > 0;
        }
        buffer = Arrays.copyOfRange(buffer, at, buffer.length);
        return strokes;
    }

    /** Decodes one thing at {@code at}; returns the bytes it took, or 0 if more are needed. */
    private int one(int at, List<KeyStroke> strokes) {
        if (buffer[at] != ESC) {
            return character(at, false, strokes);
        }
        if (at + 1 == buffer.length) {
            return 0;
        }
        byte next = buffer[at + 1];
        if (next == '[') {
            return control(at, strokes);
        } else if (next == 'O') {
            return singleShift(at, strokes);
        } else if (isStringStart(next)) {
            return string(at);
        } else if (next == ESC) {
            strokes.add(new KeyStroke(KeyType.Escape));
            return 1;
        }
        int used = character(at + 1, true, strokes);
        return used == 0 ? 0 : used + 1;
    }

    private int character(int at, boolean alt, List<KeyStroke> strokes) {
        int first = buffer[at] & 0xFF;
        int length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
        for (int i = 1; i < length; i++) {
            if (at + i == buffer.length) {
                return 0;
            }
            if ((buffer[at + i] & 0xC0) != 0x80) {
                return i;
            }
        }
        if (length == 1) {
            if (first < 0x80) {
                strokes.add(first < ' ' || first == 0x7F ? Strokes.control(first, alt) : Strokes.character(first, alt));
            }
            return 1;
        }
        String text = new String(buffer, at, length, StandardCharsets.UTF_8);
        boolean valid = text.codePointCount(0, text.length()) == 1 && text.codePointAt(0) >= 0xA0;
        if (valid && text.codePointAt(0) != 0xFFFD) {
            strokes.add(Strokes.character(text.codePointAt(0), alt));
        }
        return length;
    }

    private int control(int at, List<KeyStroke> strokes) {
        int i = at + 2;
        while (i < buffer.length && buffer[i] >= 0x20 && buffer[i] <= 0x3F && i - at < SEQUENCE_BYTES_MAX) {
            i++;
        }
        if (i == buffer.length) {
            return 0;
        }
        byte last = buffer[i];
        if (last < 0x40 || last > 0x7E) {
            return i - at;
        }
        String parameters = new String(buffer, at + 2, i - at - 2, StandardCharsets.US_ASCII);
        if (last == '[' && parameters.isEmpty()) {
            return linuxFunctionKey(at, i, strokes);
        }
        if (last == 'M' && parameters.isEmpty()) {
            return buffer.length < i + 4 ? 0 : i + 4 - at;
        }
        if (last == '~' && parameters.equals("200")) {
            paste = Optional.of(new ByteArrayOutputStream());
            return i + 1 - at;
        }
        Strokes.sequence(parameters, last).ifPresent(strokes::add);
        return i + 1 - at;
    }

    /** The Linux console sends {@code ESC [ [ A} to {@code E} for F1 to F5. */
    private int linuxFunctionKey(int at, int i, List<KeyStroke> strokes) {
        if (i + 1 == buffer.length) {
            return 0;
        }
        int key = buffer[i + 1] - 'A';
        if (key >= 0 && key < 5) {
            strokes.add(new KeyStroke(Strokes.functionKey(1 + key)));
        }
        return i + 2 - at;
    }

    private int singleShift(int at, List<KeyStroke> strokes) {
        if (at + 2 == buffer.length) {
            return 0;
        }
        if (buffer[at + 2] == ESC) {
            strokes.add(Strokes.character('O', true));
            return 2;
        }
        Strokes.sequence("", buffer[at + 2]).ifPresent(strokes::add);
        return 3;
    }

    private static boolean isStringStart(byte b) {
        return b == ']' || b == 'P' || b == '_' || b == '^' || b == 'X';
    }

    /** OSC, DCS, APC, PM and SOS strings end with ST, or BEL; ECMA-48 5.6. */
    private int string(int at) {
        for (int i = at + 2; i < buffer.length; i++) {
            if (buffer[i] == 0x07) {
                return i + 1 - at;
            }
            if (buffer[i] == ESC && i + 1 < buffer.length) {
                return buffer[i + 1] == '\\' ? i + 2 - at : i - at;
            }
            if (i - at > STRING_BYTES_MAX) {
                return i - at;
            }
        }
        return 0;
    }

    private int pasted(int at, List<KeyStroke> strokes) {
        for (int i = at; i < buffer.length; i++) {
            if (buffer[i] != ESC) {
                continue;
            }
            int match = 0;
            while (match < PASTE_END.length && i + match < buffer.length && buffer[i + match] == PASTE_END[match]) {
                match++;
            }
            if (match == PASTE_END.length || i + match == buffer.length) {
                appendToPaste(Arrays.copyOfRange(buffer, at, i), i - at);
                if (match == PASTE_END.length) {
                    strokes.add(endPaste());
                    return i + match - at;
                }
                return i - at;
            }
        }
        appendToPaste(Arrays.copyOfRange(buffer, at, buffer.length), buffer.length - at);
        return buffer.length - at;
    }

    private void appendToPaste(byte[] bytes, int length) {
        ByteArrayOutputStream into = paste.orElseThrow();
        into.write(bytes, 0, Math.max(0, Math.min(length, PASTE_BYTES_MAX - into.size())));
    }

    private KeyStroke endPaste() {
        String text = paste.orElseThrow().toString(StandardCharsets.UTF_8);
        paste = Optional.empty();
        return new Strokes.Paste(text);
    }
}
