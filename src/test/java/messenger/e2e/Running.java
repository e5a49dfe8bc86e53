package messenger.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A started process. A thread of its own takes its standard output, so that it never blocks on it. */
final class Running {
    /** Much more than anything here takes on a busy machine; it only ends a test that would hang. */
    static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Process process;
    private final Path errors;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private Running(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    static Running of(Process process, Path errors) {
        Running running = new Running(process, errors);
        Thread reader = new Thread(running::read, "stdout-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        return running;
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException e) {
            // The process was killed while it was writing: what it had written is there.
            lines.add(Optional.empty());
        }
        lines.add(Optional.empty());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Gives it this standard input and closes it. */
    Running feed(String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("it did not take its input: " + errors(), e);
        }
        return this;
    }

    /** Gives it a line of standard input, and keeps that open. */
    void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("it did not take its input: " + errors(), e);
        }
    }

    /** The next line of its standard output; empty at its end. */
    Optional<String> nextLine() {
        try {
            Optional<String> line = lines.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no line came; standard error: " + errors());
            }
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next line like this, past all others. */
    String awaitLine(Predicate<String> wanted) {
        while (true) {
            String line = nextLine()
                    .orElseThrow(() -> new AssertionError("it ended with " + exit() + "; standard error: " + errors()));
            if (wanted.test(line)) {
                return line;
            }
        }
    }

    /** What is left of its standard output, up to its end. */
    List<String> remainingLines() {
        List<String> rest = new ArrayList<>();
        for (Optional<String> line = nextLine(); line.isPresent(); line = nextLine()) {
            rest.add(line.get());
        }
        return rest;
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end and gives its exit code. */
    int exit() {
        return exitWithin(DEADLINE);
    }

    int exitWithin(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it runs on; standard error: " + errors());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** SIGTERM. */
    Running terminate() {
        process.destroy();
        return this;
    }

    /** SIGKILL, and waits for the end. */
    void kill() {
        process.destroyForcibly();
        int unused = exit();
    }
}
