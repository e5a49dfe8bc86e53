package messenger.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--host", description = "Address to listen on. Default: 0.0.0.0")
    private String host = "0.0.0.0";

    @Option(names = "--port", description = "Port to listen on. Default: 1315")
    private int port = ServerNames.DEFAULT_PORT;

    @Option(names = "--data", description = "Folder for everything the server keeps.")
    private String data = "server-data";

    @Override
    public Integer call() throws IOException {
        ServerSettings settings =
                ServerSettings.standard(new InetSocketAddress(host, port), Path.of(data), ServerSettings.Storage.MAPDB);
        ServerApp server = ServerApp.start(settings, (event, subject) -> {});
        PrintWriter out = spec.commandLine().getOut();
        out.println("listening on " + server.address().getAddress().getHostAddress() + ":"
                + server.address().getPort());
        out.println("fingerprint  " + server.fingerprint());
        out.flush();
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            closed.countDown();
                        },
                        "server-end"));
        server.ended().join();
        return Exit.DONE;
    }
}
