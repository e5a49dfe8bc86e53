package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, by commands (T28). */
final class TwoPeopleIT {
    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void t28TextsGoBothWaysThroughARestartOfEverythingAndAreThereOnce() {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli alice = Cli.of(started, folder, "alice");
        Cli bob = Cli.of(started, folder, "bob");
        alice.register(server);
        bob.register(server);

        String hello = alice.send(bob, "hello bob, you are away \u00e4\u20ac\ud83d\ude00");
        server.stop();
        server.startAgain();
        JsonNode fetched = bob.fetch().only();
        Cli.Outcome fetchedAgain = bob.fetch();
        String answer = bob.send(alice, "hello alice");
        server.stop();
        server.startAgain();
        Cli.Outcome answers = alice.fetch();
        server.stop();

        assertEquals(hello, fetched.path("id").asText());
        assertEquals("alice", fetched.path("from").asText());
        assertEquals("@alice", fetched.path("conversation").asText());
        assertEquals(
                "hello bob, you are away \u00e4\u20ac\ud83d\ude00",
                fetched.path("text").asText());
        assertEquals(List.of(), fetchedAgain.out());
        assertEquals(List.of(answer), answers.all("id"));
        assertEquals(List.of("hello alice"), answers.all("text"));
        // Without a server: history is what the vault knows.
        assertEquals(List.of(hello, answer), alice.history("bob").all("id"));
        Cli.Outcome bobsHistory = bob.history("@alice");
        assertEquals(List.of(hello, answer), bobsHistory.all("id"));
        assertEquals(List.of("alice", "bob"), bobsHistory.all("from"));
        assertTrue(
                List.of("stored", "delivered")
                        .contains(bobsHistory.json().get(1).path("state").asText()),
                bobsHistory.out()::toString);
    }
}
