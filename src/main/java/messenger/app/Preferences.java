package messenger.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import messenger.client.ui.Printable;

/**
 * What the person chose for the screen, in a file of lines {@code KEY = VALUE} that they may edit too. The only key is
 * {@code theme}. Whatever is wrong with the file, the client begins; it says what is wrong and goes without.
 */
final class Preferences {
    static final String FILE = "client.properties";

    /** Most bytes of the file, which needs a few dozen. */
    static final int FILE_BYTES_MAX = 64 * 1024;

    private static final String THEME = "theme";
    private static final int QUOTED_CHARS_MAX = 40;

    private final Path folder;
    private final Path file;

    /** The choices in that folder; it need not be there. */
    Preferences(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(FILE);
    }

    /**
     * What was chosen.
     *
     * @param theme a name, or empty
     * @param problem what is wrong with the file, as a sentence, or empty
     */
    record Chosen(String theme, String problem) {}

    Chosen read() {
        List<String> lines;
        try {
            lines = lines();
        } catch (IOException e) {
            String why = Printable.line(String.valueOf(e.getMessage()));
            return new Chosen("", "Your preferences cannot be read, so the standard ones hold: " + why + ".");
        }
        String theme = "";
        String problem = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (isTheme(line)) {
                theme = line.substring(line.indexOf('=') + 1).strip();
            } else if (problem.isEmpty()) {
                problem = file + ", line " + (i + 1) + ": there is nothing to choose with " + quoted(line)
                        + "; only \"theme = NAME\" is known.";
            }
        }
        return new Chosen(theme, problem);
    }

    /**
     * Chooses a theme for the next start; everything else in the file stays as it is. The file is replaced whole or
     * not at all. Throws with a sentence what is wrong.
     */
    void keepTheme(String theme) throws IOException {
        List<String> lines = new ArrayList<>(lines());
        lines.removeIf(line -> isTheme(line.strip()));
        lines.add(THEME + " = " + theme);
        // Who keeps such a file or its folder elsewhere and links to it keeps the link.
        if (!Files.isDirectory(folder)) {
            Folders.createPrivately(folder);
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Folders.write(fresh, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(target.resolveSibling("."));
    }

    private List<String> lines() throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a file that can be read");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new IOException(file + " has more than " + FILE_BYTES_MAX + " bytes");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.lines().toList();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not text in UTF-8", e);
        }
    }

    private static boolean isTheme(String line) {
        int equals = line.indexOf('=');
        return equals >= 0 && line.substring(0, equals).strip().equals(THEME);
    }

    private static String quoted(String line) {
        String start = line.length() > QUOTED_CHARS_MAX ? line.substring(0, QUOTED_CHARS_MAX) + "\u2026" : line;
        return "\"" + Printable.line(start) + "\"";
    }
}
