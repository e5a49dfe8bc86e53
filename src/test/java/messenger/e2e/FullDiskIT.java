package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk is full stops and says why; what it accepted is there, and what it did not comes again. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the limit is the shell's")
final class FullDiskIT {
    /** The store's files begin with 4 MiB and a log of 1 MiB, which grows with every message. */
    private static final long FILE_BYTES_MAX = 6 << 20;

    private static final int MESSAGES = 150;

    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void theServerStopsSaysWhyAndNothingIsLostOnceThereIsRoom() {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        List<String> texts = IntStream.range(0, MESSAGES)
                .mapToObj(i -> i + " " + "x".repeat(50_000))
                .toList();
        try (Peer bob = Peer.register(server, folder.resolve("bob"), "bob")) {
            bob.awaitIdle();
        }
        try (Peer alice = Peer.register(server, folder.resolve("alice"), "alice")) {
            alice.meet("bob");
            server.stop();
            Running full = started.jarOnFullDisk(
                    folder.resolve("full"),
                    FILE_BYTES_MAX,
                    List.of(
                            "server",
                            "--host",
                            "127.0.0.1",
                            "--port",
                            "" + server.port(),
                            "--data",
                            server.folder().toString()));
            String unused = full.awaitLine(line -> line.startsWith("listening"));
            texts.forEach(text -> alice.compose("bob", text));

            assertEquals(70, full.exit());
            assertTrue(full.errors().contains("Everything that was accepted is in the store"), full.errors());
            assertTrue(full.errors().contains("The store ") && full.errors().contains("mail.db"), full.errors());

            server.startAgain();
            alice.awaitStored(MESSAGES);
        }
        try (Peer bob = Peer.open(server, folder.resolve("bob"))) {
            assertEquals(texts, bob.awaitReceived(MESSAGES));
        }
    }
}
