package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import messenger.server.Rate;
import messenger.server.ServerLimits;
import messenger.server.net.ListenerLimits;
import org.junit.jupiter.api.Test;

/** What the configuration says about limits. */
final class ServerConfigLimitsTest {
    private static ServerConfig parse(String text) throws ConfigException {
        return ServerConfig.parse("c.yaml", text);
    }

    @Test
    void theDefaultListenerIsTheOneOfTheListener() throws ConfigException {
        assertEquals(
                ListenerLimits.DEFAULT.channel(),
                parse("").settings().listener().channel());
        assertEquals(
                ListenerLimits.DEFAULT.loginWithin(),
                parse("").settings().listener().loginWithin());
    }

    @Test
    void passwordTriesAreLimitedAsTheFileSays() throws ConfigException {
        ServerLimits limits = parse(
                        """
                passwords:
                  tries: 3
                  window-minutes: 20
                  tries-per-address: {burst: 4, per-hour: 5}
                  new-per-address: {burst: 6, per-hour: 7}
                  in-all: {burst: 50, per-hour: 60}
                """)
                .settings()
                .limits();

        assertEquals(
                new ServerLimits.Passwords(3, Duration.ofMinutes(20), new Rate(4, 5), new Rate(6, 7), new Rate(50, 60)),
                limits.passwords());
        assertEquals(ServerLimits.DEFAULT, limits.withPasswords(ServerLimits.DEFAULT.passwords()));
    }

    @Test
    void linkingIsLimitedAsTheFileSays() throws ConfigException {
        ServerLimits limits = parse(
                        """
                linking:
                  total: 4
                  per-address: 3
                  opens-per-address: {burst: 1, per-hour: 2}
                  messages: 20
                  bytes: 70000
                  seconds: 60
                """)
                .settings()
                .limits();

        assertEquals(
                new ServerLimits.Linking(4, 3, new Rate(1, 2), 20, 70_000, Duration.ofSeconds(60)), limits.linking());
        assertEquals(ServerLimits.DEFAULT, limits.withLinking(ServerLimits.DEFAULT.linking()));
    }

    @Test
    void handInsAreLimitedAsTheFileSays() throws ConfigException {
        ServerLimits limits = parse(
                        """
                hand-ins:
                  total: 9
                  per-address: 8
                  messages: {burst: 1, per-hour: 2}
                  messages-per-address: {burst: 3, per-hour: 4}
                  mailboxes-per-address: {burst: 300, per-hour: 5}
                  messages-per-account: {burst: 6, per-hour: 7}
                """)
                .settings()
                .limits();

        assertEquals(
                new ServerLimits.HandIns(9, 8, new Rate(1, 2), new Rate(3, 4), new Rate(300, 5), new Rate(6, 7)),
                limits.handIns());
        assertEquals(ServerLimits.DEFAULT, limits.withHandIns(ServerLimits.DEFAULT.handIns()));
    }
}
