package messenger.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import messenger.client.HomeServer;
import messenger.client.OwnAccount;
import messenger.client.net.Trust;
import messenger.client.store.Vault;
import messenger.client.term.Tty;
import messenger.crypto.Argon2id;
import messenger.crypto.Secret;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/**
 * A server on a free loopback port in a temporary folder, two bots that talk, and the client opened as a third user.
 */
@CommandLine.Command(
        name = "demo",
        description = "Shows a living chat at once: a server, two bots, and you. Leaves nothing behind.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final UserName ADA = new UserName("ada");
    private static final UserName GRACE = new UserName("grace");
    private static final UserName YOU = new UserName("you");

    /** The vaults of the demo are gone in a moment; nobody guesses their passwords. */
    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration ROUND = Duration.ofSeconds(25);
    private static final int ROUNDS = 200;

    @Mixin
    private ThemeOption theme = new ThemeOption();

    private final SecureRandom random = new SecureRandom();

    @Override
    public Integer call() throws IOException {
        requireTerminal();
        Path folder = Files.createTempDirectory("messenger-demo");
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "demo");
            thread.setDaemon(true);
            return thread;
        });
        Thread cleaning = new Thread(() -> delete(folder), "demo-end");
        Runtime.getRuntime().addShutdownHook(cleaning);
        ServerConfig config =
                ServerConfig.standard().at(LOOPBACK, 0, folder.resolve("server"), ServerSettings.Storage.MAPDB);
        try (ServerApp server = ServerApp.start(config.settings(), (event, subject) -> {})) {
            return chat(server, folder, timer);
        } finally {
            timer.shutdownNow();
        }
    }

    private static void requireTerminal() {
        try {
            Tty.open(System.getenv());
        } catch (Tty.NoTerminalException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private int chat(ServerApp server, Path folder, ScheduledExecutorService timer) throws IOException {
        Trust trust = new Trust.Pinned(server.fingerprint());
        try (Bot ada = Bot.start(account(server, folder, ADA), trust, adasAnswers(), timer, random);
                Bot grace = Bot.start(account(server, folder, GRACE), trust, gracesAnswers(), timer, random)) {
            script(ada, grace);
            Preferences preferences = new Preferences(folder);
            ScreenClient client = new ScreenClient(folder.resolve(YOU.value()), "", "", new Authorities(), preferences);
            Accounts.Fresh own = account(server, folder, YOU);
            return ClientCommand.run(client, folder, theme, preferences, news -> client.beginWith(own, trust, news));
        }
    }

    private Accounts.Fresh account(ServerApp server, Path folder, UserName name) {
        HomeServer home = HomeServer.unmet(
                server.address().getAddress().getHostAddress(), server.address().getPort());
        OwnAccount account = OwnAccount.create(name, InstantSource.system().instant(), random);
        Secret password = Secret.random(16, random);
        Vault vault =
                Vault.create(folder.resolve(name.value()), password, CHEAP, List.of(account.put(), home.put()), random);
        return new Accounts.Fresh(vault, password);
    }

    private static void script(Bot ada, Bot grace) {
        ada.say(YOU, "Hi! I am ada, a bot on this machine. What you write here I answer.", Duration.ofSeconds(2));
        ada.say(
                YOU,
                "Every line is sealed on your side and opened on mine; the server between us sees" + " random bytes.",
                Duration.ofSeconds(5));
        grace.say(YOU, "And I am grace. F1 shows the keys, Ctrl-N the next conversation.", Duration.ofSeconds(8));
        grace.say(ADA, "Shall we talk a little while they look around?", Duration.ofSeconds(3));
        for (int round = 1; round <= ROUNDS; round++) {
            Bot speaker = round % 2 == 0 ? ada : grace;
            speaker.say(YOU, smallTalk().get(round % smallTalk().size()), ROUND.multipliedBy(round));
        }
    }

    private static List<String> smallTalk() {
        return List.of(
                "The build is green again.",
                "Long lines wrap where words end, and 日本語 and emoji 🙂 keep their columns, also over SSH in a"
                        + " small terminal.",
                "The marks beside what you write: … on its way, ✓ safe at the server, ✓✓ on my device.",
                "Resize the window: the panes follow its width.");
    }

    private static Map<UserName, List<String>> adasAnswers() {
        return Map.of(
                YOU,
                List.of(
                        "Got it, over a fresh key that is gone already.",
                        "Interesting. Tell me more.",
                        "I would agree, but I am only a bot.",
                        "/msg grace hello writes to grace without leaving here."),
                GRACE,
                List.of("Gladly. Did you see that the terminal can be resized?"));
    }

    private static Map<UserName, List<String>> gracesAnswers() {
        return Map.of(
                YOU,
                List.of(
                        "It is easier to ask forgiveness than it is to get permission.",
                        "Noted.",
                        "Shorter lines, please: I have only 80 columns."));
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = new ArrayList<>(tree.toList());
            deepestFirst.sort(Comparator.reverseOrder());
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("The demo's folder " + folder + " could not be removed: " + e.getMessage());
        }
    }
}
