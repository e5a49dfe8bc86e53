package messenger.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin socket against clients that mean well, and others. */
@SuppressWarnings("try") // The listener is there to be connected to.
final class AdminListenerTest {
    private static final AdminLines ECHO = request -> CompletableFuture.completedFuture("<" + request + ">");

    @TempDir
    private Path folder;

    private static SocketChannel connect(Path folder) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(AdminSocketFile.find(folder)));
    }

    private static void say(SocketChannel client, String text) throws IOException {
        Channels.newOutputStream(client).write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One line, or what came before the end. */
    private static String hear(SocketChannel client) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (client.read(one) >= 0) {
            if (one.get(0) == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(one.get(0));
            one.clear();
        }
        return line.toString(StandardCharsets.UTF_8) + " and the end";
    }

    @Test
    void eachLineIsAnsweredWithALineInOrder() throws IOException {
        try (AdminListener listener = AdminListener.open(folder, ECHO);
                SocketChannel client = connect(folder)) {
            say(client, "{\"a\":1}\n\nsecond ü\npart");
            assertEquals("<{\"a\":1}>", hear(client));
            assertEquals("<>", hear(client));
            assertEquals("<second ü>", hear(client));
            say(client, "ed\n");
            assertEquals("<parted>", hear(client));
        }
    }

    @Test
    void onlyTheOwnerMayOpenTheSocketAndNothingElseStays() throws IOException {
        AdminListener listener = AdminListener.open(folder, ECHO);
        Path file = folder.resolve(AdminSocketFile.NAME);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
        listener.close();
        assertFalse(Files.exists(file));
    }

    @Test
    void theSocketOfAKilledServerIsReplaced() throws IOException {
        AdminSocketFile.bind(folder).close();
        assertTrue(Files.exists(folder.resolve(AdminSocketFile.NAME)), "closing alone leaves the file");
        Files.createDirectory(folder.resolve("admin.new"));
        AdminSocketFile.bind(Files.createDirectory(folder.resolve("x"))).close();
        Files.move(folder.resolve("x").resolve(AdminSocketFile.NAME), folder.resolve("admin.new/s"));

        try (AdminListener listener = AdminListener.open(folder, ECHO);
                SocketChannel client = connect(folder)) {
            say(client, "hello\n");
            assertEquals("<hello>", hear(client));
        }
    }

    @Test
    void aFileThatIsNoSocketIsReplacedToo() throws IOException {
        Files.writeString(folder.resolve(AdminSocketFile.NAME), "left behind");

        try (AdminListener listener = AdminListener.open(folder, ECHO);
                SocketChannel client = connect(folder)) {
            say(client, "hello\n");
            assertEquals("<hello>", hear(client));
        }
    }

    @Test
    void aServerThatRunsIsNotReplaced() throws IOException {
        try (AdminListener listener = AdminListener.open(folder, ECHO)) {
            IOException refusal = assertThrows(IOException.class, () -> AdminListener.open(folder, ECHO));
            assertTrue(String.valueOf(refusal.getMessage()).contains("another server answers"));
            try (SocketChannel client = connect(folder)) {
                say(client, "still there\n");
                assertEquals("<still there>", hear(client));
            }
        }
    }

    @Test
    void aPathThatIsTooLongGetsALinkToAShortOne() throws IOException {
        Path deep = folder;
        while (deep.toString().length() <= AdminSocketFile.PATH_BYTES_MAX) {
            deep = deep.resolve("a-rather-long-name");
        }
        Files.createDirectories(deep);
        AdminListener listener = AdminListener.open(deep, ECHO);
        Path shelter = AdminSocketFile.find(deep).resolveSibling(".").normalize();

        assertTrue(Files.isSymbolicLink(deep.resolve(AdminSocketFile.NAME)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(shelter)));
        try (SocketChannel client = connect(deep)) {
            say(client, "hello\n");
            assertEquals("<hello>", hear(client));
        }
        listener.close();
        assertFalse(Files.exists(shelter));
        assertFalse(Files.isSymbolicLink(deep.resolve(AdminSocketFile.NAME)));
    }

    @Test
    void theLongestPathThatFitsNeedsNoLink() throws IOException {
        for (int more : new int[] {0, 1}) {
            int bytes = AdminSocketFile.PATH_BYTES_MAX - "/admin.new/s".length() + more;
            Path exact = folder.resolve("n".repeat(bytes - folder.toString().length() - 1));
            Files.createDirectory(exact);
            try (AdminListener listener = AdminListener.open(exact, ECHO);
                    SocketChannel client = connect(exact)) {
                assertEquals(more == 1, Files.isSymbolicLink(exact.resolve(AdminSocketFile.NAME)));
                say(client, "hello\n");
                assertEquals("<hello>", hear(client));
            }
        }
    }

    @Test
    void aRequestMayBeAsLongAsTheLimitAndNotLonger() throws IOException {
        try (AdminListener listener = AdminListener.open(folder, ECHO)) {
            for (int size : new int[] {AdminListener.REQUEST_BYTES_MAX - 1, AdminListener.REQUEST_BYTES_MAX}) {
                try (SocketChannel client = connect(folder)) {
                    say(client, "x".repeat(size - 1) + "\n");
                    assertEquals(size + 1, hear(client).length());
                }
            }
            try (SocketChannel mallory = connect(folder)) {
                say(mallory, "x".repeat(AdminListener.REQUEST_BYTES_MAX));
                assertTrue(hear(mallory).contains("longer than 16384"));
                assertEquals(" and the end", hear(mallory));
            }
        }
    }

    @Test
    void oneConnectionTooManyIsClosedAndThereIsRoomAgainLater() throws IOException {
        List<SocketChannel> clients = new ArrayList<>();
        try (AdminListener listener = AdminListener.open(folder, ECHO)) {
            for (int i = 0; i < AdminListener.CONNECTIONS_MAX; i++) {
                SocketChannel client = connect(folder);
                clients.add(client);
                say(client, "hello\n");
                assertEquals("<hello>", hear(client));
            }
            try (SocketChannel tooMany = connect(folder)) {
                assertEquals(" and the end", hear(tooMany));
            }
            clients.get(0).close();
            Await.until("there is room", () -> isServed(folder));
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    private static boolean isServed(Path folder) {
        try (SocketChannel client = connect(folder)) {
            say(client, "hello\n");
            return hear(client).equals("<hello>");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whoeverStaysTooLongIsCut() throws IOException {
        try (AdminListener listener = AdminListener.open(folder, ECHO, Duration.ofMillis(1));
                SocketChannel sleeper = connect(folder)) {
            assertEquals(" and the end", hear(sleeper));
        }
    }

    @Test
    void anAnswerThatFailsOrHasSeveralLinesTellsNothing() throws IOException {
        String failed = "{\"error\":\"the server failed at this request; its log has more\"}";
        AdminLines port = request -> request.equals("fail")
                ? CompletableFuture.failedFuture(new IllegalStateException("a secret"))
                : CompletableFuture.completedFuture("{}\n{\"forged\":1}");
        try (AdminListener listener = AdminListener.open(folder, port);
                SocketChannel client = connect(folder)) {
            say(client, "fail\nforge\n");
            assertEquals(failed, hear(client));
            assertEquals(failed, hear(client));
        }
    }

    @Test
    void theEndOfTheServerCutsWhoeverIsThere() throws IOException {
        AdminListener listener = AdminListener.open(folder, ECHO);
        try (SocketChannel client = connect(folder)) {
            say(client, "hello\n");
            assertEquals("<hello>", hear(client));
            listener.close();
            assertEquals(" and the end", hear(client));
        }
    }
}
