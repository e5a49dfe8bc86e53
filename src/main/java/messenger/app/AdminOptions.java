package messenger.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which server on this machine an administrator speaks to: the one whose data is in a folder. */
final class AdminOptions {
    private static final Path CONFIG_FILE = Path.of("server-config.yaml");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's folder. Default: the one that its configuration names.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The server's configuration. Default: server-config.yaml, if it is there.")
    private Optional<Path> configFile = Optional.empty();

    /** To the server that runs there, if one does. */
    AdminSocket socket() {
        return AdminSocket.in(data.orElseGet(this::configured));
    }

    /** What a server with this folder is started with. */
    ServerSettings settings() {
        ServerConfig config = config();
        return config.at(config.host(), config.port(), data.orElse(config.data()), config.storage())
                .settings();
    }

    private Path configured() {
        return config().data();
    }

    private ServerConfig config() {
        if (configFile.isPresent() && !Files.exists(configFile.get())) {
            throw new CommandFailure(Exit.USAGE, "There is no file " + configFile.get() + ".");
        }
        try {
            return ServerConfig.read(configFile.orElse(CONFIG_FILE));
        } catch (ConfigException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
