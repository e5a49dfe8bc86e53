package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import messenger.server.Rate;
import messenger.server.ServerLimits;
import messenger.server.store.MailQuota;
import messenger.transport.KeyExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerConfigTest {
    private static final Path SHIPPED = Path.of("server-config.yaml");
    private static final Pattern RANGE = Pattern.compile("(\\d+) to (\\d+)");

    private static ServerConfig parse(String text) throws ConfigException {
        return ServerConfig.parse("c.yaml", text);
    }

    private static String complaint(String text) {
        ConfigException refused = assertThrows(ConfigException.class, () -> parse(text), text);
        return String.valueOf(refused.getMessage());
    }

    /** A file that says one thing: {@code a.b.c: value} in its sections. */
    private static String file(String key, String value) {
        StringBuilder text = new StringBuilder();
        String[] parts = key.split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            text.append("  ".repeat(i)).append(parts[i]).append(i < parts.length - 1 ? ":\n" : ": " + value + "\n");
        }
        return text.toString();
    }

    private static int line(String key) {
        return key.split("\\.", -1).length;
    }

    @Test
    void withoutAFileEverythingHasItsDefault(@TempDir Path folder) throws ConfigException {
        ServerConfig config = ServerConfig.read(folder.resolve("absent.yaml"));

        assertEquals("0.0.0.0", config.host());
        assertEquals(1315, config.port());
        assertEquals(Path.of("server-data"), config.data());
        assertEquals(ServerSettings.Storage.MAPDB, config.storage());
        assertEquals(ServerLimits.DEFAULT, config.limits());
        assertEquals(MailQuota.DEFAULT, config.mailboxes());
        assertEquals(
                new ServerSettings.Tls(new ServerSettings.Certificate.Own(), KeyExchange.POST_QUANTUM_PREFERRED),
                config.settings().tls());
        assertEquals(
                new ServerSettings.Keys(
                        Path.of("server-data/store.key"), Path.of("server-data/password.key"), Optional.empty()),
                config.settings().keys());
        assertEquals(
                new ServerConfig.Log(
                        ServerConfig.LogLevel.INFO, Path.of("security.log"), ServerConfig.AuditNames.HASHED),
                config.log());
    }

    @Test
    void everyNumberIsTakenFromItsLeastToItsMostAndNotBeyond() throws ConfigException {
        int numbers = 0;
        for (Setting<?> setting : ServerConfigKeys.ALL) {
            Matcher range = RANGE.matcher(setting.allowed());
            if (setting.form() != JsonToken.VALUE_NUMBER_INT || !range.matches()) {
                continue;
            }
            long least = Long.parseLong(range.group(1));
            long most = Long.parseLong(range.group(2));
            parse(file(setting.key(), "" + least));
            parse(file(setting.key(), "" + most));
            assertRefused(setting, "" + (least - 1));
            assertRefused(setting, "" + (most + 1));
            assertRefused(setting, "99999999999999999999999999");
            numbers++;
        }
        assertTrue(numbers > 55, "only " + numbers);
    }

    private static void assertRefused(Setting<?> setting, String value) {
        assertEquals(
                "c.yaml:" + line(setting.key()) + ": \"" + setting.key() + "\" must be " + setting.allowed()
                        + ", not \"" + value + "\"",
                complaint(file(setting.key(), value)));
    }

    @Test
    void everyValueOfTheWrongTypeIsRefused() {
        for (Setting<?> setting : ServerConfigKeys.ALL) {
            boolean isNumber = setting.form() == JsonToken.VALUE_NUMBER_INT;
            for (String value : isNumber ? List.of("many", "1.5", "1_0", "010", "0x10", "+1") : List.of("7", "1.5")) {
                String complaint = complaint(file(setting.key(), value));
                assertTrue(
                        complaint.startsWith("c.yaml:" + line(setting.key()) + ": \"" + setting.key() + "\" must be "),
                        complaint);
            }
            if (setting.form() != JsonToken.VALUE_TRUE) {
                complaint(file(setting.key(), "true"));
            }
            complaint(file(setting.key(), "[]"));
            complaint(file(setting.key(), "{}"));
            complaint(file(setting.key(), ""));
            complaint(file(setting.key(), "\"\""));
            complaint(file(setting.key(), "\"" + "a".repeat(1025) + "\""));
        }
    }

    /** Each key alone changes the configuration, and no two change the same thing. */
    @Test
    void everyKeyReachesItsPlace() throws ConfigException {
        Map<ServerConfig, String> changed = new HashMap<>();
        changed.put(parse(""), "the default");
        for (Setting<?> setting : ServerConfigKeys.ALL) {
            ServerConfig config = parse(file(setting.key(), another(setting)));
            String other = changed.put(config, setting.key());
            assertEquals(Optional.empty(), Optional.ofNullable(other), setting.key());
        }
        assertEquals(ServerConfigKeys.ALL.size() + 1, changed.size());
    }

    private static String another(Setting<?> setting) {
        if (setting.form() == JsonToken.VALUE_NUMBER_INT) {
            return "" + (Long.parseLong(setting.standardText()) + 1);
        }
        return List.of(setting.allowed().split(", ", -1)).stream()
                .filter(choice -> !choice.equals(setting.standardText()) && !choice.contains(" "))
                .findFirst()
                .orElse("elsewhere");
    }

    @Test
    void valuesAreThoseOfTheirKeys() throws ConfigException {
        ServerConfig config = parse(
                """
                listen: {host: chat.example, port: 0}
                connections: {login-seconds: 7, silence-seconds: 90}
                rates: {lookups: {burst: 5, per-hour: 6}}
                registration: closed
                storage: memory
                log: {audit-names: plain, level: debug}
                """);

        assertEquals("chat.example", config.host());
        assertEquals(0, config.port());
        assertEquals(Duration.ofSeconds(7), config.limits().connections().loginWithin());
        assertEquals(Duration.ofSeconds(90), config.limits().connections().silentFor());
        assertEquals(new Rate(5, 6), config.limits().rates().lookups());
        assertEquals(ServerLimits.Registration.CLOSED, config.limits().registration());
        assertEquals(ServerSettings.Storage.MEMORY, config.storage());
        assertEquals(ServerConfig.AuditNames.PLAIN, config.log().auditNames());
        assertEquals(ServerConfig.LogLevel.DEBUG, config.log().level());
    }

    @Test
    void theServerIsStartedWithWhatTheFileSays() throws ConfigException {
        ServerSettings settings = parse(
                        """
                listen: {host: 127.0.0.1, port: 7}
                data: elsewhere
                storage: memory
                mailboxes: {messages: 11}
                connections:
                  total: 10
                  not-logged-in: 5
                  per-address: 3
                  not-logged-in-per-address: 2
                  login-seconds: 7
                """)
                .settings();

        assertEquals("127.0.0.1", settings.address().getHostString());
        assertEquals(7, settings.address().getPort());
        assertEquals(Path.of("elsewhere"), settings.folder());
        assertEquals(ServerSettings.Storage.MEMORY, settings.storage());
        assertEquals(11, settings.quota().messagesMax());
        assertEquals(10, settings.limits().connections().total());
        assertEquals(15, settings.listener().connectionsMax());
        assertEquals(5, settings.listener().connectionsPerOriginMax());
        assertEquals(Duration.ofSeconds(7), settings.listener().loginWithin());
    }

    @Test
    void anUnknownKeyIsRefusedWithWhatIsKnownThere() {
        assertEquals(
                "c.yaml:3: \"listen.prot\" is not known; known here: host, port",
                complaint("listen:\n  host: a\n  prot: 1\n"));
        assertEquals(
                "c.yaml:1: \"lisen\" is not known; known here: listen, data, storage, tls, keys, registration, "
                        + "access-password-file, connections, window, mailboxes, rates, "
                        + "passwords, linking, hand-ins, log",
                complaint("lisen: 1\n"));
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        assertEquals("c.yaml:3: \"data\" is there twice", complaint("data: a\nstorage: mapdb\ndata: b\n"));
    }

    @Test
    void aSectionWithoutKeysIsRefused() {
        assertEquals("c.yaml:1: \"listen\" is a section and holds: host, port", complaint("listen:\n"));
        assertEquals(
                "c.yaml:1: \"rates.frames\" is a section and holds: burst, per-hour", complaint("rates: {frames: 5}"));
    }

    @Test
    void whatIsNotOneDocumentOfKeysIsRefused() {
        assertComplaint("c.yaml:1: keys with values are expected", "- a\n");
        assertComplaint("c.yaml:1: keys with values are expected", "words\n");
        assertComplaint("c.yaml:3: only one YAML document", "data: a\n---\ndata: b\n");
        assertComplaint(
                "c.yaml:2: this is not YAML: while scanning a quoted scalar, found unexpected end",
                "storage: memory\ndata: \"x\n");
        assertComplaint("c.yaml:2: \"log.audit-file\" must be", "data: &a x\nlog: {audit-file: *a}\n");
    }

    private static void assertComplaint(String start, String text) {
        String complaint = complaint(text);
        assertTrue(complaint.startsWith(start), complaint);
    }

    @Test
    void aComplaintCarriesNoControlCharacters() {
        String complaint = complaint("data: \"\\e]52;c;x\\a" + "y".repeat(2000) + "\"\n");

        assertTrue(complaint.chars().noneMatch(Character::isISOControl), complaint);
        assertTrue(complaint.length() < 150, complaint);
    }

    @Test
    void aFileThatCannotBeReadIsRefused(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Path large = Files.writeString(folder.resolve("large"), "#".repeat(ServerConfig.FILE_BYTES_MAX + 1));

        assertThrows(ConfigException.class, () -> ServerConfig.read(binary));
        assertThrows(ConfigException.class, () -> ServerConfig.read(large));
        assertThrows(ConfigException.class, () -> ServerConfig.read(folder));
    }

    @Test
    void aFileOfTheLargestSizeIsRead(@TempDir Path folder) throws IOException, ConfigException {
        Path largest = Files.writeString(folder.resolve("largest"), "#".repeat(ServerConfig.FILE_BYTES_MAX));

        assertEquals(parse(""), ServerConfig.read(largest));
    }

    @Test
    void aMutatedFileIsReadOrRefusedAndNothingElse() throws IOException {
        long seed = Long.getLong("config.seed", 20261120L);
        Random random = new Random(seed);
        String shipped = Files.readString(SHIPPED).replaceAll("(?m)^ *#.*\n", "");
        String alphabet = shipped + "{}[]&*!|>'\"%@`\t\0\u001b\u2028?-:#,";
        int refused = 0;
        for (int round = 0; round < 1000; round++) {
            StringBuilder text = new StringBuilder(shipped);
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            refused += isRefused(text.toString(), seed) ? 1 : 0;
        }
        assertTrue(refused > 300 && refused < 1000, "refused " + refused);
    }

    private static boolean isRefused(String text, long seed) {
        try {
            parse(text);
            return false;
        } catch (ConfigException e) {
            return true;
        } catch (RuntimeException e) {
            throw new AssertionError("replay with -Dconfig.seed=" + seed + ":\n" + text, e);
        }
    }
}
