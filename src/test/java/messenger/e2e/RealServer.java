package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import messenger.client.net.ServerAddress;
import messenger.crypto.MalformedException;
import messenger.transport.ServerKeyHash;

/** The jar as a server, on 127.0.0.1; started again it has the same folder and the same port. */
final class RealServer {
    /** Free: the system picks one. */
    private static final int ANY_PORT = 0;

    /** What a service manager gives a server before it kills it, at least. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    private final Started started;
    private final Path folder;
    private final Path logs;
    private final Path config;
    private final List<String> output = new ArrayList<>();
    private Running running;
    private int port;
    private String fingerprint = "";

    private RealServer(Started started, Path base, int port, String config) {
        this.started = started;
        this.folder = base.resolve("data");
        this.logs = base.resolve("logs");
        this.port = port;
        this.config = base.resolve("server-config.yaml");
        configure(config);
        this.running = launch();
        awaitReady();
    }

    /** Starts a server with its files below {@code base}. */
    static RealServer start(Started started, Path base) {
        return start(started, base, "");
    }

    /** Starts a server that is configured so. */
    static RealServer start(Started started, Path base, String config) {
        return new RealServer(started, base, ANY_PORT, config);
    }

    /** Another server where this one, which has ended, was. */
    RealServer replaced(Path otherBase) {
        return new RealServer(started, otherBase, port, "");
    }

    /** Configures it so, from its next start on. */
    void configure(String text) {
        try {
            Files.createDirectories(logs);
            Files.writeString(config, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Running launch() {
        return launch(started, logs, folder, port, "--config", config.toString());
    }

    /** Starts a server process, of which it is not known whether it will run. */
    static Running launch(Started started, Path logs, Path folder, int port, String... more) {
        List<String> all = new ArrayList<>(
                List.of("server", "--host", "127.0.0.1", "--port", "" + port, "--data", folder.toString()));
        all.addAll(List.of(more));
        return started.jar(logs, Map.of(), all);
    }

    private void awaitReady() {
        String listening = running.awaitLine(line -> line.startsWith("listening on 127.0.0.1:"));
        String printed = running.awaitLine(line -> line.startsWith("fingerprint "));
        output.add(listening);
        output.add(printed);
        port = Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1));
        fingerprint = printed.substring("fingerprint ".length()).strip();
    }

    /** After {@link #kill} or {@link #stop}: the same folder, the same port. */
    void startAgain() {
        running = launch();
        awaitReady();
    }

    Path folder() {
        return folder;
    }

    /** Where its standard error is kept. */
    Path logs() {
        return logs;
    }

    /** What it printed. */
    List<String> output() {
        return List.copyOf(output);
    }

    int port() {
        return port;
    }

    String where() {
        return "127.0.0.1:" + port;
    }

    ServerAddress address() {
        return new ServerAddress("127.0.0.1", port);
    }

    String fingerprint() {
        return fingerprint;
    }

    ServerKeyHash keyHash() {
        try {
            return ServerKeyHash.parse(fingerprint);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    boolean isAlive() {
        return running.isAlive();
    }

    String errors() {
        return running.errors();
    }

    /** {@code kill -9}. */
    void kill() {
        running.kill();
        output.addAll(running.remainingLines());
    }

    /** SIGTERM, which it obeys in time and with success. */
    void stop() {
        int exit = running.terminate().exitWithin(STOPS_WITHIN);
        output.addAll(running.remainingLines());
        assertEquals(0, exit, () -> running.errors());
    }

    /** The bytes of the objects that are in use, found out by a full collection; empty where there is no jcmd. */
    OptionalLong liveBytes() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return OptionalLong.empty();
        }
        try {
            Process histogram = new ProcessBuilder(jcmd.toString(), "" + running.pid(), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader lines = histogram.inputReader()) {
                // "Total", instances, bytes.
                return lines.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("Total "))
                        .mapToLong(line -> Long.parseLong(line.replaceAll(".*\\s", "")))
                        .findFirst();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many files and sockets it has open; empty where there is no /proc. */
    OptionalLong openFiles() {
        String[] files = process().resolve("fd").toFile().list();
        return files == null ? OptionalLong.empty() : OptionalLong.of(files.length);
    }

    private Path process() {
        return Path.of("/proc", "" + running.pid());
    }

    /** What it has in memory, in KiB; empty where there is no /proc. */
    OptionalLong residentKib() {
        Path status = process().resolve("status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
