package messenger.client.ui;

import java.util.List;

/**
 * One row of the binding table.
 *
 * @param argument which of several (the conversation's number), or 0
 * @param footer the word beside the key in the footer, or empty to leave it out
 * @param help one line for the help overlay
 * @param slash the same as a slash command, without arguments ({@code /help}), or empty; several are separated by a
 *     space
 * @param arguments what the slash command takes, for the help overlay, or empty
 */
record Binding(
        Action action,
        int argument,
        Context context,
        List<Chord> chords,
        String footer,
        String help,
        String slash,
        String arguments) {
    /** Where a binding holds. */
    enum Context {
        COMPOSER("While you write"),
        LIST("In the lists"),
        CHAT("Anywhere"),
        HELP("In this help"),
        FORM("In a form"),
        QUESTION("When asked"),
        START("At the first start"),
        CODE("While a link code is shown"),
        REQUEST("When somebody wants to write to you"),
        CONFIRM("When asked once more"),
        CHANGED("When a key changed"),
        VERIFY("While you see a safety number"),
        NUMBERS("While you compare short numbers"),
        DEVICES("In the list of your devices"),
        NOTE("While something is shown"),
        EVERYWHERE("Always");

        private final String title;

        Context(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    static Binding of(Context context, Action action, String keys, String help) {
        List<Chord> chords =
                List.of(keys.split(", ")).stream().map(Chord::parse).toList();
        return new Binding(action, 0, context, chords, "", help, "", "");
    }

    Binding footer(String word) {
        return new Binding(action, argument, context, chords, word, help, slash, arguments);
    }

    Binding slash(String command, String takes) {
        return new Binding(action, argument, context, chords, footer, help, command, takes);
    }

    Binding number(int n) {
        return new Binding(action, n, context, chords, footer, help, slash, arguments);
    }

    /** The keys as the help shows them. */
    String keys() {
        return String.join(", ", chords.stream().map(Chord::toString).toList());
    }

    List<String> slashes() {
        return slash.isEmpty() ? List.of() : List.of(slash.split(" "));
    }
}
