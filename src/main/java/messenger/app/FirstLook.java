package messenger.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import messenger.client.term.Theme;
import messenger.client.term.Themes;
import messenger.client.ui.News;
import messenger.client.ui.Printable;

/**
 * The theme to begin with: what the command line names, else what was chosen last, else the standard one, which also
 * stands in for one that cannot be used.
 *
 * @param troubles sentences for the person
 */
record FirstLook(Theme theme, List<String> troubles) {
    FirstLook {
        troubles = List.copyOf(troubles);
    }

    /**
     * Chooses.
     *
     * @param named on the command line, or empty; a name that nothing has ends the command
     */
    static FirstLook of(Themes themes, String named, Preferences preferences) {
        if (!named.isEmpty() && !themes.has(named)) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "There is no theme \"" + Printable.line(named) + "\". There are "
                            + String.join(", ", themes.names()) + ".");
        }
        List<String> troubles = new ArrayList<>();
        String name = named;
        if (named.isEmpty()) {
            Preferences.Chosen chosen = preferences.read();
            if (!chosen.problem().isEmpty()) {
                troubles.add(chosen.problem());
            }
            name = chosen.theme().isEmpty() ? Theme.DEFAULT : chosen.theme();
        }
        try {
            return new FirstLook(themes.load(name), troubles);
        } catch (Theme.BrokenThemeException e) {
            troubles.add("The theme is " + Theme.DEFAULT + " instead: " + e.getMessage() + ".");
            return new FirstLook(standard(themes), troubles);
        }
    }

    /** What tells the screen the troubles too, once the chat is open: forms and questions leave no room for them. */
    Consumer<News> telling(Consumer<News> screen) {
        Queue<String> waiting = new ConcurrentLinkedQueue<>(troubles);
        return news -> {
            screen.accept(news);
            if (news instanceof News.Opened) {
                for (String text = waiting.poll(); text != null; text = waiting.poll()) {
                    screen.accept(new News.Notice(News.Level.WARNING, text));
                }
            }
        };
    }

    private static Theme standard(Themes themes) {
        try {
            return themes.load(Theme.DEFAULT);
        } catch (Theme.BrokenThemeException e) {
            throw new IllegalStateException("the standard theme cannot be used", e);
        }
    }
}
