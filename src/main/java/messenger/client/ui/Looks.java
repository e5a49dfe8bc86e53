package messenger.client.ui;

import java.util.List;

/**
 * How the screen looks and could look.
 *
 * @param theme the name of the theme in use
 * @param themes the names of all
 */
public record Looks(String theme, List<String> themes) {
    public Looks {
        themes = List.copyOf(themes);
    }

    /** The screen has changed its looks to these. */
    Step begun(Model model) {
        return Step.of(model.with(this).notice(News.Level.INFORMATION, "The theme is " + theme + " now."));
    }

    /** Says which themes there are. */
    static Step listed(Model model) {
        Looks looks = model.looks();
        String text = "The theme is " + looks.theme + ". /theme and a name changes it: "
                + String.join(", ", looks.themes) + ".";
        return Step.of(model.notice(News.Level.INFORMATION, text));
    }

    /** Wishes for a theme; whether there is one of that name, the terminal's owner knows. */
    static Step named(Model model, String name) {
        return name.isEmpty() ? listed(model) : new Step(model, List.of(), new Step.Shell.Look(name));
    }
}
