package messenger.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The processes that a test started, so that none of them outlives it. */
final class Started implements AutoCloseable {
    /** What {@code mvn verify} built; failsafe says where it is. */
    private static final Path JAR =
            Path.of(System.getProperty("messenger.jar", "target/messenger.jar")).toAbsolutePath();

    private final List<Running> running = new ArrayList<>();

    /** Starts the jar. Standard error goes to a file in {@code logs}, and so do temporary files. */
    synchronized Running jar(Path logs, Map<String, String> environment, List<String> arguments) {
        List<String> java = List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // Each full collection compacts all: else dead objects that it left lying count as in use.
                "-XX:MarkSweepAlwaysCompactCount=1",
                "-Djava.io.tmpdir=" + temporary(logs),
                "-jar",
                JAR.toString());
        return java(logs, environment, java, arguments);
    }

    /** Starts the jar where no file may become larger than so many bytes, as on a disk that is full. */
    synchronized Running jarOnFullDisk(Path logs, long fileBytesMax, List<String> arguments) {
        List<String> shell = List.of("/bin/sh", "-c", "ulimit -f " + fileBytesMax / 512 + "; exec \"$@\"", "sh");
        List<String> java = List.of("-Xmx256m", "-Djava.io.tmpdir=" + temporary(logs), "-jar", JAR.toString());
        return java(logs, Map.of(), shell, java, arguments);
    }

    /** The temporary folder of what was started with these logs. */
    static Path temporary(Path logs) {
        try {
            return Files.createDirectories(logs.resolve("temporary"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a main class of these tests. */
    synchronized Running main(Path logs, Class<?> main, List<String> arguments) {
        List<String> java = List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        return java(logs, Map.of(), java, arguments);
    }

    private Running java(Path logs, Map<String, String> environment, List<String> java, List<String> arguments) {
        return java(logs, environment, List.of(), java, arguments);
    }

    private Running java(
            Path logs, Map<String, String> environment, List<String> shell, List<String> java, List<String> arguments) {
        List<String> command = new ArrayList<>(shell);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        command.addAll(arguments);
        try {
            Files.createDirectories(logs);
            Path errors = Files.createTempFile(logs, "stderr", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("MESSENGER_") || name.startsWith("JAVA_"));
            builder.environment().putAll(environment);
            Running next = Running.of(builder.start(), errors);
            running.add(next);
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        running.forEach(Running::kill);
        running.clear();
    }
}
