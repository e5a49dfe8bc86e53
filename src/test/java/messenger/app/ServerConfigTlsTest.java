package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import messenger.transport.KeyExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration says about certificates and keys. */
final class ServerConfigTlsTest {
    private static ServerConfig parse(String text) throws ConfigException {
        return ServerConfig.parse("c.yaml", text);
    }

    private static String complaint(String text) {
        ConfigException refused = assertThrows(ConfigException.class, () -> parse(text), text);
        return String.valueOf(refused.getMessage());
    }

    @Test
    void tlsAndKeysReachTheServer() throws ConfigException {
        ServerSettings settings = parse(
                        """
                data: elsewhere
                tls: {certificate: c.pem, key: /k.pem, require-pq: true}
                keys: {store: /run/credentials/store.key, password: p.key}
                """)
                .settings();

        assertEquals(
                new ServerSettings.Tls(
                        new ServerSettings.Certificate.Files(Path.of("c.pem"), Path.of("/k.pem")),
                        KeyExchange.POST_QUANTUM_REQUIRED),
                settings.tls());
        assertEquals(Path.of("/run/credentials/store.key"), settings.keys().store());
        assertEquals(Path.of("elsewhere/p.key"), settings.keys().password());
    }

    @Test
    void aFlagIsTrueOrFalse() throws ConfigException {
        assertEquals(parse(""), parse("tls: {require-pq: false}"));
        for (String value : List.of("yes", "\"true\"", "1", "truely")) {
            assertEquals(
                    "c.yaml:1: \"tls.require-pq\" must be true, false, not \"" + value.replace("\"", "") + "\"",
                    complaint("tls: {require-pq: " + value + "}"));
        }
    }

    @Test
    void aCertificateWithoutKeyOrAKeyWithoutCertificateIsRefused(@TempDir Path folder) throws IOException {
        for (String half : List.of("certificate", "key")) {
            Path file = Files.writeString(folder.resolve("half.yaml"), "tls: {" + half + ": x}");
            ConfigException refused = assertThrows(ConfigException.class, () -> ServerConfig.read(file));
            assertTrue(String.valueOf(refused.getMessage()).contains("belong together"));
        }
    }
}
