package messenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of T1 to T30 in {@code docs/RELIABILITY.md}, and the tests that bear these numbers in their names. */
final class ReliabilityListTest {
    private static final Path TESTS = Path.of("src/test/java/messenger");
    private static final Path TABLE = Path.of("docs/RELIABILITY.md");
    private static final int NUMBERS = 30;

    /** About files, which this version does not send yet. */
    private static final int NOT_YET = 22;

    private static final Pattern ROW = Pattern.compile("(?m)^\\| T([0-9]+) \\|([^|]*)\\|([^|]*)\\|$");
    private static final Pattern CLASS = Pattern.compile("`([a-z0-9.]+\\.[A-Z][A-Za-z0-9]*)`");
    private static final Pattern NAMED = Pattern.compile("void t([0-9]{1,2})[A-Z][A-Za-z0-9]*\\(");

    private static Map<Integer, Set<String>> listed() throws IOException {
        Map<Integer, Set<String>> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(TABLE));
        while (row.find()) {
            Set<String> classes = rows.computeIfAbsent(Integer.valueOf(row.group(1)), number -> new TreeSet<>());
            CLASS.matcher(row.group(3)).results().forEach(named -> classes.add(named.group(1)));
        }
        return rows;
    }

    private static Map<Integer, Set<String>> named() throws IOException {
        Map<Integer, Set<String>> named = new TreeMap<>();
        for (Path file : files()) {
            String className =
                    TESTS.relativize(file).toString().replace('/', '.').replaceAll("\\.java$", "");
            NAMED.matcher(Files.readString(file)).results().forEach(test -> named.computeIfAbsent(
                            Integer.valueOf(test.group(1)), n -> new TreeSet<>())
                    .add(className));
        }
        return named;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void everyNumberHasItsRow() throws IOException {
        assertEquals(IntStream.rangeClosed(1, NUMBERS).boxed().toList(), List.copyOf(listed().keySet()));
    }

    @Test
    void everyRowNamesTheTestsThatBearItsNumberAndNoOthers() throws IOException {
        Map<Integer, Set<String>> wanted = named();
        wanted.put(NOT_YET, new TreeSet<>());

        assertEquals(lines(wanted), lines(listed()));
    }

    @Test
    void everyNumberButTheOneAboutFilesHasATest() throws IOException {
        List<Integer> without =
                new ArrayList<>(IntStream.rangeClosed(1, NUMBERS).boxed().toList());
        without.removeAll(named().keySet());

        assertEquals(List.of(NOT_YET), without);
    }

    /** A method that bears a number and is not run would prove nothing. */
    @Test
    void whatBearsANumberIsATest() throws IOException {
        Pattern annotated = Pattern.compile("@(?:Parameterized)?Test\\b[^{};]*?void t[0-9]{1,2}[A-Z]");
        for (Path file : files()) {
            String source =
                    Files.readString(file).replaceAll("(?s)@(ValueSource|EnumSource|MethodSource)\\(.*?\\)\\n", "");
            assertEquals(
                    NAMED.matcher(source).results().count(),
                    annotated.matcher(source).results().count(),
                    () -> "" + file);
        }
        assertTrue(named().size() > 20);
    }

    private static String lines(Map<Integer, Set<String>> rows) {
        List<String> lines = new ArrayList<>();
        rows.forEach((number, classes) -> lines.add("T" + number + " " + classes));
        return String.join("\n", lines);
    }
}
