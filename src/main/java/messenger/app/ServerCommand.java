package messenger.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import messenger.transport.ServerIdentity;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until SIGTERM or SIGINT. */
@CommandLine.Command(
        name = "server",
        description = "Runs the server until SIGTERM or SIGINT.",
        mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    private static final String CONFIG_FILE = "server-config.yaml";

    /** A file that names the port, where neither an option nor a configuration file does. */
    private static final String PORT_FILE = "myport.info";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", paramLabel = "FILE", description = "Default: server-config.yaml, if it is there.")
    private Optional<Path> configFile = Optional.empty();

    @Option(names = "--host", description = "Address to listen at.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", description = "Port to listen at; 0 takes any that is free.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of everything the server keeps.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--storage", description = "mapdb or memory.")
    private Optional<String> storage = Optional.empty();

    @Option(names = "--check", description = "Check the configuration, and end.")
    private boolean check;

    @Override
    public Integer call() throws IOException {
        ServerConfig config = config();
        PrintWriter out = spec.commandLine().getOut();
        if (check) {
            if (config.settings().tls().certificate() instanceof ServerSettings.Certificate.Files files) {
                ServerIdentity.certified(
                        files.certificate(), files.key(), InstantSource.system().instant());
            }
            out.println("The configuration is good.");
            return Exit.DONE;
        }
        run(config, out);
        return Exit.DONE;
    }

    private static void run(ServerConfig config, PrintWriter out) throws IOException {
        Folders.createPrivately(config.data());
        Logs.toFile(config.data(), "server", config.log().level());
        AuditLog audit = new AuditLog(
                config.data().resolve(config.log().auditFile()),
                config.log().auditNames(),
                InstantSource.system(),
                new SecureRandom());
        ServerApp server = start(config, audit);
        // Before anybody is told that it runs: whoever stops it then gets a server that ends as it should.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            boolean byFault = server.ended().isCompletedExceptionally();
                            server.close();
                            // A stop that was asked for and done is no failure, whatever the signal.
                            Runtime.getRuntime().halt(byFault ? Exit.BUG : Exit.DONE);
                        },
                        "server-end"));
        out.println("listening on " + server.address().getAddress().getHostAddress() + ":"
                + server.address().getPort());
        out.println("fingerprint  " + server.fingerprint());
        out.flush();
        try {
            server.ended().join();
        } catch (CompletionException e) {
            throw new CommandFailure(
                    Exit.BUG,
                    "The server stopped because of a fault: " + e.getMessage() + "\nSee server-0.log in "
                            + config.data() + ". Everything that was accepted is in the store.");
        }
    }

    private static ServerApp start(ServerConfig config, AuditLog audit) throws IOException {
        try {
            return ServerApp.start(config.settings(), audit);
        } catch (BindException e) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "The server cannot listen at " + config.host() + ":" + config.port() + " (" + e.getMessage()
                            + "). Is another one running there? Name another port with --port.");
        }
    }

    private ServerConfig config() throws IOException {
        ServerConfig file = file();
        int thePort = port.orElse(file.port());
        if (thePort < 0 || thePort > 65_535) {
            throw new CommandFailure(Exit.USAGE, "--port takes 0 to 65535, not " + thePort + ".");
        }
        return file.at(
                host.orElse(file.host()),
                thePort,
                data.orElse(file.data()),
                storage.map(ServerCommand::storage).orElse(file.storage()));
    }

    private static ServerSettings.Storage storage(String name) {
        return switch (name) {
            case "mapdb" -> ServerSettings.Storage.MAPDB;
            case "memory" -> ServerSettings.Storage.MEMORY;
            default -> throw new CommandFailure(Exit.USAGE, "--storage takes mapdb or memory.");
        };
    }

    private ServerConfig file() throws IOException {
        Path named = configFile.orElse(Path.of(CONFIG_FILE));
        if (configFile.isPresent() && !Files.exists(named)) {
            throw new CommandFailure(Exit.USAGE, "There is no file " + named + ".");
        }
        try {
            ServerConfig config = ServerConfig.read(named);
            return Files.exists(named) ? config : config.at(config.host(), portFile(), config.data(), config.storage());
        } catch (ConfigException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static int portFile() throws IOException {
        Path file = Path.of(PORT_FILE);
        if (!Files.isRegularFile(file)) {
            return ServerNames.DEFAULT_PORT;
        }
        String text = Files.size(file) < 64 ? Files.readString(file).strip() : "";
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new CommandFailure(Exit.USAGE, PORT_FILE + " must hold a port, 0 to 65535, and nothing else.");
        }
        return Integer.parseInt(text);
    }
}
