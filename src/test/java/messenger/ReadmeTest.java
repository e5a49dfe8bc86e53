package messenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README points at is there. */
final class ReadmeTest {
    private static final Pattern NAMED_TEST = Pattern.compile("`([a-z.]+\\.[A-Z][A-Za-z]*(?:Test|IT))`");

    @Test
    void everyTestThatAClaimNamesExists() throws IOException {
        List<String> named = NAMED_TEST
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(MatchResult::group)
                .map(text -> text.replace("`", ""))
                .toList();
        List<String> missing = new ArrayList<>(named);
        missing.removeIf(name -> Files.exists(Path.of("src/test/java/messenger", name.replace('.', '/') + ".java")));

        assertTrue(named.size() >= 12, "the claims name " + named.size() + " tests");
        assertEquals(List.of(), missing);
    }
}
