package messenger.client.term;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import messenger.client.ui.Printable;

/**
 * All themes that can be named: those of the jar, and the person's own, each a file {@code NAME.properties} in a
 * folder. A name of the jar always means the theme of the jar: whatever lies in the folder, there is a way back. The
 * folder is read at each call; it need not be there.
 */
public final class Themes {
    /** Most bytes of a theme file; those of the jar have less than 3,000. */
    static final int FILE_BYTES_MAX = 64 * 1024;

    /** Most own themes that are listed; more can be used, but one has to know their names. */
    static final int LISTED_MAX = 50;

    private static final String ENDING = ".properties";

    /** No separators, dots or controls: a name never leads out of the folder, nor does it disturb a screen. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

    private final Path folder;
    private final Depth depth;

    /**
     * The themes of the jar and of that folder.
     *
     * @param depth what the terminal can show
     */
    public Themes(Path folder, Depth depth) {
        this.folder = folder;
        this.depth = depth;
    }

    /** The names of the jar, then those of the folder in their order. */
    public List<String> names() {
        List<String> own = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String stem = name.substring(0, name.length() - ENDING.length());
                if (isOwn(stem)) {
                    own.add(stem);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            Screen.LOG.log(System.Logger.Level.DEBUG, "there is no folder of themes", e);
        }
        Collections.sort(own);
        List<String> all = new ArrayList<>(Theme.NAMES);
        all.addAll(own.subList(0, Math.min(own.size(), LISTED_MAX)));
        return List.copyOf(all);
    }

    /** Whether there is a theme of that name, usable or not. */
    public boolean has(String name) {
        return Theme.NAMES.contains(name) || isOwn(name);
    }

    private boolean isOwn(String name) {
        return NAME.matcher(name).matches() && !Theme.NAMES.contains(name) && Files.isRegularFile(file(name));
    }

    private Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    /** The theme of that name. What is thrown says why there is none, with file and line, for the person to read. */
    public Theme load(String name) throws Theme.BrokenThemeException {
        if (Theme.NAMES.contains(name)) {
            return Theme.named(name, depth);
        }
        if (!isOwn(name)) {
            throw new Theme.BrokenThemeException(
                    "there is no theme " + Style.quoted(name) + "; there are " + String.join(", ", names()));
        }
        Path file = file(name);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new Theme.BrokenThemeException(file + " has more than " + FILE_BYTES_MAX + " bytes");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return Theme.read(name, file.toString(), new StringReader(text), depth);
        } catch (IOException e) {
            throw new Theme.BrokenThemeException(file + " cannot be read (" + Printable.line(e.toString()) + ")");
        }
    }
}
