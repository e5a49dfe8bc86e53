package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another server where the known one was: set up anew, or somebody in between. */
final class ServerTrustIT {
    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void aServerWithAnotherKeyGetsNothingUntilSomebodyDecides() {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli alice = Cli.of(started, folder, "alice");
        Cli bob = Cli.of(started, folder, "bob");
        alice.register(server);
        bob.register(server);
        server.stop();
        RealServer impostor = server.replaced(folder.resolve("impostor"));

        Cli.Outcome send = alice.run("send", "--to", "bob", "not for you");
        Cli.Outcome fetch = bob.run("fetch");
        impostor.stop();
        server.startAgain();

        for (Cli.Outcome outcome : List.of(send, fetch)) {
            outcome.expect(5);
            assertTrue(outcome.err().contains(server.fingerprint()), outcome::err);
            assertTrue(outcome.err().contains(impostor.fingerprint()), outcome::err);
            assertEquals(List.of(), outcome.out());
        }
        assertEquals(List.of(), bob.fetch().out());
        assertEquals(List.of(), alice.history("bob").out());
    }
}
