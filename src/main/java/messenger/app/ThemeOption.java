package messenger.app;

import java.util.Iterator;
import messenger.client.term.Theme;
import picocli.CommandLine.Option;

/** How the screen looks. */
final class ThemeOption {
    @Option(
            names = "--theme",
            paramLabel = "NAME",
            completionCandidates = Shipped.class,
            description = "${COMPLETION-CANDIDATES}, or one of your own in $XDG_CONFIG_HOME/messenger/themes, or"
                    + " ~/.config/messenger/themes. Default: what /theme chose last, or ansi.")
    private String name = "";

    /** What was named, or empty. */
    String named() {
        return name;
    }

    /** The themes of the jar. */
    static final class Shipped implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Theme.NAMES.iterator();
        }
    }
}
