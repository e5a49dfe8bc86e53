package messenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The rules of the house, checked; and the checks, checked. */
final class TidyTest {
    private static final List<SourceFile> MAIN = SourceFile.below(Path.of("src/main/java"));
    private static final List<SourceFile> TESTS = SourceFile.below(Path.of("src/test/java"));

    private static void assertNone(List<SourceFile> sources, Function<SourceFile, List<String>> check) {
        List<String> found = new ArrayList<>();
        for (SourceFile source : sources) {
            check.apply(source).forEach(what -> found.add(source.path() + ":" + what));
        }
        assertEquals("", String.join("\n", found));
    }

    @Test
    void thereAreFilesToCheck() {
        assertTrue(MAIN.size() > 50 && TESTS.size() > 10, MAIN.size() + " and " + TESTS.size());
    }

    @Test
    void noPackageKnowsMoreThanItMay() {
        assertNone(MAIN, Layering::violations);
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        assertEquals(List.of(), Layering.cycles(MAIN));
    }

    @Test
    void theProgramIsTidy() {
        assertNone(MAIN, Tidiness::inMain);
    }

    @Test
    void theTestsAreTidy() {
        assertNone(TESTS, Tidiness::inTests);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertEquals(List.of(), Tidiness.unexplained(MAIN));
    }
}
