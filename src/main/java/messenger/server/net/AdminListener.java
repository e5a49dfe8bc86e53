package messenger.server.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The socket of the {@code admin} command: one request on a line in, one answer on a line out, for as long as the
 * client asks. Whoever may open the file may ask anything; the file's mode is the only password.
 *
 * <p>Threads: one that accepts, and one for each of the few connections; {@link #close} from any thread.
 */
public final class AdminListener implements Closeable {
    /** One person with some scripts. */
    static final int CONNECTIONS_MAX = 8;
    /** A request names a user or two; with the line break. */
    public static final int REQUEST_BYTES_MAX = 16 * 1024;
    /** A list of ten thousand users; with the line break. */
    public static final int ANSWER_BYTES_MAX = 4 * 1024 * 1024;
    /** A connection is for a command, not for a day. */
    static final Duration CONNECTION_WITHIN = Duration.ofSeconds(60);

    private static final String TOO_LONG = "{\"error\":\"the request is longer than 16384 bytes\"}";
    private static final String FAILED = "{\"error\":\"the server failed at this request; its log has more\"}";

    private static final System.Logger LOG = System.getLogger(AdminListener.class.getName());

    private final Path folder;
    private final ServerSocketChannel door;
    private final AdminLines port;
    private final Duration connectionWithin;
    private final Semaphore places = new Semaphore(CONNECTIONS_MAX);
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    private AdminListener(Path folder, ServerSocketChannel door, AdminLines port, Duration connectionWithin) {
        this.folder = folder;
        this.door = door;
        this.port = port;
        this.connectionWithin = connectionWithin;
    }

    /**
     * Listens at {@link AdminSocketFile#NAME} in the folder.
     *
     * @throws IOException when another server does, or the file cannot be made; the message says why
     */
    public static AdminListener open(Path folder, AdminLines port) throws IOException {
        return open(folder, port, CONNECTION_WITHIN);
    }

    static AdminListener open(Path folder, AdminLines port, Duration connectionWithin) throws IOException {
        AdminListener listener = new AdminListener(folder, AdminSocketFile.bind(folder), port, connectionWithin);
        start(listener::accept);
        return listener;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "admin");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (door.isOpen()) {
                admit(door.accept());
            }
        } catch (IOException e) {
            // The server goes on without it: trying again and again would fill the log and change nothing.
            if (door.isOpen()) {
                LOG.log(System.Logger.Level.WARNING, "the admin socket is closed until the next start", e);
            }
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        if (!places.tryAcquire()) {
            channel.close();
            return;
        }
        open.add(channel);
        var deadline = CompletableFuture.delayedExecutor(connectionWithin.toMillis(), TimeUnit.MILLISECONDS);
        deadline.execute(() -> cut(channel));
        start(() -> serve(channel));
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            ByteBuffer line = ByteBuffer.allocate(REQUEST_BYTES_MAX);
            while (readLine(channel, line)) {
                if (line.get(line.position() - 1) != '\n') {
                    write(channel, TOO_LONG);
                    return;
                }
                String request = new String(line.array(), 0, line.position() - 1, StandardCharsets.UTF_8);
                write(channel, answer(request));
                line.clear();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "an admin connection ended: {0}", String.valueOf(e));
        } finally {
            open.remove(channel);
            places.release();
        }
    }

    /** Whether there is a line, or as much of one as fits; byte by byte, for what follows belongs to the next one. */
    private static boolean readLine(SocketChannel channel, ByteBuffer line) throws IOException {
        while (line.hasRemaining()) {
            ByteBuffer next = line.slice(line.position(), 1);
            if (channel.read(next) < 0) {
                return false;
            }
            line.position(line.position() + 1);
            if (line.get(line.position() - 1) == '\n') {
                return true;
            }
        }
        return true;
    }

    private String answer(String request) {
        try {
            String answer = port.answer(request)
                    .orTimeout(connectionWithin.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            int bytes = answer.getBytes(StandardCharsets.UTF_8).length;
            if (answer.indexOf('\n') < 0 && bytes < ANSWER_BYTES_MAX) {
                return answer;
            }
            LOG.log(System.Logger.Level.ERROR, "an admin answer of {0} bytes, or of several lines", bytes);
        } catch (CompletionException | IllegalStateException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.ERROR, "an admin request failed", e);
        }
        return FAILED;
    }

    private static void write(SocketChannel channel, String answer) throws IOException {
        Channels.newOutputStream(channel).write((answer + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void cut(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts what is open and takes the file away. */
    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(AdminListener::cut);
        AdminSocketFile.remove(folder);
    }
}
