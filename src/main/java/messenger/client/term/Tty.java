package messenger.client.term;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import messenger.client.ui.Size;

/**
 * The terminal this process was started in, driven through stty(1): Java has no other way that works without native
 * code. The settings found at the start are put back, byte for byte.
 */
public final class Tty implements Host {
    /**
     * Raw input: Enter stays CR and Ctrl-J LF (icrnl), Ctrl-S, Ctrl-Q, Ctrl-Z, Ctrl-C, Ctrl-\ and Ctrl-V are keys
     * (ixon, isig, iexten). Output stays as it is.
     */
    private static final String RAW = "stty -icanon -echo -isig -iexten -ixon -icrnl min 1 time 0";

    private final String saved;

    private Tty(String saved) {
        this.saved = saved;
    }

    /** Why there is no terminal to draw on, as a line for people. */
    public static final class NoTerminalException extends Exception {
        private static final long serialVersionUID = 1L;

        NoTerminalException(String message) {
            super(message);
        }
    }

    /**
     * The terminal at standard input and output. {@code environment} is the process's; TERM must name a terminal that
     * can place a cursor.
     */
    public static Tty open(Map<String, String> environment) throws NoTerminalException {
        String term = environment.getOrDefault("TERM", "");
        if (term.isEmpty() || term.equals("dumb")) {
            throw new NoTerminalException("This terminal (TERM=" + (term.isEmpty() ? "not set" : term)
                    + ") cannot show a full screen. Use the commands (send, fetch, listen) or another terminal.");
        }
        try {
            String saved = ask("[ -t 0 ] && [ -t 1 ] && stty -g >&2");
            if (saved.matches("[0-9A-Za-z:=,;-]+")) {
                return new Tty(saved);
            }
        } catch (IOException e) {
            throw new NoTerminalException("The terminal could not be set up: " + e.getMessage());
        }
        throw new NoTerminalException("The client needs a terminal for its screen, and standard input or output is"
                + " none. Use the commands (send, fetch, listen) in scripts.");
    }

    @Override
    public Size size() throws IOException {
        String[] numbers = ask("stty size >&2").split("\\s+", -1);
        if (numbers.length != 2 || !numbers[0].matches("[0-9]{1,5}") || !numbers[1].matches("[0-9]{1,5}")) {
            return Size.USUAL;
        }
        return Size.of(Integer.parseInt(numbers[1]), Integer.parseInt(numbers[0]));
    }

    @Override
    public void raw() throws IOException {
        ask(RAW);
    }

    @Override
    public void restore() throws IOException {
        ask("stty '" + saved + "'");
    }

    /**
     * Stops the whole job, as the terminal driver does; a group that no shell watches goes on at once (POSIX 2.4.3).
     */
    @Override
    public void suspend() throws IOException {
        ask("kill -s TSTP 0");
    }

    /** Runs one line of shell on our terminal and returns what it wrote to standard error. */
    private static String ask(String script) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", script)
                .redirectInput(Redirect.INHERIT)
                .redirectOutput(Redirect.INHERIT)
                .start();
        String answer = new String(process.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }
}
