package messenger.client.term;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import messenger.client.ui.Printable;
import messenger.client.ui.Size;

/**
 * A terminal on any pair of streams: Lanterna's, with our own decoder, size query, and one write per frame.
 *
 * <p>What Lanterna's own terminals do is measured and does not fit: one write(2) per cell, sequences cut in two typed
 * as text, pastes as keys, a round trip to the terminal for the size. {@link #enter}, {@link #leave} and {@link #raw}
 * may be called from several threads; once left, nothing is written any more until entered again.
 */
public final class ChatTerminal extends ANSITerminal {
    /** One frame of the largest usual screen fits; a frame beyond it is written whole all the same. */
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * No wrap at the right edge (a misjudged width stays in its row), bracketed paste, window title kept on the
     * terminal's stack.
     */
    private static final String ENTER = "\u001B[?7l\u001B[?2004h\u001B[22;0t";

    private static final String LEAVE = "\u001B[?2026l\u001B[r\u001B[?7h\u001B[?2004l\u001B[23;0t";

    private final InputStream in;
    private final Host host;
    private final Decoder decoder = new Decoder();
    private final Deque<KeyStroke> strokes = new ArrayDeque<>();
    private boolean entered;
    private boolean alternate;

    private ChatTerminal(InputStream in, OutputStream out, Host host) {
        super(in, out, StandardCharsets.UTF_8);
        this.in = in;
        this.host = host;
    }

    /** A terminal on these streams; {@code host} knows its size and modes. */
    public static ChatTerminal on(InputStream in, OutputStream out, Host host) {
        return new ChatTerminal(in, new BufferedOutputStream(out, BUFFER_BYTES), host);
    }

    /** The terminal of this process. */
    public static ChatTerminal on(Tty tty) {
        return on(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out), tty);
    }

    /** Takes the screen over: raw keys, the alternate screen, bracketed paste. */
    public synchronized void enter() throws IOException {
        if (entered) {
            return;
        }
        host.raw();
        entered = true;
        super.enterPrivateMode();
        alternate = true;
        writeToTerminal(ENTER.getBytes(StandardCharsets.US_ASCII));
        flush();
    }

    /** Gives the screen back as it was found, even where it can no longer be written to. */
    public synchronized void leave() throws IOException {
        if (!entered) {
            return;
        }
        entered = false;
        try {
            writeToTerminal(LEAVE.getBytes(StandardCharsets.US_ASCII));
            if (alternate) {
                super.exitPrivateMode();
            }
        } finally {
            alternate = false;
            host.restore();
        }
    }

    /** Writes the bytes of one frame, or of a title or a bell, in one go; nothing while left. */
    public synchronized void raw(byte[] bytes) throws IOException {
        if (entered && bytes.length > 0) {
            writeToTerminal(bytes);
            flush();
        }
    }

    /** Stops the job and comes back on the alternate screen, which is then blank. */
    void suspend() throws IOException {
        leave();
        host.suspend();
        enter();
    }

    /** Sets raw mode again, after somebody else may have changed it. */
    synchronized void refresh() throws IOException {
        if (entered) {
            host.raw();
        }
    }

    /** The size, as the host knows it. */
    Size size() throws IOException {
        return host.size();
    }

    /** Waits for input; empty at its end. For one reader thread. */
    byte[] read() throws IOException {
        byte[] buffer = new byte[4096];
        int length = in.read(buffer);
        return length < 0 ? new byte[0] : Arrays.copyOf(buffer, length);
    }

    @Override
    public void enterPrivateMode() throws IOException {
        enter();
    }

    @Override
    public void exitPrivateMode() throws IOException {
        leave();
    }

    @Override
    protected TerminalSize findTerminalSize() throws IOException {
        Size size = host.size();
        return new TerminalSize(size.columns(), size.rows());
    }

    @Override
    public void putString(String text) throws IOException {
        writeToTerminal(Printable.line(text).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * For Lanterna's own screens; the chat's loop reads and decodes by itself. A sequence ends where nothing waits
     * any more.
     */
    @Override
    public KeyStroke readInput() throws IOException {
        while (strokes.isEmpty()) {
            byte[] bytes = read();
            if (bytes.length == 0) {
                return new KeyStroke(KeyType.EOF);
            }
            strokes.addAll(decoder.feed(bytes));
            if (in.available() == 0) {
                strokes.addAll(decoder.timeout());
            }
        }
        return strokes.removeFirst();
    }

    /** As {@link #readInput}, but null at once if nothing waits, as Lanterna defines it. */
    @Override
    @SuppressWarnings("NullAway")
    public KeyStroke pollInput() throws IOException {
        return strokes.isEmpty() && in.available() == 0 ? null : readInput();
    }

    /** Decodes for the loop. */
    List<KeyStroke> decode(byte[] bytes) {
        return decoder.feed(bytes);
    }

    int patienceMillis() {
        return decoder.patienceMillis();
    }

    List<KeyStroke> impatient() {
        return decoder.timeout();
    }
}
