package messenger.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import messenger.server.ServerLimits;
import messenger.server.net.ListenerLimits;
import messenger.server.store.MailQuota;
import messenger.transport.KeyExchange;

/**
 * What {@code server-config.yaml} says.
 *
 * @param host to listen at
 * @param port to listen at; 0 for any that is free
 * @param data the folder of everything the server keeps
 */
record ServerConfig(
        String host,
        int port,
        Path data,
        ServerSettings.Storage storage,
        Tls tls,
        ServerSettings.Keys keys,
        ServerLimits limits,
        MailQuota mailboxes,
        Log log) {
    /** A configuration is some kilobytes; what is larger is something else. */
    static final int FILE_BYTES_MAX = 256 * 1024;

    /**
     * The server's certificate and key exchange.
     *
     * @param certificate of an authority; {@link #NONE} for the server's own
     * @param key the one that belongs to it
     */
    record Tls(Path certificate, Path key, KeyExchange keyExchange) {
        /** The word that stands where no file is named; a file of this name is written {@code ./none}. */
        static final Path NONE = Path.of("none");

        boolean isWhole() {
            return certificate.equals(NONE) == key.equals(NONE);
        }

        ServerSettings.Tls settings() {
            return new ServerSettings.Tls(
                    certificate.equals(NONE)
                            ? new ServerSettings.Certificate.Own()
                            : new ServerSettings.Certificate.Files(certificate, key),
                    keyExchange);
        }
    }

    /** What the log holds, from little to much. */
    enum LogLevel {
        ERROR,
        WARNING,
        INFO,
        DEBUG
    }

    /** How accounts and addresses stand in the audit log. */
    enum AuditNames {
        /** As keyed hashes: the same one is recognised, and nobody is named. */
        HASHED,
        PLAIN
    }

    /**
     * Logs.
     *
     * @param auditFile relative to the data folder unless absolute
     */
    record Log(LogLevel level, Path auditFile, AuditNames auditNames) {}

    /**
     * The configuration of a file; the defaults where there is no such file.
     *
     * @throws ConfigException for anything that is not understood, with file and line
     */
    static ServerConfig read(Path file) throws ConfigException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ConfigException(file + ": is larger than " + FILE_BYTES_MAX + " bytes");
            }
            return whole(file, parse(file.toString(), Files.readString(file)));
        } catch (NoSuchFileException e) {
            return parse(file.toString(), "");
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": is not UTF-8 text");
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static ServerConfig whole(Path file, ServerConfig config) throws ConfigException {
        if (!config.tls.isWhole()) {
            throw new ConfigException(
                    file + ": \"tls.certificate\" and \"tls.key\" belong together; name both, or neither");
        }
        return config;
    }

    /** The same, at another place; for options of the command line. */
    ServerConfig at(String otherHost, int otherPort, Path otherData, ServerSettings.Storage otherStorage) {
        return new ServerConfig(otherHost, otherPort, otherData, otherStorage, tls, keys, limits, mailboxes, log);
    }

    /** The defaults. */
    static ServerConfig standard() {
        try {
            return parse("the defaults", "");
        } catch (ConfigException e) {
            throw new IllegalStateException("the defaults are allowed", e);
        }
    }

    /** The configuration of a file's text; {@code file} is what complaints name. */
    static ServerConfig parse(String file, String text) throws ConfigException {
        SettingsFile settings = SettingsFile.parse(file, text, ServerConfigKeys.ALL);
        return new ServerConfig(
                settings.get(ServerConfigKeys.HOST),
                settings.number(ServerConfigKeys.PORT),
                settings.get(ServerConfigKeys.DATA),
                settings.get(ServerConfigKeys.STORAGE),
                new Tls(
                        settings.get(ServerConfigKeys.TLS_CERTIFICATE),
                        settings.get(ServerConfigKeys.TLS_KEY),
                        settings.get(ServerConfigKeys.TLS_REQUIRE_PQ)
                                ? KeyExchange.POST_QUANTUM_REQUIRED
                                : KeyExchange.POST_QUANTUM_PREFERRED),
                new ServerSettings.Keys(
                        settings.get(ServerConfigKeys.KEYS_STORE),
                        settings.get(ServerConfigKeys.KEYS_PASSWORD),
                        Optional.of(settings.get(ServerConfigKeys.ACCESS_PASSWORD))
                                .filter(named -> !named.equals(Tls.NONE))),
                ServerLimits.DEFAULT
                        .withConnections(connections(settings))
                        .withWindow(new ServerLimits.Window(
                                settings.number(ServerConfigKeys.WINDOW_MESSAGES),
                                settings.number(ServerConfigKeys.WINDOW_BYTES)))
                        .withRates(rates(settings))
                        .withPasswords(passwords(settings))
                        .withLinking(linking(settings))
                        .withHandIns(handIns(settings))
                        .withRegistration(settings.get(ServerConfigKeys.REGISTRATION)),
                new MailQuota(
                        settings.number(ServerConfigKeys.MAILBOX_MESSAGES),
                        settings.get(ServerConfigKeys.MAILBOX_BYTES)),
                new Log(
                        settings.get(ServerConfigKeys.LOG_LEVEL),
                        settings.get(ServerConfigKeys.AUDIT_FILE),
                        settings.get(ServerConfigKeys.AUDIT_NAMES)));
    }

    /** What {@link ServerApp} is started with. */
    ServerSettings settings() {
        return new ServerSettings(
                new InetSocketAddress(host, port),
                data,
                storage,
                tls.settings(),
                keys.in(data),
                limits,
                listenerLimits(),
                mailboxes);
    }

    /** The same limits for the listener: it also counts what has no TLS yet, so those without login come on top. */
    private ListenerLimits listenerLimits() {
        ServerLimits.Connections connections = limits.connections();
        ListenerLimits usual = ListenerLimits.DEFAULT;
        return usual.withConnectionsMax(connections.total() + connections.strangers())
                .withConnectionsPerOriginMax(connections.perAddress() + connections.strangersPerAddress())
                .withHandshakes(connections.handshakesPerAddress())
                .withLoginWithin(connections.loginWithin())
                .withChannel(usual.channel().withSilenceMax(connections.silentFor()));
    }

    private static ServerLimits.Connections connections(SettingsFile settings) {
        return new ServerLimits.Connections(
                settings.number(ServerConfigKeys.TOTAL),
                settings.number(ServerConfigKeys.PER_ADDRESS),
                settings.number(ServerConfigKeys.STRANGERS),
                settings.number(ServerConfigKeys.STRANGERS_PER_ADDRESS),
                ServerConfigKeys.HANDSHAKES_PER_ADDRESS.in(settings),
                settings.number(ServerConfigKeys.PENDING),
                Duration.ofSeconds(settings.number(ServerConfigKeys.LOGIN_SECONDS)),
                Duration.ofSeconds(settings.number(ServerConfigKeys.SILENCE_SECONDS)));
    }

    private static ServerLimits.Rates rates(SettingsFile settings) {
        return new ServerLimits.Rates(
                ServerConfigKeys.FRAMES.in(settings),
                ServerConfigKeys.SUBMISSIONS.in(settings),
                ServerConfigKeys.RECIPIENTS.in(settings),
                ServerConfigKeys.LOOKUPS.in(settings),
                ServerConfigKeys.PUBLICATIONS.in(settings),
                ServerConfigKeys.LOGIN_TRIES.in(settings),
                ServerConfigKeys.LOGINS.in(settings),
                ServerConfigKeys.REGISTRATIONS.in(settings),
                ServerConfigKeys.REGISTRATIONS_IN_ALL.in(settings),
                ServerConfigKeys.BUNDLES_PER_PAIR.in(settings),
                ServerConfigKeys.BUNDLES_PER_DEVICE.in(settings));
    }

    private static ServerLimits.Passwords passwords(SettingsFile settings) {
        return new ServerLimits.Passwords(
                settings.number(ServerConfigKeys.PASSWORD_TRIES),
                Duration.ofMinutes(settings.number(ServerConfigKeys.PASSWORD_MINUTES)),
                ServerConfigKeys.PASSWORDS_PER_ADDRESS.in(settings),
                ServerConfigKeys.EVALUATIONS_PER_ADDRESS.in(settings),
                ServerConfigKeys.PASSWORDS_IN_ALL.in(settings));
    }

    private static ServerLimits.Linking linking(SettingsFile settings) {
        return new ServerLimits.Linking(
                settings.number(ServerConfigKeys.LINKING_TOTAL),
                settings.number(ServerConfigKeys.LINKING_PER_ADDRESS),
                ServerConfigKeys.LINKING_OPENS.in(settings),
                settings.number(ServerConfigKeys.LINKING_MESSAGES),
                settings.number(ServerConfigKeys.LINKING_BYTES),
                Duration.ofSeconds(settings.number(ServerConfigKeys.LINKING_SECONDS)));
    }

    private static ServerLimits.HandIns handIns(SettingsFile settings) {
        return new ServerLimits.HandIns(
                settings.number(ServerConfigKeys.HAND_IN_TOTAL),
                settings.number(ServerConfigKeys.HAND_IN_PER_ADDRESS),
                ServerConfigKeys.HAND_IN_SUBMISSIONS.in(settings),
                ServerConfigKeys.HAND_IN_SUBMISSIONS_PER_ADDRESS.in(settings),
                ServerConfigKeys.HAND_IN_RECIPIENTS.in(settings),
                ServerConfigKeys.HAND_IN_PER_ACCESS_KEY.in(settings));
    }
}
