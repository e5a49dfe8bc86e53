package messenger.app;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/** The person at the terminal, where there is one. */
final class Prompt {
    private Prompt() {}

    /** The terminal, if both ends are one. From Java 22 on there is a console even without, and a method to ask it. */
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Console> terminal() {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            boolean isTerminal = (Boolean) Console.class.getMethod("isTerminal").invoke(console);
            return isTerminal ? Optional.of(console) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.of(console);
        }
    }

    /**
     * Ends the command where nobody can be asked.
     *
     * @param otherwise what a script does instead
     */
    static Console requireTerminal(String otherwise) {
        return terminal()
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE, "There is no terminal on which you could be asked. " + otherwise));
    }

    /** Asks until the person says yes or no; the end of the input is no. */
    static boolean yes(String question) {
        Console console = requireTerminal("Run it in one.");
        while (true) {
            String answer = console.readLine("%s [y/n] ", question);
            if (answer == null) {
                return false;
            }
            String word = answer.strip().toLowerCase(Locale.ROOT);
            if (word.equals("y") || word.equals("yes")) {
                return true;
            } else if (word.equals("n") || word.equals("no")) {
                return false;
            }
        }
    }
}
