package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import messenger.client.ui.Binding.Context;

/** The help overlay's text, made from the binding table: first what holds in the focused pane, then the rest. */
final class HelpText {
    /** What a line of the help is. */
    enum Kind {
        HEADING,
        ENTRY
    }

    /** A line of the help: keys at the left edge, text from {@code indent} on. */
    record Line(Kind kind, String keys, int indent, String text) {}

    /** Columns for the keys where they stand beside the text; the longest entry fits. */
    static final int KEYS_COLUMNS = 32;

    private static final int COLUMNS_SIDE_BY_SIDE = 72;
    /** Columns for the explanation below its keys, on the narrowest screen. */
    private static final int COLUMNS_NARROW = Layout.COLUMNS_MIN - 8;

    private static final int FRAME_ROWS = 2;
    private static final int FOOTER_ROWS = 1;

    /** What opens over the chat, each with keys of its own. */
    static final List<Context> DIALOGS = List.of(
            Context.REQUEST,
            Context.CHANGED,
            Context.VERIFY,
            Context.NUMBERS,
            Context.DEVICES,
            Context.CONFIRM,
            Context.NOTE);

    private HelpText() {}

    /** Rows of help that fit on a screen of that size. */
    static int visibleRows(Size size) {
        return Math.max(1, size.rows() - FRAME_ROWS - FOOTER_ROWS);
    }

    static List<Line> lines(Model model) {
        boolean sideBySide = model.size().columns() >= COLUMNS_SIDE_BY_SIDE;
        Context pane = model.keyboard().focus() == Focus.COMPOSER ? Context.COMPOSER : Context.LIST;
        Context other = pane == Context.COMPOSER ? Context.LIST : Context.COMPOSER;
        List<Line> lines = new ArrayList<>();
        for (Context context : List.of(pane, Context.CHAT, Context.EVERYWHERE)) {
            heading(lines, context.title());
            entries(lines, context, binding -> !Editing.ACTIONS.contains(binding.action()), sideBySide);
        }
        heading(lines, "Commands, typed in the composer");
        for (Binding binding : Bindings.TABLE) {
            if (!binding.slash().isEmpty()) {
                String names = String.join(", ", binding.slashes());
                String usage = binding.arguments().isEmpty() ? names : names + " " + binding.arguments();
                entry(lines, usage, binding.help(), sideBySide);
            }
        }
        entry(lines, "//TEXT", "Send text that begins with a slash", sideBySide);
        heading(lines, "Editing");
        entries(lines, Context.COMPOSER, binding -> Editing.ACTIONS.contains(binding.action()), sideBySide);
        heading(lines, other.title());
        entries(lines, other, binding -> !Editing.ACTIONS.contains(binding.action()), sideBySide);
        for (Context context : DIALOGS) {
            heading(lines, context.title());
            entries(lines, context, binding -> true, sideBySide);
        }
        heading(lines, "Marks");
        for (Marks.Mark mark : Marks.ALL) {
            entry(lines, mark.sign(), mark.meaning(), sideBySide);
        }
        return lines;
    }

    private static void entries(List<Line> lines, Context context, Predicate<Binding> wanted, boolean sideBySide) {
        Bindings.TABLE.stream()
                .filter(binding -> binding.context() == context && binding.argument() <= 1)
                .filter(wanted)
                .forEach(binding -> entry(lines, keys(binding), help(binding), sideBySide));
    }

    private static void heading(List<Line> lines, String title) {
        if (!lines.isEmpty()) {
            lines.add(new Line(Kind.ENTRY, "", 0, ""));
        }
        lines.add(new Line(Kind.HEADING, "", 0, title));
    }

    private static void entry(List<Line> lines, String keys, String text, boolean sideBySide) {
        if (sideBySide) {
            lines.add(new Line(Kind.ENTRY, keys, KEYS_COLUMNS, text));
            return;
        }
        lines.add(new Line(Kind.ENTRY, keys, 0, ""));
        Wrapping.wrap(text, COLUMNS_NARROW).forEach(row -> lines.add(new Line(Kind.ENTRY, "", 2, row)));
    }

    private static String keys(Binding binding) {
        return binding.argument() == 1 ? "Alt-1 \u2026 Alt-9, Ctrl-X 1 \u2026 9" : binding.keys();
    }

    private static String help(Binding binding) {
        return binding.argument() == 1 ? "Conversation 1 to " + Bindings.NUMBERED : binding.help();
    }
}
