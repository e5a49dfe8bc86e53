package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script that listens: through restarts of the server, until it is told to end. */
final class ListenIT {
    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void aListenerPrintsWhatComesOutlivesTheServersRestartAndEndsWhenTold() {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli bob = Cli.of(started, folder, "bob");
        bob.register(server);
        try (Peer alice = Peer.register(server, folder.resolve("alice"), "alice")) {
            alice.compose("bob", "waiting for you");
            alice.awaitStored(1);
            Running listener = bob.start("listen", "--accept-requests", "--json");
            JsonNode waited = Cli.parse(listener.nextLine().orElseThrow());
            alice.compose("bob", "while you listen");
            JsonNode came = Cli.parse(listener.nextLine().orElseThrow());
            server.kill();
            server.startAgain();
            alice.compose("bob", "after the restart");
            JsonNode after = Cli.parse(listener.nextLine().orElseThrow());
            // Somebody who is connected as well does not disturb: a vault is opened once.
            Cli.Outcome second = bob.run("fetch", "--json");
            int exit = listener.terminate().exitWithin(Duration.ofSeconds(20));

            assertEquals("waiting for you", waited.path("text").asText());
            assertEquals("alice", waited.path("from").asText());
            assertEquals("while you listen", came.path("text").asText());
            assertEquals("after the restart", after.path("text").asText());
            second.expect(2);
            assertTrue(second.err().contains("in use"), second::err);
            assertTrue(second.err().contains("kill " + listener.pid()), second::err);
            assertTrue(exit == 0 || exit == 128 + 15, () -> exit + " " + listener.errors());
            assertEquals("", listener.errors());
            assertEquals(List.of(), listener.remainingLines());
        }
        assertEquals(List.of(), bob.fetch().out());
        assertEquals(3, bob.history("alice").out().size());
    }
}
