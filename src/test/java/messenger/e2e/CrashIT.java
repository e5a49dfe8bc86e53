package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at the moments that matter (T7, T8); {@link KillIT} does it at random ones. */
final class CrashIT {
    private static final int MESSAGES = 40;

    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void t7WhatSendConfirmedOutlivesTheServersDeath() {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli alice = Cli.of(started, folder, "alice");
        Cli bob = Cli.of(started, folder, "bob");
        alice.register(server);
        bob.register(server);

        String id = alice.send(bob, "safe before I hear of it");
        server.kill();
        server.startAgain();

        assertEquals(List.of(id), bob.fetch().all("id"));
        assertEquals(List.of(), bob.fetch().out());
        assertEquals(List.of("safe before I hear of it"), bob.history("alice").all("text"));
    }

    @Test
    void aKilledServerLeavesNothingInTheTemporaryFolder() {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli.of(started, folder, "alice").register(server);
        server.kill();

        String[] left = Started.temporary(server.logs()).toFile().list();
        assertArrayEquals(new String[0], left);
    }

    @Test
    void t8AListenerThatIsKilledLosesNothingAndItsHistoryHasEveryMessageOnce() {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli bob = Cli.of(started, folder, "bob");
        bob.register(server);
        Running listener = bob.start("listen", "--accept-requests", "--json");
        List<String> sent =
                IntStream.range(0, MESSAGES).mapToObj(i -> "message " + i).toList();

        try (Peer alice = Peer.register(server, folder.resolve("alice"), "alice")) {
            sent.subList(0, MESSAGES / 2).forEach(text -> alice.compose("bob", text));
            String unused = listener.awaitLine(line -> line.contains("message 3\""));
            listener.kill();
            sent.subList(MESSAGES / 2, MESSAGES).forEach(text -> alice.compose("bob", text));
            alice.awaitStored(MESSAGES);
        }
        List<String> seen = new ArrayList<>();
        listener.remainingLines().forEach(line -> seen.add(text(line)));
        List<String> fetched = bob.fetch().all("text");
        seen.addAll(fetched);
        Cli.Outcome history = bob.history("alice");

        assertEquals(sent, history.all("text"));
        assertEquals(new TreeSet<>(history.all("id")).size(), history.all("id").size());
        assertEquals(new TreeSet<>(fetched).size(), fetched.size(), "one fetch prints a message once");
        assertTrue(seen.containsAll(sent.subList(4, MESSAGES)), seen::toString);
        assertEquals(List.of(), bob.fetch().out());
    }

    private static String text(String line) {
        try {
            return Cli.parse(line).path("text").asText();
        } catch (AssertionError cutOffByTheKill) {
            return "";
        }
    }
}
