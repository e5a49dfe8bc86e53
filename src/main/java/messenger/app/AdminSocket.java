package messenger.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import messenger.server.net.AdminListener;
import messenger.server.net.AdminSocketFile;

/** The {@code admin} command's end of the running server's admin socket. */
final class AdminSocket {
    /** An answer comes at once, or the server hangs. */
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private static final int CHUNK_BYTES = 8192;

    private final Path folder;

    private AdminSocket(Path folder) {
        this.folder = folder;
    }

    /** Of the server whose data is in this folder. */
    static AdminSocket in(Path folder) {
        return new AdminSocket(folder);
    }

    /** Whether a server listens there. */
    boolean isServed() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(AdminSocketFile.find(folder)))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Sends one request and returns its answer, both one line of JSON without the break.
     *
     * @throws CommandFailure with {@link Exit#NO_CONNECTION} when no server answers there
     */
    String ask(String request) {
        byte[] line = (request + "\n").getBytes(StandardCharsets.UTF_8);
        if (request.indexOf('\n') >= 0 || line.length > AdminListener.REQUEST_BYTES_MAX) {
            throw new IllegalArgumentException("a request of " + line.length + " bytes, or of several lines");
        }
        try (SocketChannel channel = connect()) {
            CompletableFuture.delayedExecutor(WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> cut(channel));
            Channels.newOutputStream(channel).write(line);
            return answer(channel);
        } catch (IOException e) {
            throw new CommandFailure(
                    Exit.NO_CONNECTION,
                    "The server of " + folder + " did not answer: " + e.getMessage() + ". See server-0.log there.");
        }
    }

    private SocketChannel connect() {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(AdminSocketFile.find(folder)));
        } catch (IOException e) {
            throw new CommandFailure(
                    Exit.NO_CONNECTION,
                    "No server runs with the data in " + folder.toAbsolutePath()
                            + ", or it runs as another user, so there is nobody to ask. Start it with: server --data "
                            + folder + "; or name its folder with --data.");
        }
    }

    private static String answer(SocketChannel channel) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        while (channel.read(chunk) >= 0) {
            answer.write(chunk.array(), 0, chunk.position());
            if (chunk.position() > 0 && chunk.get(chunk.position() - 1) == '\n') {
                return answer.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            if (answer.size() > AdminListener.ANSWER_BYTES_MAX) {
                throw new IOException("its answer is too long");
            }
            chunk.clear();
        }
        throw new IOException("it closed the connection; too many may ask at once");
    }

    private static void cut(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
