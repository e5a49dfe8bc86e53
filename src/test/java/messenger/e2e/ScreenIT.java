package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo in a real terminal: tmux types, and the screen is read as a person would. Needs tmux, which {@code .ci/run}
 * installs.
 */
@Tag("slow")
final class ScreenIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String socket = "messenger-screen-" + ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    @BeforeEach
    void openTheTerminal() throws Exception {
        tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "sh");
        tmux("send-keys", "PS1='$ '; clear; stty -g > " + folder + "/before", "Enter");
    }

    @AfterEach
    void closeIt() throws Exception {
        tmux("kill-server");
    }

    @Test
    void theDemoIsAliveAndGivesTheTerminalBack() throws Exception {
        String jar =
                Path.of(System.getProperty("messenger.jar")).toAbsolutePath().toString();
        tmux("send-keys", "java -jar " + jar + " demo; echo ended with $?", "Enter");
        await("a bot has written", screen -> screen.contains("I am ada"));

        tmux("send-keys", "hello from the test", "Enter");
        await(
                "the bot has it and answers",
                screen -> screen.contains("✓✓ hello from the test") && screen.contains("Got it, over a fresh key"));

        tmux("resize-window", "-x", "200", "-y", "60");
        await("the panes follow the width", screen -> screen.contains("People (2/2)"));
        tmux("resize-window", "-x", "80", "-y", "24");
        await("and back", screen -> !screen.contains("People (2/2)") && screen.contains("hello from the test"));

        tmux("send-keys", "C-c");
        tmux("send-keys", "C-c");
        await("the shell is back", screen -> screen.contains("ended with 0"));
        tmux("send-keys", "clear; stty -g | cmp - " + folder + "/before && echo the same", "Enter");
        await("with the settings it had", screen -> screen.contains("the same"));
    }

    /** Looks until the screen shows it, and fails with the screen otherwise. */
    private void await(String what, Predicate<String> shown) {
        AtomicReference<String> screen = new AtomicReference<>("");
        assertTimeoutPreemptively(
                PATIENCE,
                () -> {
                    do {
                        screen.set(tmux("capture-pane", "-p"));
                    } while (!shown.test(screen.get()));
                },
                () -> what + ", but the screen shows:\n" + screen.get());
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + output);
        return output;
    }
}
