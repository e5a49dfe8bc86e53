package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox has a size: what does not fit is refused, said, and fits once there is room. */
final class QuotaIT {
    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void theMessageThatFillsTheMailboxGoesInAndTheNextIsRefusedAndSaysSo() {
        RealServer server = RealServer.start(started, folder.resolve("server"), "mailboxes:\n  messages: 4\n");
        Cli alice = Cli.of(started, folder, "alice");
        Cli bob = Cli.of(started, folder, "bob");
        alice.register(server);
        bob.register(server);

        // The first word to somebody takes the access key with it, in a message of its own.
        alice.send(bob, "n-1");
        alice.send(bob, "n-1, too");
        alice.send(bob, "n");
        Cli.Outcome refused = alice.run("send", "--to", "bob", "n+1").expect(3);
        assertTrue(refused.err().contains("The mailbox of bob is full"), refused.err());
        assertEquals(
                List.of("stored", "stored", "stored", "failed_full"),
                alice.history("bob").all("state"));

        assertEquals(List.of("n-1", "n-1, too", "n"), bob.fetch().all("text"));
        alice.send(bob, "room again");
        assertEquals(List.of("room again"), bob.fetch().all("text"));
    }
}
