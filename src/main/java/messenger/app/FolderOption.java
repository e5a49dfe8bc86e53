package messenger.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the client keeps its vault. */
final class FolderOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the vault. Default: $XDG_DATA_HOME/messenger, or ~/.local/share/messenger.")
    private String data = "";

    Path path() {
        if (!data.isEmpty()) {
            return Path.of(data);
        }
        String xdg = System.getenv().getOrDefault("XDG_DATA_HOME", "");
        Path base = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(xdg);
        return base.resolve("messenger");
    }
}
