package messenger.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import messenger.server.ServerLimits;

/**
 * What {@code server-config.yaml} says.
 *
 * @param host to listen at
 * @param port to listen at; 0 for any that is free
 * @param data the folder of everything the server keeps
 */
public record ServerConfig(
        String host, int port, Path data, Storage storage, ServerLimits limits, MailboxQuota mailboxes, Log log) {
    /** A configuration is some kilobytes; what is larger is something else. */
    static final int FILE_BYTES_MAX = 256 * 1024;

    /** Where accounts and mail are kept. */
    public enum Storage {
        /** On disk. */
        MAPDB,
        /** In memory: everything is gone when the server stops. */
        MEMORY
    }

    /** How much a mailbox holds. */
    public record MailboxQuota(int messages, long bytes) {}

    /** What the log holds, from little to much. */
    public enum LogLevel {
        ERROR,
        WARNING,
        INFO,
        DEBUG
    }

    /** How accounts and addresses stand in the audit log. */
    public enum AuditNames {
        /** As keyed hashes: the same one is recognised, and nobody is named. */
        HASHED,
        PLAIN
    }

    /**
     * Logs.
     *
     * @param auditFile relative to the data folder unless absolute
     */
    public record Log(LogLevel level, Path auditFile, AuditNames auditNames) {}

    /**
     * The configuration of a file; the defaults where there is no such file.
     *
     * @throws ConfigException for anything that is not understood, with file and line
     */
    public static ServerConfig read(Path file) throws ConfigException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ConfigException(file + ": is larger than " + FILE_BYTES_MAX + " bytes");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            return parse(file.toString(), "");
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": is not UTF-8 text");
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage());
        }
    }

    /** The same, at another place; for options of the command line. */
    ServerConfig at(String otherHost, int otherPort, Path otherData, Storage otherStorage) {
        return new ServerConfig(otherHost, otherPort, otherData, otherStorage, limits, mailboxes, log);
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
        SettingsFile settings = SettingsFile.parse(file, text, ServerSettings.ALL);
        return new ServerConfig(
                settings.get(ServerSettings.HOST),
                settings.number(ServerSettings.PORT),
                settings.get(ServerSettings.DATA),
                settings.get(ServerSettings.STORAGE),
                new ServerLimits(
                        connections(settings),
                        new ServerLimits.Window(
                                settings.number(ServerSettings.WINDOW_MESSAGES),
                                settings.number(ServerSettings.WINDOW_BYTES)),
                        rates(settings),
                        settings.get(ServerSettings.REGISTRATION)),
                new MailboxQuota(
                        settings.number(ServerSettings.MAILBOX_MESSAGES), settings.get(ServerSettings.MAILBOX_BYTES)),
                new Log(
                        settings.get(ServerSettings.LOG_LEVEL),
                        settings.get(ServerSettings.AUDIT_FILE),
                        settings.get(ServerSettings.AUDIT_NAMES)));
    }

    private static ServerLimits.Connections connections(SettingsFile settings) {
        return new ServerLimits.Connections(
                settings.number(ServerSettings.TOTAL),
                settings.number(ServerSettings.PER_ADDRESS),
                settings.number(ServerSettings.STRANGERS),
                settings.number(ServerSettings.STRANGERS_PER_ADDRESS),
                settings.number(ServerSettings.PENDING),
                Duration.ofSeconds(settings.number(ServerSettings.LOGIN_SECONDS)),
                Duration.ofSeconds(settings.number(ServerSettings.SILENCE_SECONDS)));
    }

    private static ServerLimits.Rates rates(SettingsFile settings) {
        return new ServerLimits.Rates(
                ServerSettings.FRAMES.in(settings),
                ServerSettings.SUBMISSIONS.in(settings),
                ServerSettings.RECIPIENTS.in(settings),
                ServerSettings.LOOKUPS.in(settings),
                ServerSettings.PUBLICATIONS.in(settings),
                ServerSettings.LOGIN_TRIES.in(settings),
                ServerSettings.LOGINS.in(settings),
                ServerSettings.REGISTRATIONS.in(settings),
                ServerSettings.REGISTRATIONS_IN_ALL.in(settings),
                ServerSettings.BUNDLES_PER_PAIR.in(settings),
                ServerSettings.BUNDLES_PER_DEVICE.in(settings));
    }
}
