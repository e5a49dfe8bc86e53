package messenger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** House rules that a machine can check, beside those of the compiler. */
final class Tidiness {
    static final int LINES_MAX = 300;
    static final int LINE_CHARS_MAX = 120;

    /** Only {@code app} reads the clock, makes randomness, prints and ends the process. */
    private static final Map<String, Pattern> NOT_OUTSIDE_APP = new TreeMap<>(Map.of(
            "reads the clock",
                    Pattern.compile("\\b(System\\s*(\\.|::)\\s*(currentTimeMillis|nanoTime)\\b"
                            + "|(Instant|LocalDate|LocalTime|LocalDateTime|ZonedDateTime|OffsetDateTime)"
                            + "\\s*(::\\s*now\\b|\\.\\s*now\\s*\\(\\s*\\)))"
                            + "|\\bnew\\s+Date\\s*\\(\\s*\\)|\\b(Clock|InstantSource)\\s*(\\.|::)\\s*(system|tick)"),
            "makes a source of randomness",
                    Pattern.compile("\\bnew\\s+SecureRandom\\b|\\bSecureRandom\\s*(::\\s*new|\\.\\s*getInstance)"
                            + "|\\bMath\\s*(\\.|::)\\s*random\\b|\\bThreadLocalRandom\\b"),
            "prints or ends the process",
                    Pattern.compile(
                            "\\bSystem\\s*(\\.|::)\\s*(out|err|exit)\\b|\\bhalt\\s*\\(|\\bprintStackTrace\\b")));

    private static final Pattern SLEEP = Pattern.compile("(\\.|::)\\s*sleep\\b|\\bimport\\s+static\\s.*\\.sleep\\s*;");
    private static final Pattern IMPORT_ALL = Pattern.compile("(?m)^\\s*import\\s.*\\*\\s*;");
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private Tidiness() {}

    /** What is wrong with a file of the program, as sentences. */
    static List<String> inMain(SourceFile source) {
        List<String> found = anywhere(source);
        if (!source.packageName().equals("messenger.app")) {
            NOT_OUTSIDE_APP.forEach((what, pattern) -> find(source, source.code(), pattern, what, found));
        }
        return found;
    }

    /** What is wrong with a file of the tests. */
    static List<String> inTests(SourceFile source) {
        return anywhere(source);
    }

    /** Packages without a {@code package-info.java}. */
    static List<String> unexplained(List<SourceFile> sources) {
        Map<String, Boolean> explained = new TreeMap<>();
        for (SourceFile source : sources) {
            boolean isInfo = source.path().endsWith(Path.of("package-info.java"));
            explained.merge(source.packageName(), isInfo, Boolean::logicalOr);
        }
        explained.values().removeIf(is -> is);
        return explained.keySet().stream()
                .map(name -> name + " has no package-info.java")
                .toList();
    }

    private static List<String> anywhere(SourceFile source) {
        List<String> found = new ArrayList<>();
        List<String> lines = source.text().lines().toList();
        if (lines.size() > LINES_MAX) {
            found.add("has " + lines.size() + " lines");
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).length() > LINE_CHARS_MAX) {
                found.add((i + 1) + ": has " + lines.get(i).length() + " characters");
            }
        }
        find(source, source.code(), SLEEP, "sleeps", found);
        find(source, source.code(), IMPORT_ALL, "imports everything", found);
        find(source, source.text(), LEFT_FOR_LATER, "leaves work for later", found);
        return found;
    }

    private static void find(SourceFile source, String in, Pattern pattern, String what, List<String> found) {
        Matcher matcher = pattern.matcher(in);
        while (matcher.find()) {
            found.add(source.line(matcher.start()) + ": " + what + ": "
                    + matcher.group().strip());
        }
    }
}
