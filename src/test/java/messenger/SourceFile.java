package messenger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java file as text, and as code: the same with comments and the insides of literals blanked, so that what is only
 * talked about is not found.
 */
record SourceFile(Path path, String text, String code) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");

    /** One comment or literal; the text block stands before the string, which it begins like. */
    private static final Pattern NO_CODE = Pattern.compile("//[^\n]*"
            + "|/\\*(?s:.*?)\\*/"
            + "|\"\"\"(?s:(?:\\\\.|[^\\\\])*?)\"\"\""
            + "|\"(?:\\\\.|[^\"\\\\\n])*\""
            + "|'(?:\\\\.|[^'\\\\\n])*'");

    static SourceFile of(Path path, String text) {
        Matcher noCode = NO_CODE.matcher(text);
        return new SourceFile(
                path, text, noCode.replaceAll(match -> match.group().replaceAll("[^\n]", " ")));
    }

    /** All Java files below a folder, in order of their names. */
    static List<SourceFile> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .map(SourceFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile read(Path path) {
        try {
            return of(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String packageName() {
        Matcher matcher = PACKAGE.matcher(code);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The line on which a position is, from 1. */
    int line(int position) {
        return (int) text.substring(0, position).lines().count() + (text.startsWith("\n", position - 1) ? 1 : 0);
    }
}
