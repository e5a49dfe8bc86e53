package messenger.app;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import messenger.server.net.AdminLines;
import messenger.server.net.AdminListener;

/** The admin socket of a server that runs, if it could be made: a server without one is still a server. */
final class AdminDoor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AdminDoor.class.getName());

    private final Closeable listener;

    private AdminDoor(Closeable listener) {
        this.listener = listener;
    }

    static AdminDoor open(Path folder, AdminLines port) {
        try {
            return new AdminDoor(AdminListener.open(folder, port));
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "there is no admin socket, so the admin command will not work: {0}",
                    String.valueOf(e));
            return new AdminDoor(() -> {});
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the admin socket stays behind: {0}", String.valueOf(e));
        }
    }
}
