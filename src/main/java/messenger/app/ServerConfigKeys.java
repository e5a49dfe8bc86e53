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
    private static final ServerLimits.Passwords PASSWORDS = ServerLimits.DEFAULT.passwords();
    private static final ServerLimits.Linking LINKING = ServerLimits.DEFAULT.linking();
    private static final ServerLimits.HandIns HAND_INS = ServerLimits.DEFAULT.handIns();
    private static final int CONNECTIONS_MAX = 1_000_000;

    /** Half of a connection's send queue: a full window and the answers beside it must fit, or it would be cut off. */
    private static final int WINDOW_BYTES_MAX = ListenerLimits.DEFAULT.channel().sendQueueBytesMax() / 2;

    /** What linking takes: offer, reply, confirmation, list and thanks. */
    private static final int LINKING_MESSAGES_MIN = 5;

    /** With less, an account of many devices could link no other. */
    private static final int LINKING_BYTES_MIN = 64 * 1024;

    /** Two keys that make one {@link Rate}. */
    record RateSetting(Setting<Long> burst, Setting<Long> perHour) {
        static RateSetting of(String key, Rate standard) {
            return of(key, standard, 1);
        }

        static RateSetting of(String key, Rate standard, int burstMin) {
            return new RateSetting(
                    Setting.number(key + ".burst", standard.burst(), burstMin, Rate.BURST_MAX),
                    Setting.number(key + ".per-hour", standard.perHour(), 1, Rate.PER_HOUR_MAX));
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
    static final RateSetting HANDSHAKES_PER_ADDRESS =
            RateSetting.of("connections.handshakes", CONNECTIONS.handshakesPerAddress());
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

    static final RateSetting FRAMES = RateSetting.of("rates.frames", RATES.frames());
    static final RateSetting SUBMISSIONS = RateSetting.of("rates.submissions", RATES.submissions());
    static final RateSetting RECIPIENTS = RateSetting.of("rates.recipients", RATES.recipients(), Limits.RECIPIENTS_MAX);
    static final RateSetting LOOKUPS = RateSetting.of("rates.lookups", RATES.lookups());
    static final RateSetting PUBLICATIONS = RateSetting.of("rates.publications", RATES.publications());
    static final RateSetting LOGIN_TRIES = RateSetting.of("rates.login-tries", RATES.loginTries());
    static final RateSetting LOGINS = RateSetting.of("rates.logins", RATES.logins());
    static final RateSetting REGISTRATIONS = RateSetting.of("rates.registrations", RATES.registrations());
    static final RateSetting REGISTRATIONS_IN_ALL =
            RateSetting.of("rates.registrations-in-all", RATES.registrationsInAll());
    static final RateSetting BUNDLES_PER_PAIR = RateSetting.of("rates.bundles-per-pair", RATES.bundlesPerPair());
    static final RateSetting BUNDLES_PER_DEVICE = RateSetting.of("rates.bundles-per-device", RATES.bundlesPerDevice());

    static final Setting<Long> PASSWORD_TRIES = Setting.number("passwords.tries", PASSWORDS.tries(), 1, 1000);
    static final Setting<Long> PASSWORD_MINUTES =
            Setting.number("passwords.window-minutes", PASSWORDS.window().toMinutes(), 1, 7 * 24 * 60);
    static final RateSetting PASSWORDS_PER_ADDRESS =
            RateSetting.of("passwords.tries-per-address", PASSWORDS.triesPerAddress());
    static final RateSetting EVALUATIONS_PER_ADDRESS =
            RateSetting.of("passwords.new-per-address", PASSWORDS.evaluationsPerAddress());
    static final RateSetting PASSWORDS_IN_ALL =
            RateSetting.of("passwords.in-all", PASSWORDS.inAll(), ServerLimits.Passwords.IN_ALL_BURST_MIN);

    static final Setting<Long> LINKING_TOTAL = Setting.number("linking.total", LINKING.total(), 1, CONNECTIONS_MAX);
    static final Setting<Long> LINKING_PER_ADDRESS =
            Setting.number("linking.per-address", LINKING.perAddress(), 1, CONNECTIONS_MAX);
    static final RateSetting LINKING_OPENS = RateSetting.of("linking.opens-per-address", LINKING.opensPerAddress());
    static final Setting<Long> LINKING_MESSAGES =
            Setting.number("linking.messages", LINKING.messages(), LINKING_MESSAGES_MIN, 1000);
    static final Setting<Long> LINKING_BYTES =
            Setting.number("linking.bytes", LINKING.bytes(), LINKING_BYTES_MIN, WINDOW_BYTES_MAX);
    static final Setting<Long> LINKING_SECONDS =
            Setting.number("linking.seconds", LINKING.goodFor().toSeconds(), 30, 3600);

    static final Setting<Long> HAND_IN_TOTAL = Setting.number("hand-ins.total", HAND_INS.total(), 1, CONNECTIONS_MAX);
    static final Setting<Long> HAND_IN_PER_ADDRESS =
            Setting.number("hand-ins.per-address", HAND_INS.perAddress(), 1, CONNECTIONS_MAX);
    static final RateSetting HAND_IN_SUBMISSIONS = RateSetting.of("hand-ins.messages", HAND_INS.submissions());
    static final RateSetting HAND_IN_SUBMISSIONS_PER_ADDRESS =
            RateSetting.of("hand-ins.messages-per-address", HAND_INS.submissionsPerAddress());
    static final RateSetting HAND_IN_RECIPIENTS =
            RateSetting.of("hand-ins.mailboxes-per-address", HAND_INS.recipientsPerAddress(), Limits.RECIPIENTS_MAX);
    static final RateSetting HAND_IN_PER_ACCESS_KEY =
            RateSetting.of("hand-ins.messages-per-account", HAND_INS.perAccessKey());

    static final Setting<ServerConfig.LogLevel> LOG_LEVEL = Setting.choice("log.level", ServerConfig.LogLevel.INFO);
    static final Setting<Path> AUDIT_FILE = Setting.path("log.audit-file", "security.log");
    static final Setting<ServerConfig.AuditNames> AUDIT_NAMES =
            Setting.choice("log.audit-names", ServerConfig.AuditNames.HASHED);

    /** All of them. */
    static final List<Setting<?>> ALL = all();

    private ServerConfigKeys() {}

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(HOST, PORT, DATA, STORAGE));
        all.addAll(List.of(TLS_CERTIFICATE, TLS_KEY, TLS_REQUIRE_PQ, KEYS_STORE, KEYS_PASSWORD));
        all.addAll(List.of(REGISTRATION, ACCESS_PASSWORD));
        all.addAll(List.of(TOTAL, PER_ADDRESS, STRANGERS, STRANGERS_PER_ADDRESS));
        addRates(all, HANDSHAKES_PER_ADDRESS);
        all.addAll(List.of(PENDING, LOGIN_SECONDS, SILENCE_SECONDS));
        all.addAll(List.of(WINDOW_MESSAGES, WINDOW_BYTES, MAILBOX_MESSAGES, MAILBOX_BYTES));
        addRates(all, FRAMES, SUBMISSIONS, RECIPIENTS, LOOKUPS, PUBLICATIONS, LOGIN_TRIES, LOGINS);
        addRates(all, REGISTRATIONS, REGISTRATIONS_IN_ALL, BUNDLES_PER_PAIR, BUNDLES_PER_DEVICE);
        all.addAll(List.of(PASSWORD_TRIES, PASSWORD_MINUTES));
        addRates(all, PASSWORDS_PER_ADDRESS, EVALUATIONS_PER_ADDRESS, PASSWORDS_IN_ALL);
        all.addAll(List.of(LINKING_TOTAL, LINKING_PER_ADDRESS));
        addRates(all, LINKING_OPENS);
        all.addAll(List.of(LINKING_MESSAGES, LINKING_BYTES, LINKING_SECONDS));
        all.addAll(List.of(HAND_IN_TOTAL, HAND_IN_PER_ADDRESS));
        addRates(all, HAND_IN_SUBMISSIONS, HAND_IN_SUBMISSIONS_PER_ADDRESS);
        addRates(all, HAND_IN_RECIPIENTS, HAND_IN_PER_ACCESS_KEY);
        all.addAll(List.of(LOG_LEVEL, AUDIT_FILE, AUDIT_NAMES));
        return List.copyOf(all);
    }

    private static void addRates(List<Setting<?>> all, RateSetting... rates) {
        for (RateSetting rate : rates) {
            all.add(rate.burst());
            all.add(rate.perHour());
        }
    }
}
