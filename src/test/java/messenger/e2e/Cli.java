package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody who uses the jar's commands: a name, a vault folder and a password in a file. */
final class Cli {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Started started;
    private final String name;
    private final Path vault;
    private final Path passwordFile;
    private final Path logs;

    private Cli(Started started, String name, Path vault, Path passwordFile, Path logs) {
        this.started = started;
        this.name = name;
        this.vault = vault;
        this.passwordFile = passwordFile;
        this.logs = logs;
    }

    /** How a command ended. */
    record Outcome(int exit, List<String> out, String err) {
        /** Fails unless it ended so, saying what it said. */
        Outcome expect(int wanted) {
            assertEquals(wanted, exit, () -> "standard output: " + out + "\nstandard error: " + err);
            return this;
        }

        List<JsonNode> json() {
            return out.stream().map(Cli::parse).toList();
        }

        /** The only line. */
        JsonNode only() {
            assertEquals(1, out.size(), () -> "lines: " + out);
            return json().get(0);
        }

        /** A member of every line. */
        List<String> all(String member) {
            return json().stream().map(line -> line.path(member).asText()).toList();
        }
    }

    /** Somebody with nothing yet, whose files will be below {@code base}. */
    static Cli of(Started started, Path base, String name) {
        return of(started, base, name, "password of " + name);
    }

    static Cli of(Started started, Path base, String name, String password) {
        return existing(started, base, name, base.resolve(name).resolve("vault"), password);
    }

    /** Somebody whose vault is there. */
    static Cli existing(Started started, Path base, String name, Path vault, String password) {
        try {
            Path home = Files.createDirectories(base.resolve(name));
            Path file = Files.writeString(home.resolve("password"), password + "\n");
            return new Cli(started, name, vault, file, home.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same person, who mistypes the password. */
    Cli withPassword(String other) {
        try {
            Path file = Files.writeString(passwordFile.resolveSibling("password-2"), other + "\n");
            return new Cli(started, name, vault, file, logs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }

    String name() {
        return name;
    }

    Path vault() {
        return vault;
    }

    /** Where the standard error of every command is kept. */
    Path logs() {
        return logs;
    }

    /** Starts a command with this vault, its password by the environment. */
    Running start(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--data", vault.toString()));
        all.addAll(List.of(arguments));
        return started.jar(logs, Map.of("MESSENGER_PASSWORD_FILE", passwordFile.toString()), all);
    }

    /** Runs a command to its end. */
    Outcome run(String command, String... arguments) {
        return runWithInput("", command, arguments);
    }

    Outcome runWithInput(String input, String command, String... arguments) {
        return outcome(start(command, arguments).feed(input));
    }

    /** Runs the jar with exactly these arguments and no environment. */
    static Outcome bare(Started started, Path logs, String... arguments) {
        return outcome(started.jar(logs, Map.of(), List.of(arguments)).feed(""));
    }

    private static Outcome outcome(Running running) {
        List<String> out = running.remainingLines();
        return new Outcome(running.exit(), out, running.errors());
    }

    /** Registers as the README says. */
    Outcome register(RealServer server) {
        return run(
                        "register",
                        "--server",
                        server.where(),
                        "--user",
                        name,
                        "--password-file",
                        passwordFile.toString(),
                        "--trust-server")
                .expect(0);
    }

    /** Sends a text and gives its id. */
    String send(Cli to, String text) {
        return run("send", "--to", to.name, "--json", text)
                .expect(0)
                .only()
                .path("id")
                .asText();
    }

    Outcome fetch() {
        return run("fetch", "--accept-requests", "--json").expect(0);
    }

    Outcome history(String with) {
        return run("history", "--with", with, "-n", "100000", "--json").expect(0);
    }
}
