package messenger.client.ui;

import java.util.List;
import java.util.stream.Stream;

/** Tab: completes the word before the caret to a name or a command, or moves on where there is nothing to complete. */
final class Completion {
    /** Candidates named in the notice when several fit. */
    private static final int SHOWN_MAX = 8;

    private Completion() {}

    static Step complete(Model model) {
        Editor editor = model.composer();
        if (editor.isEmpty()) {
            return Navigation.pane(model, 1);
        }
        int start = editor.text().substring(0, editor.caret()).lastIndexOf(' ') + 1;
        start = Math.max(start, editor.text().substring(0, editor.caret()).lastIndexOf('\n') + 1);
        String word = editor.text().substring(start, editor.caret());
        List<String> fits = candidates(model, word, start);
        if (fits.isEmpty()) {
            return Step.of(model);
        }
        if (fits.size() == 1) {
            return Step.of(model.with(replaced(editor, start, fits.get(0) + " ")));
        }
        String common = fits.stream().reduce(Completion::commonStart).orElse(word);
        Model next = model.with(replaced(editor, start, common));
        String shown = String.join("  ", fits.subList(0, Math.min(SHOWN_MAX, fits.size())));
        return Step.of(next.notice(News.Level.INFORMATION, shown + (fits.size() > SHOWN_MAX ? "  \u2026" : "")));
    }

    private static List<String> candidates(Model model, String word, int start) {
        Stream<String> names = model.people().list().stream().map(person -> Printable.line(person.name()));
        if (start == 0 && word.startsWith("/")) {
            return fitting(Bindings.commands().stream(), word);
        }
        if (word.startsWith("@")) {
            return fitting(names.map(name -> "@" + name), word);
        }
        if (takes(model.composer().text().substring(0, start), "THEME")) {
            return fitting(model.looks().themes().stream(), word);
        }
        return takes(model.composer().text().substring(0, start), "NAME") ? fitting(names, word) : List.of();
    }

    /** Whether what stands before the word is a command that takes such an argument. */
    private static boolean takes(String before, String argument) {
        return before.endsWith(" ")
                && Bindings.command(before.strip())
                        .filter(binding -> binding.arguments().contains(argument))
                        .isPresent();
    }

    private static List<String> fitting(Stream<String> all, String word) {
        return all.filter(candidate -> candidate.startsWith(word)).sorted().toList();
    }

    private static Editor replaced(Editor editor, int start, String text) {
        String next = editor.text().substring(0, start) + text + editor.text().substring(editor.caret());
        return new Editor(next, start + text.length(), editor.cut());
    }

    private static String commonStart(String a, String b) {
        int i = 0;
        while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return a.substring(0, i);
    }
}
