package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The list of attacks in this package's Javadoc is complete, and every test that it names is there. */
final class AttackListTest {
    private static final Path TESTS = Path.of("src/test/java/messenger");

    /** The attacks of the protocol text that this version has to withstand: letter, and how many. */
    private static final Map<String, Integer> ATTACKS = Map.of("A", 10, "B", 10, "C", 7, "E", 4, "F", 6, "H", 4);

    private static final Pattern ITEM = Pattern.compile("<li>([A-Z][0-9]+): (.+?)(?=<li>|</ul>)", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile(
            "\\{@link messenger\\.([a-z.]+\\.[A-Z][A-Za-z0-9]*)\\}" + "|\\{@code ([a-z.]+\\.[A-Z][A-Za-z0-9]*)\\}");

    /** A line of the list: the attack's number, and the classes that are said to try it. */
    private record Item(String attack, String text, List<String> classes) {}

    private static List<Item> items() throws IOException {
        String javadoc =
                Files.readString(TESTS.resolve("attack/package-info.java")).replaceAll("\\n \\* *", " ");
        List<Item> items = new ArrayList<>();
        Matcher item = ITEM.matcher(javadoc);
        while (item.find()) {
            List<String> classes = NAMED.matcher(item.group(2))
                    .results()
                    .map(named -> named.group(1) == null ? named.group(2) : named.group(1))
                    .toList();
            items.add(new Item(item.group(1), item.group(2), classes));
        }
        return items;
    }

    private static boolean hasTest(String attack, String className) throws IOException {
        Path file = TESTS.resolve(className.replace('.', '/') + ".java");
        Pattern test =
                Pattern.compile("@(?:Parameterized)?Test\\b[^{}]*?void " + attack.toLowerCase(Locale.ROOT) + "[A-Z]");
        return Files.exists(file)
                && test.matcher(withoutValues(Files.readString(file))).find();
    }

    /** Without the values of parameterised tests, in which there may be braces. */
    private static String withoutValues(String source) {
        return source.replaceAll("(?s)@(ValueSource|EnumSource|MethodSource|Tag)\\(.*?\\)\\n", "");
    }

    @Test
    void everyAttackIsListedOnceAndInOrder() throws IOException {
        List<String> wanted = new TreeMap<>(ATTACKS)
                .entrySet().stream()
                        .flatMap(letter ->
                                IntStream.rangeClosed(1, letter.getValue()).mapToObj(n -> letter.getKey() + n))
                        .toList();

        assertEquals(wanted, items().stream().map(Item::attack).toList());
    }

    @Test
    void everyAttackHasATestThatIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Item item : items()) {
            if (item.classes().isEmpty()) {
                missing.add(item.attack() + " names no test");
            }
            for (String className : item.classes()) {
                if (!hasTest(item.attack(), className)) {
                    missing.add(item.attack() + " in " + className);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    /** The other way round: a test that is named after an attack is found from the list. */
    @Test
    void everyTestThatIsNamedAfterAnAttackIsListed() throws IOException {
        Map<String, List<String>> listed = new TreeMap<>();
        items().forEach(item -> listed.put(item.attack(), item.classes()));
        TreeSet<String> unlisted = new TreeSet<>();
        try (var files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                String className =
                        TESTS.relativize(file).toString().replace('/', '.').replaceAll("\\.java$", "");
                Matcher named =
                        Pattern.compile("void ([abcefh][0-9]{1,2})[A-Z]").matcher(Files.readString(file));
                while (named.find()) {
                    String attack = named.group(1).toUpperCase(Locale.ROOT);
                    if (!listed.getOrDefault(attack, List.of()).contains(className)) {
                        unlisted.add(attack + " in " + className);
                    }
                }
            }
        }
        assertTrue(unlisted.isEmpty(), unlisted.toString());
    }
}
