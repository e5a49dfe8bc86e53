package messenger.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import messenger.client.net.ServerAddress;
import messenger.client.ui.Printable;

/** Reads {@code host}, {@code host:port} and {@code [ipv6]:port}. */
final class ServerNames {
    static final int DEFAULT_PORT = 1315;

    /** A file beside the program that names the server, where nothing else does. */
    static final String FILE = "server.info";

    private static final String HOW = "Write it as HOST, HOST:PORT or [IPV6]:PORT.";

    private ServerNames() {}

    static ServerAddress parse(String text) {
        String trimmed = text.strip();
        try {
            if (!Printable.line(trimmed).equals(trimmed)) {
                throw new IllegalArgumentException("not printable");
            }
            if (trimmed.startsWith("[")) {
                int end = trimmed.indexOf(']');
                if (end < 0) {
                    throw new IllegalArgumentException("no ]");
                }
                String rest = trimmed.substring(end + 1);
                return new ServerAddress(trimmed.substring(1, end), rest.isEmpty() ? DEFAULT_PORT : port(rest));
            }
            int colon = trimmed.indexOf(':');
            if (colon >= 0 && colon == trimmed.lastIndexOf(':')) {
                return new ServerAddress(trimmed.substring(0, colon), port(trimmed.substring(colon)));
            }
            return new ServerAddress(trimmed, DEFAULT_PORT);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, "\"" + Printable.line(trimmed) + "\" is no server address. " + HOW);
        }
    }

    private static int port(String colonAndDigits) {
        if (!colonAndDigits.matches(":[0-9]{1,5}")) {
            throw new IllegalArgumentException("no port");
        }
        return Integer.parseInt(colonAndDigits.substring(1));
    }

    /** What {@value #FILE} in this folder says, or nothing. */
    static String fromFile(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return Files.isRegularFile(file) && Files.size(file) < 1024
                    ? Files.readString(file).strip()
                    : "";
        } catch (IOException e) {
            throw new CommandFailure(Exit.USAGE, file + " cannot be read: " + e.getMessage());
        }
    }
}
