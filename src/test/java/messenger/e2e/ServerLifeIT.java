package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server starts, refuses to start, and ends. */
final class ServerLifeIT {
    /** Both copies of the superblock; with one of them left a store may rightly go on. */
    private static final int FLIPPED_BYTES = 8192;

    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    private Running launch(Path data, int port) {
        return RealServer.launch(started, folder.resolve("logs"), data, port);
    }

    /** It ended, not with success, and said why in one or two sentences. */
    private static String refusal(Running running) {
        int exit = running.exit();
        String said = running.errors();
        assertNotEquals(0, exit, said);
        assertNotEquals(70, exit, said);
        assertFalse(said.isBlank());
        assertFalse(said.contains("\tat ") || said.contains("Exception"), said);
        assertEquals(List.of(), running.remainingLines());
        return said;
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefusedAndTheFirstGoesOn() throws IOException {
        RealServer server = RealServer.start(started, folder.resolve("server"));

        String said = refusal(launch(server.folder(), 0));

        assertTrue(said.contains("in use"), said);
        try (RawClient client = RawClient.tls(server)) {
            assertEquals(32, client.hello().size());
        }
    }

    @Test
    void aPortThatIsTakenIsSaidInASentence() {
        RealServer server = RealServer.start(started, folder.resolve("server"));

        String said = refusal(launch(folder.resolve("other"), server.port()));

        assertTrue(said.contains("" + server.port()), said);
    }

    @Test
    void t10ADamagedStoreIsRefusedAndLeftAsItIs() throws IOException {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        server.stop();
        Path mail = mailFile(server.folder());
        byte[] first = new byte[FLIPPED_BYTES];
        try (RandomAccessFile file = new RandomAccessFile(mail.toFile(), "rw")) {
            file.readFully(first);
            for (int i = 0; i < first.length; i++) {
                first[i] ^= 0x55;
            }
            file.seek(0);
            file.write(first);
        }
        byte[] before = Files.readAllBytes(mail);

        String said = refusal(launch(server.folder(), 0));

        assertTrue(said.contains(server.folder().toString()), said);
        assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(mail)), "it may yet be rescued");
    }

    private static Path mailFile(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.getFileName().toString().equals("mail.db"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aServerThatIsToldToStopTellsItsClientsAndEnds() throws IOException {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        try (Peer alice = Peer.register(server, folder.resolve("alice"), "alice");
                RawClient stranger = RawClient.tls(server)) {
            assertEquals(32, stranger.hello().size());
            alice.awaitOnline();

            server.stop();

            ServerFrame.Goodbye goodbye = stranger.await(ServerFrame.Goodbye.class);
            assertEquals(Refusal.UNAVAILABLE, goodbye.reason());
            stranger.awaitClosed();
            server.startAgain();
            alice.awaitOnline();
        }
        assertEquals("", server.errors());
    }
}
