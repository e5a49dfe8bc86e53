package messenger.transport;

import java.util.List;
import java.util.logging.Logger;

/**
 * Keeps what Netty and Bouncy Castle log away from the terminal: their loggers lose the way to the root's console
 * handler.
 */
public final class LibraryLogs {
    /** Held here because java.util.logging forgets the settings of a logger that nobody refers to. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("io.netty"), Logger.getLogger("org.bouncycastle"));

    private LibraryLogs() {}

    /**
     * After this, only handlers that are added to these two loggers themselves see what the libraries say; can be
     * repeated.
     */
    public static void detach() {
        LOGGERS.forEach(logger -> logger.setUseParentHandlers(false));
    }

    static List<Logger> loggers() {
        return LOGGERS;
    }
}
