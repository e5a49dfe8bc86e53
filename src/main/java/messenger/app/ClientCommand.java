package messenger.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import messenger.client.term.ChatTerminal;
import messenger.client.term.Depth;
import messenger.client.term.TermLoop;
import messenger.client.term.Themes;
import messenger.client.term.Tty;
import messenger.client.ui.News;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The full-screen client. */
@CommandLine.Command(
        name = "client",
        description = "The full-screen client; what runs when no command is named.",
        mixinStandardHelpOptions = true)
final class ClientCommand implements Callable<Integer> {
    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(names = "--server", paramLabel = "HOST[:PORT]", description = "Fills in the registration form.")
    private String server = "";

    @Option(names = "--user", paramLabel = "NAME", description = "Fills in the registration form.")
    private String user = "";

    @Mixin
    private Authorities authorities = new Authorities();

    @Mixin
    private ThemeOption theme = new ThemeOption();

    @Override
    public Integer call() throws IOException {
        String named = server.isEmpty() ? ServerNames.fromFile(Path.of("")) : server;
        Preferences preferences = new Preferences(ConfigFolder.path(System.getenv()));
        ScreenClient client = new ScreenClient(folder.path(), named, user, authorities, preferences);
        return run(client, folder.path(), theme, preferences, client::begin);
    }

    /**
     * Runs the screen until the person leaves.
     *
     * @param folder for the log
     * @param preferences say the theme, unless the option does
     * @param begin is given where to tell news, once there is a screen
     */
    static int run(
            ScreenClient client,
            Path folder,
            ThemeOption theme,
            Preferences preferences,
            Consumer<Consumer<News>> begin)
            throws IOException {
        try {
            Tty tty = Tty.open(System.getenv());
            Path own = ConfigFolder.themes(ConfigFolder.path(System.getenv()));
            Themes themes = new Themes(own, Depth.of(System.getenv()));
            FirstLook look = FirstLook.of(themes, theme.named(), preferences);
            TermLoop loop = new TermLoop(
                    ChatTerminal.on(tty), themes, look.theme(), ZoneId.systemDefault(), client, InstantSource.system());
            Folders.createPrivately(folder);
            Logs.toFile(folder, "client", ServerConfig.LogLevel.INFO);
            Logs.standardErrorToFile(folder, "client");
            begin.accept(look.telling(loop::post));
            loop.run();
            return Exit.DONE;
        } catch (Tty.NoTerminalException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
