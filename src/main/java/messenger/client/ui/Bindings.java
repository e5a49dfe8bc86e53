package messenger.client.ui;

import static messenger.client.ui.Binding.Context.CHAT;
import static messenger.client.ui.Binding.Context.COMPOSER;
import static messenger.client.ui.Binding.Context.EVERYWHERE;
import static messenger.client.ui.Binding.Context.FORM;
import static messenger.client.ui.Binding.Context.HELP;
import static messenger.client.ui.Binding.Context.LIST;
import static messenger.client.ui.Binding.Context.QUESTION;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import messenger.client.ui.Binding.Context;

/**
 * The one table of keys and slash commands: it drives what a key does, the footer and the help overlay.
 *
 * <p>Rules, checked by a test: every action is bound and explained; a chord means one thing in a context and is never
 * the beginning of another; nothing depends on Esc; whatever has an Alt key has another key too (Alt is not Meta
 * everywhere).
 */
final class Bindings {
    /** Conversations that have a number key. */
    static final int NUMBERED = 9;

    static final List<Binding> TABLE = table();

    private Bindings() {}

    /** The binding of exactly these keys in the first context that has one. */
    static Optional<Binding> find(List<Context> contexts, List<Key> pressed) {
        for (Context context : contexts) {
            for (Binding binding : TABLE) {
                if (binding.context() == context
                        && binding.chords().stream()
                                .anyMatch(chord -> chord.keys().equals(pressed))) {
                    return Optional.of(binding);
                }
            }
        }
        return Optional.empty();
    }

    /** What could follow these keys; empty if nothing does. */
    static List<Binding> following(List<Context> contexts, List<Key> pressed) {
        return TABLE.stream()
                .filter(binding -> contexts.contains(binding.context()))
                .filter(binding -> binding.chords().stream().anyMatch(chord -> chord.startsWith(pressed)))
                .toList();
    }

    /** The binding of a slash command such as {@code /help}. */
    static Optional<Binding> command(String slash) {
        return TABLE.stream()
                .filter(binding -> binding.slashes().contains(slash))
                .findFirst();
    }

    /** All slash commands, in the table's order. */
    static List<String> commands() {
        return TABLE.stream()
                .map(Binding::slashes)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    private static List<Binding> table() {
        List<Binding> table = new ArrayList<>();
        table.addAll(writing());
        table.addAll(editing(COMPOSER));
        table.addAll(anywhere());
        table.addAll(lists());
        table.addAll(forms());
        table.addAll(editing(FORM));
        table.addAll(DialogBindings.rows());
        table.addAll(always());
        return List.copyOf(table);
    }

    private static List<Binding> writing() {
        return List.of(
                Binding.of(COMPOSER, Action.SEND, "Enter", "Send the message").footer("send"),
                Binding.of(COMPOSER, Action.NEWLINE, "Ctrl-J, Alt-Enter, Shift-Enter", "Begin a new line"),
                Binding.of(COMPOSER, Action.COMPLETE, "Tab", "Complete @name, /command; else next pane"),
                Binding.of(COMPOSER, Action.PREVIOUS_PANE, "Shift-Tab", "Previous pane"),
                Binding.of(COMPOSER, Action.ROW_UP, "Up", "One row up"),
                Binding.of(COMPOSER, Action.ROW_DOWN, "Down", "One row down"));
    }

    private static List<Binding> editing(Context context) {
        return List.of(
                Binding.of(context, Action.LEFT, "Left", "One character back"),
                Binding.of(context, Action.RIGHT, "Right", "One character on"),
                Binding.of(context, Action.WORD_LEFT, "Alt-B, Ctrl-Left, Alt-Left", "One word back"),
                Binding.of(context, Action.WORD_RIGHT, "Alt-F, Ctrl-Right, Alt-Right", "One word on"),
                Binding.of(context, Action.LINE_START, "Ctrl-A, Home", "To the line's start"),
                Binding.of(context, Action.LINE_END, "Ctrl-E, End", "To the line's end"),
                Binding.of(context, Action.ERASE, "Backspace", "Erase the character before"),
                Binding.of(context, Action.DELETE, "Delete, Ctrl-D", "Delete the character under the cursor"),
                Binding.of(context, Action.ERASE_WORD, "Ctrl-W, Alt-Backspace", "Cut the word before"),
                Binding.of(context, Action.DELETE_WORD, "Alt-D, Ctrl-Delete", "Cut the word after"),
                Binding.of(context, Action.KILL_START, "Ctrl-U", "Cut to the line's start"),
                Binding.of(context, Action.KILL_END, "Ctrl-K", "Cut to the line's end"),
                Binding.of(context, Action.YANK, "Ctrl-Y", "Put back what was cut last"));
    }

    private static List<Binding> anywhere() {
        List<Binding> rows = new ArrayList<>(List.of(
                Binding.of(CHAT, Action.NEXT_UNREAD, "Alt-A, Ctrl-X a", "Next unread: mentions, people, rooms")
                        .footer("next unread"),
                Binding.of(CHAT, Action.CONVERSATIONS, "F2, Ctrl-X c", "Conversations")
                        .footer("chats"),
                Binding.of(CHAT, Action.PEOPLE, "F3, Ctrl-X m", "People")
                        .footer("people")
                        .slash("/users", ""),
                Binding.of(CHAT, Action.PAGE_UP, "PgUp", "Scroll up").footer("scroll"),
                Binding.of(CHAT, Action.PAGE_DOWN, "PgDn", "Scroll down"),
                Binding.of(CHAT, Action.TOP, "Alt-Home, Ctrl-X <", "To the oldest message shown"),
                Binding.of(CHAT, Action.BOTTOM, "Alt-End, Ctrl-X >", "To the newest message"),
                Binding.of(CHAT, Action.NEXT_CONVERSATION, "Ctrl-N, Alt-Down", "Next conversation"),
                Binding.of(CHAT, Action.PREVIOUS_CONVERSATION, "Ctrl-P, Alt-Up", "Previous conversation"),
                Binding.of(CHAT, Action.LAST_CONVERSATION, "Ctrl-X Ctrl-X", "The conversation before this one")));
        for (int n = 1; n <= NUMBERED; n++) {
            rows.add(Binding.of(CHAT, Action.GO_TO_CONVERSATION, "Alt-" + n + ", Ctrl-X " + n, "Conversation " + n)
                    .number(n));
        }
        rows.addAll(List.of(
                Binding.of(CHAT, Action.WRITE_TO, "Ctrl-X w", "Write to a person")
                        .slash("/msg", "NAME TEXT"),
                Binding.of(CHAT, Action.OLDER, "Ctrl-X o", "Load older messages")
                        .slash("/history", "[COUNT]"),
                Binding.of(CHAT, Action.CLEAR, "Ctrl-X l", "Clear the view; nothing is deleted")
                        .slash("/clear", ""),
                Binding.of(CHAT, Action.THEME, "Ctrl-X T", "Which themes there are; another theme")
                        .slash("/theme", "[THEME]"),
                Binding.of(CHAT, Action.HELP, "F1, Ctrl-X ?", "This help")
                        .footer("help")
                        .slash("/help", "")));
        return rows;
    }

    private static List<Binding> lists() {
        return List.of(
                Binding.of(LIST, Action.OPEN, "Enter", "Open it, or write to the person")
                        .footer("open"),
                Binding.of(LIST, Action.BACK, "i, Esc", "Back to writing").footer("write"),
                Binding.of(LIST, Action.LIST_UP, "Up, k", "One row up"),
                Binding.of(LIST, Action.LIST_DOWN, "Down, j", "One row down"),
                Binding.of(LIST, Action.LIST_FIRST, "Home, g", "First row"),
                Binding.of(LIST, Action.LIST_LAST, "End, G", "Last row"),
                Binding.of(LIST, Action.NEXT_PANE, "Tab", "Next pane"),
                Binding.of(LIST, Action.PREVIOUS_PANE, "Shift-Tab", "Previous pane"),
                Binding.of(LIST, Action.HELP, "?", "This help"),
                Binding.of(HELP, Action.CLOSE_HELP, "q, Enter, Esc, F1, i", "Close the help")
                        .footer("close"),
                Binding.of(HELP, Action.HELP_UP, "Up, k", "One row up"),
                Binding.of(HELP, Action.HELP_DOWN, "Down, j", "One row down"),
                Binding.of(HELP, Action.HELP_PAGE_UP, "PgUp, g, Home", "One page up"),
                Binding.of(HELP, Action.HELP_PAGE_DOWN, "PgDn, Space, G, End", "One page down")
                        .footer("more"));
    }

    private static List<Binding> forms() {
        return List.of(
                Binding.of(FORM, Action.SUBMIT, "Enter", "Next field; in the last one: go ahead")
                        .footer("next"),
                Binding.of(FORM, Action.NEXT_FIELD, "Tab, Down", "Next field").footer("next field"),
                Binding.of(FORM, Action.PREVIOUS_FIELD, "Shift-Tab, Up", "Previous field"),
                Binding.of(QUESTION, Action.TRUST, "y", "Yes, this is the server's key")
                        .footer("trust it"),
                Binding.of(QUESTION, Action.DECLINE, "n", "No, or not sure").footer("do not"));
    }

    private static List<Binding> always() {
        return List.of(
                Binding.of(EVERYWHERE, Action.CANCEL, "Ctrl-C", "Close; clear the line; twice: quit")
                        .footer("quit"),
                Binding.of(EVERYWHERE, Action.REDRAW, "Ctrl-L", "Draw the screen again"),
                Binding.of(EVERYWHERE, Action.SUSPEND, "Ctrl-Z", "Back to the shell; fg returns"),
                Binding.of(CHAT, Action.QUIT, "Ctrl-X q", "Save and quit").slash("/quit /exit", ""));
    }
}
