package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The configuration that comes with the program, held against the keys. */
final class ShippedConfigTest {
    private static final Path SHIPPED = Path.of("server-config.yaml");

    @Test
    void theShippedFileSaysExactlyTheDefaults() throws ConfigException {
        assertEquals(ServerConfig.parse("c.yaml", ""), ServerConfig.read(SHIPPED));
    }

    @Test
    void theShippedFileIsInTheJar() throws IOException {
        try (InputStream resource = ServerConfig.class.getResourceAsStream("/server-config.yaml")) {
            byte[] packed = Optional.ofNullable(resource).orElseThrow().readAllBytes();
            assertEquals(Files.readString(SHIPPED), new String(packed, StandardCharsets.UTF_8));
        }
    }

    @Test
    void theShippedFileTellsForEveryKeyWhatIsAllowedAndTheDefault() throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED);
        Map<Integer, String> sections = new HashMap<>();
        Map<String, String> documented = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher key = Pattern.compile("( *)([a-z-]+):.*").matcher(lines.get(i));
            if (key.matches()) {
                int depth = key.group(1).length() / 2;
                sections.put(depth, sections.getOrDefault(depth - 1, "") + key.group(2) + ".");
                documented.put(
                        sections.getOrDefault(depth, ""), lines.get(i - 1).strip());
            }
        }
        for (Setting<?> setting : ServerConfigKeys.ALL) {
            assertEquals(
                    "# Allowed: " + setting.allowed() + ". Default: " + setting.standardText() + ".",
                    documented.get(setting.key() + "."),
                    setting.key());
        }
    }
}
