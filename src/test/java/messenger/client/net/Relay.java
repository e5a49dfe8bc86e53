package messenger.client.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between client and server and does what networks do: passes on, byte by byte, swallows, cuts. */
final class Relay implements Closeable {
    enum Mode {
        PASS,
        BYTE_BY_BYTE,
        /** Takes everything and passes on nothing, as a network does whose other half is gone. */
        SWALLOW
    }

    private final ServerSocket door;
    private volatile InetSocketAddress server;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile Mode mode = Mode.PASS;

    Relay(InetSocketAddress server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void set(Mode next) {
        mode = next;
    }

    /** Where new connections go. */
    void aim(InetSocketAddress next) {
        server = next;
    }

    /** Ends all connections there are. */
    void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                InetSocketAddress target = server;
                Socket upstream = new Socket(target.getAddress(), target.getPort());
                sockets.add(client);
                sockets.add(upstream);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                start(() -> pump(client, upstream));
                start(() -> pump(upstream, client));
            }
        } catch (IOException e) {
            // The door was closed, or the server's is.
            ends.incrementAndGet();
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count = in.read(buffer);
            while (count >= 0) {
                for (int at = 0; at < count && mode == Mode.BYTE_BY_BYTE; at++) {
                    out.write(buffer, at, 1);
                    out.flush();
                }
                if (mode == Mode.PASS) {
                    out.write(buffer, 0, count);
                    out.flush();
                }
                count = in.read(buffer);
            }
        } catch (IOException e) {
            // One side is gone, and so the other is closed.
            ends.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
