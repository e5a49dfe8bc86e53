package messenger.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import messenger.protocol.Limits;
import messenger.server.Rate;
import messenger.server.ServerLimits;
import messenger.server.net.ListenerLimits;
import messenger.server.store.MailQuota;

/**
 * The keys of {@code server-config.yaml}, in the order of the file. Their defaults are those of the types they become.
 */
final class ServerConfigKeys {
    private static final ServerLimits.Connections CONNECTIONS = ServerLimits.DEFAULT.connections();
    private static final ServerLimits.Window WINDOW = ServerLimits.DEFAULT.window();
    private static final ServerLimits.Rates RATES = ServerLimits.DEFAULT.rates();
    private static final int CONNECTIONS_MAX = 1_000_000;

    /** Half of a connection's send queue: a full window and the answers beside it must fit, or it would be cut off. */
    private static final int WINDOW_BYTES_MAX = ListenerLimits.DEFAULT.channel().sendQueueBytesMax() / 2;

    /** Two keys that make one {@link Rate}. */
    record RateSetting(Setting<Long> burst, Setting<Long> perHour) {
        static RateSetting of(String name, Rate standard) {
            return of(name, standard, 1);
        }

        static RateSetting of(String name, Rate standard, int burstMin) {
            return new RateSetting(
                    Setting.number("rates." + name + ".burst", standard.burst(), burstMin, Rate.BURST_MAX),
                    Setting.number("rates." + name + ".per-hour", standard.perHour(), 1, Rate.PER_HOUR_MAX));
        }

        Rate in(SettingsFile file) {
            return new Rate(file.number(burst), file.number(perHour));
        }
    }

    static final Setting<String> HOST = Setting.host("listen.host", "0.0.0.0");
    static final Setting<Long> PORT = Setting.number("listen.port", 1315, 0, 65535);
    static final Setting<Path> DATA = Setting.path("data", "server-data");
    static final Setting<ServerSettings.Storage> STORAGE = Setting.choice("storage", ServerSettings.Storage.MAPDB);
    static final Setting<ServerLimits.Registration> REGISTRATION =
            Setting.choice("registration", ServerLimits.DEFAULT.registration());

    static final Setting<Path> TLS_CERTIFICATE = Setting.path("tls.certificate", ServerConfig.Tls.NONE.toString());
    static final Setting<Path> TLS_KEY = Setting.path("tls.key", ServerConfig.Tls.NONE.toString());
    static final Setting<Boolean> TLS_REQUIRE_PQ = Setting.flag("tls.require-pq", false);
    static final Setting<Path> KEYS_STORE = Setting.path("keys.store", "store.key");
    static final Setting<Path> KEYS_PASSWORD = Setting.path("keys.password", PasswordKeyFile.NAME);
    static final Setting<Path> ACCESS_PASSWORD = Setting.path("access-password-file", ServerConfig.Tls.NONE.toString());

    static final Setting<Long> TOTAL = Setting.number("connections.total", CONNECTIONS.total(), 1, CONNECTIONS_MAX);
    static final Setting<Long> PER_ADDRESS =
            Setting.number("connections.per-address", CONNECTIONS.perAddress(), 1, CONNECTIONS_MAX);
    static final Setting<Long> STRANGERS =
            Setting.number("connections.not-logged-in", CONNECTIONS.strangers(), 1, CONNECTIONS_MAX);
    static final Setting<Long> STRANGERS_PER_ADDRESS = Setting.number(
            "connections.not-logged-in-per-address", CONNECTIONS.strangersPerAddress(), 1, CONNECTIONS_MAX);
    static final Setting<Long> PENDING =
            Setting.number("connections.pending-requests", CONNECTIONS.pending(), 1, 10_000);
    static final Setting<Long> LOGIN_SECONDS = Setting.number(
            "connections.login-seconds", CONNECTIONS.loginWithin().toSeconds(), 1, 600);
    static final Setting<Long> SILENCE_SECONDS = Setting.number(
            "connections.silence-seconds", CONNECTIONS.silentFor().toSeconds(), 31, 3600);

    static final Setting<Long> WINDOW_MESSAGES =
            Setting.number("window.messages", WINDOW.messages(), 1, Limits.UNDER_WAY_MAX);
    static final Setting<Long> WINDOW_BYTES =
            Setting.number("window.bytes", WINDOW.bytes(), 64 * 1024, WINDOW_BYTES_MAX);

    static final Setting<Long> MAILBOX_MESSAGES =
            Setting.number("mailboxes.messages", MailQuota.DEFAULT.messagesMax(), 1, 10_000_000);
    static final Setting<Long> MAILBOX_BYTES =
            Setting.number("mailboxes.bytes", MailQuota.DEFAULT.bytesMax(), Limits.FRAME_BYTES_MAX, 1L << 40);

    static final RateSetting FRAMES = RateSetting.of("frames", RATES.frames());
    static final RateSetting SUBMISSIONS = RateSetting.of("submissions", RATES.submissions());
    static final RateSetting RECIPIENTS = RateSetting.of("recipients", RATES.recipients(), Limits.RECIPIENTS_MAX);
    static final RateSetting LOOKUPS = RateSetting.of("lookups", RATES.lookups());
    static final RateSetting PUBLICATIONS = RateSetting.of("publications", RATES.publications());
    static final RateSetting LOGIN_TRIES = RateSetting.of("login-tries", RATES.loginTries());
    static final RateSetting LOGINS = RateSetting.of("logins", RATES.logins());
    static final RateSetting REGISTRATIONS = RateSetting.of("registrations", RATES.registrations());
    static final RateSetting REGISTRATIONS_IN_ALL = RateSetting.of("registrations-in-all", RATES.registrationsInAll());
    static final RateSetting BUNDLES_PER_PAIR = RateSetting.of("bundles-per-pair", RATES.bundlesPerPair());
    static final RateSetting BUNDLES_PER_DEVICE = RateSetting.of("bundles-per-device", RATES.bundlesPerDevice());

    static final Setting<ServerConfig.LogLevel> LOG_LEVEL = Setting.choice("log.level", ServerConfig.LogLevel.INFO);
    static final Setting<Path> AUDIT_FILE = Setting.path("log.audit-file", "security.log");
    static final Setting<ServerConfig.AuditNames> AUDIT_NAMES =
            Setting.choice("log.audit-names", ServerConfig.AuditNames.HASHED);

    /** All of them. */
    static final List<Setting<?>> ALL = all();

    private ServerConfigKeys() {}

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(
                HOST,
                PORT,
                DATA,
                STORAGE,
                TLS_CERTIFICATE,
                TLS_KEY,
                TLS_REQUIRE_PQ,
                KEYS_STORE,
                KEYS_PASSWORD,
                REGISTRATION,
                ACCESS_PASSWORD,
                TOTAL,
                PER_ADDRESS,
                STRANGERS,
                STRANGERS_PER_ADDRESS,
                PENDING,
                LOGIN_SECONDS,
                SILENCE_SECONDS,
                WINDOW_MESSAGES,
                WINDOW_BYTES,
                MAILBOX_MESSAGES,
                MAILBOX_BYTES));
        List.of(
                        FRAMES,
                        SUBMISSIONS,
                        RECIPIENTS,
                        LOOKUPS,
                        PUBLICATIONS,
                        LOGIN_TRIES,
                        LOGINS,
                        REGISTRATIONS,
                        REGISTRATIONS_IN_ALL,
                        BUNDLES_PER_PAIR,
                        BUNDLES_PER_DEVICE)
                .forEach(rate -> all.addAll(List.of(rate.burst(), rate.perHour())));
        all.addAll(List.of(LOG_LEVEL, AUDIT_FILE, AUDIT_NAMES));
        return List.copyOf(all);
    }
}
