package messenger.app;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Logs go to files in the program's own folder, rotating; never to a screen. */
final class Logs {
    private static final int FILE_BYTES_MAX = 8 << 20;
    private static final int FILES = 3;

    /** Held here because java.util.logging forgets the settings of a logger that nobody refers to. */
    private static final Logger OURS = Logger.getLogger("messenger");

    private Logs() {}

    /** From now on the log is {@code NAME-0.log} in this folder, which is there. */
    static void toFile(Path folder, String name, ServerConfig.LogLevel level) throws IOException {
        // In the pattern, %g is the number of the file, and %% a per cent sign of the folder's name.
        String pattern = folder.toString().replace("\\", "/").replace("%", "%%") + "/" + name + "-%g.log";
        Folders.createFilePrivately(folder.resolve(name + "-0.log"));
        FileHandler handler = new FileHandler(pattern, FILE_BYTES_MAX, FILES, true);
        handler.setFormatter(new SimpleFormatter());
        handler.setEncoding("UTF-8");
        OURS.addHandler(handler);
        OURS.setUseParentHandlers(false);
        OURS.setLevel(
                switch (level) {
                    case ERROR -> Level.SEVERE;
                    case WARNING -> Level.WARNING;
                    case INFO -> Level.INFO;
                    case DEBUG -> Level.FINE;
                });
    }

    /**
     * Whatever a library prints to standard error goes to a file as well: on a screen it would stand in the middle of
     * it.
     */
    static void standardErrorToFile(Path folder, String name) throws IOException {
        FileOutputStream file =
                new FileOutputStream(folder.resolve(name + "-errors.log").toFile(), true);
        System.setErr(new PrintStream(file, true, StandardCharsets.UTF_8));
    }
}
