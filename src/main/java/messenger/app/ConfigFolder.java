package messenger.app;

import java.nio.file.Path;
import java.util.Map;

/** Where a person keeps what is to look and feel their way; nothing in it says anything about people. */
final class ConfigFolder {
    private ConfigFolder() {}

    /** {@code $XDG_CONFIG_HOME/messenger}, or {@code ~/.config/messenger}; it need not be there. */
    static Path path(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(xdg);
        return base.resolve("messenger");
    }

    /** Own themes, a file each. */
    static Path themes(Path folder) {
        return folder.resolve("themes");
    }
}
