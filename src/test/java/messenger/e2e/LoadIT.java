package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the server while a hundred clients send as fast as they can (T7). */
@Tag("slow")
final class LoadIT {
    private static final int CLIENTS = 100;
    private static final int EACH = 30;

    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    private static String since(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms";
    }

    @Test
    void t7AKillUnderFullLoadLosesNothingAndAllClientsComeBackByThemselves(TestReporter reporter) {
        RealServer server = RealServer.start(started, folder.resolve("server"), Talkers.config());
        try (Talkers talkers = Talkers.register(server, folder, CLIENTS)) {
            long sending = System.nanoTime();
            talkers.sayEach(EACH);
            talkers.awaitHeard(CLIENTS * EACH / 3);
            long killed = System.nanoTime();
            int before = talkers.heard();
            reporter.publishEntry("heard before the kill", before + " in " + since(sending));
            server.kill();
            talkers.awaitOffline();
            talkers.sayEach(1);

            long begun = System.nanoTime();
            server.startAgain();
            long ready = System.nanoTime();
            reporter.publishEntry("the server is ready again after", since(begun));
            talkers.awaitOnline();
            reporter.publishEntry("all " + CLIENTS + " are back after it is ready", since(ready));
            talkers.awaitAllHeard();

            reporter.publishEntry("all " + talkers.said() + " are delivered after it is ready", since(ready));
            reporter.publishEntry("and after the kill", since(killed));
            assertEquals(CLIENTS * (EACH + 1), talkers.heard());
        }
        assertEquals("", server.errors());
    }
}
