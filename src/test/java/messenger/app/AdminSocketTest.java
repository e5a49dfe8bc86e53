package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import messenger.crypto.Bytes;
import messenger.server.net.AdminListener;
import messenger.transport.ServerKeyHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // The listener is there to be connected to.
final class AdminSocketTest {
    private static final BackupJob NO_BACKUPS =
            new BackupJob(Optional.empty(), ServerConfig.standard().settings(), InstantSource.system());
    private static final AdminRequests REQUESTS =
            new AdminRequests(event -> {}, new ServerKeyHash(Bytes.hex("5e".repeat(32))), NO_BACKUPS);

    @TempDir
    private Path folder;

    private static String answer(String request) {
        return REQUESTS.answer(request).join();
    }

    @Test
    void aRunningServerAnswersAPing() throws IOException {
        try (AdminListener listener = AdminListener.open(folder, REQUESTS)) {
            assertEquals("{\"answer\":\"pong\"}", AdminSocket.in(folder).ask("{\"request\":\"ping\"}"));
            assertEquals("{\"answer\":\"pong\"}", AdminSocket.in(folder).ask("{\"request\":\"ping\"}"));
        }
    }

    @Test
    void aServerThatKeepsNothingHasNothingToBackUp() {
        assertTrue(answer("{\"request\":\"backup\",\"target\":\"/x\",\"keys\":false}")
                .contains("in memory"));
        assertTrue(answer("{\"request\":\"backup-result\"}").contains("no backup was begun"));
        assertTrue(
                answer("{\"request\":\"backup\",\"target\":7,\"keys\":false}").contains("target"));
        assertTrue(answer("{\"request\":\"backup\",\"target\":\"/x\"}").contains("keys"));
    }

    @Test
    void withoutAServerItIsNoConnection() throws IOException {
        AdminListener.open(folder, REQUESTS).close();

        CommandFailure failure =
                assertThrows(CommandFailure.class, () -> AdminSocket.in(folder).ask("{}"));

        assertEquals(Exit.NO_CONNECTION, failure.exitCode());
        assertTrue(failure.sentence().contains("No server runs with the data in " + folder), failure.sentence());
    }

    @Test
    void aServerThatHangsUpIsNoConnection() throws IOException {
        try (AdminListener listener = AdminListener.open(
                folder, request -> CompletableFuture.completedFuture("x".repeat(AdminListener.ANSWER_BYTES_MAX)))) {
            assertEquals(
                    "{\"error\":\"the server failed at this request; its log has more\"}",
                    AdminSocket.in(folder).ask("{}"));
        }
    }

    @Test
    void aLongAnswerComesWhole() throws IOException {
        String longest = "x".repeat(AdminListener.ANSWER_BYTES_MAX - 1);
        try (AdminListener listener =
                AdminListener.open(folder, request -> CompletableFuture.completedFuture(longest))) {
            assertEquals(longest, AdminSocket.in(folder).ask("{}"));
        }
    }

    @Test
    void aRequestOfSeveralLinesIsOurMistake() {
        assertThrows(
                IllegalArgumentException.class, () -> AdminSocket.in(folder).ask("{}\n{}"));
    }

    @Test
    void whatIsNoRequestIsAnsweredWithAnError() {
        for (String request : new String[] {"", "[]", "7", "null", "{\"request\":\"pong\"}", "{\"request\":{}}"}) {
            assertEquals("{\"error\":\"this server knows no such request\"}", answer(request), request);
        }
        for (String request : new String[] {"{", "{} {}", "\u001b[2J", "[".repeat(10_000)}) {
            assertEquals("{\"error\":\"a request is one JSON object on one line\"}", answer(request));
        }
    }

    @Test
    void aMutatedRequestIsAnsweredAndNothingElse() {
        long seed = Long.getLong("admin.seed", 20261120L);
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            StringBuilder request = new StringBuilder("{\"request\":\"ping\",\"user\":[\"alice\",1.5e3,null]}");
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                request.setCharAt(random.nextInt(request.length()), (char) random.nextInt(256));
            }
            String answer = answer(request.toString());
            assertTrue(answer.startsWith("{\"answer\"") || answer.startsWith("{\"error\""), "seed " + seed);
        }
    }
}
