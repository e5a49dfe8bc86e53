package messenger.client.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0);

    /** Always the lowest or the highest number in the range that is asked for. */
    private record Extreme(boolean high) implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return high ? bound - 1 : 0;
        }
    }

    private static Backoff after(int failures) {
        Backoff backoff = BACKOFF;
        for (int failure = 0; failure < failures; failure++) {
            backoff = backoff.failed();
        }
        return backoff;
    }

    @Test
    void theWaitDoublesUpToTheLongest() {
        int[] seconds = {0, 1, 2, 4, 8, 16, 30, 30};
        for (int failures = 0; failures < seconds.length; failures++) {
            assertEquals(Duration.ofSeconds(seconds[failures]), after(failures).delay(new Extreme(false)));
        }
        assertEquals(Duration.ofSeconds(30), after(100_000).delay(new Extreme(false)));
    }

    @Test
    void atMostHalfOfItIsTakenOff() {
        assertEquals(Duration.ofMillis(500), after(1).delay(new Extreme(true)));
        assertEquals(Duration.ofSeconds(15), after(50).delay(new Extreme(true)));
    }

    @Test
    void clientsSpreadOut() {
        Random random = new Random(20261120L);
        Set<Duration> waits = new HashSet<>();
        for (int client = 0; client < 1000; client++) {
            Duration wait = after(6).delay(random);
            assertTrue(wait.compareTo(Duration.ofSeconds(15)) >= 0 && wait.compareTo(Duration.ofSeconds(30)) <= 0);
            waits.add(wait);
        }
        assertTrue(waits.size() > 900, "only " + waits.size() + " different waits");
    }

    /** No tenth of the time in which the clients of a server return gets a crowd of them. */
    @Test
    void clientsOfAServerThatRestartedComeBackEvenly() {
        Random random = new Random(20261120L);
        int clients = 10_000;
        int[] tenths = new int[10];
        for (int client = 0; client < clients; client++) {
            long after = after(6).delay(random).toMillis() - 15_000;
            tenths[(int) Math.min(9, after / 1500)]++;
        }
        for (int tenth : tenths) {
            assertTrue(Math.abs(tenth - clients / 10) < clients / 50, () -> Arrays.toString(tenths));
        }
    }

    @Test
    void aSuccessStartsAnew() {
        assertEquals(after(1), after(9).succeeded().failed());
    }

    @Test
    void anEndlessOutageDoesNotOverflow() {
        Backoff far = new Backoff(Duration.ofMillis(1), Duration.ofDays(10_000), 0);
        for (int failure = 0; failure < 1000; failure++) {
            far = far.failed();
            assertTrue(!far.delay(new Extreme(false)).isNegative());
        }
    }

    @Test
    void senselessWaitsAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> new Backoff(Duration.ZERO, second, 0));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(second, Duration.ofMillis(999), 0));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(second, second, -1));
    }

    @Test
    void anAddressKnowsItsBounds() {
        assertEquals("[::1]:1315", new ServerAddress("::1", 1315).toString());
        assertEquals("example.org:65535", new ServerAddress("example.org", 65_535).toString());
        assertThrows(IllegalArgumentException.class, () -> new ServerAddress("example.org", 0));
        assertThrows(IllegalArgumentException.class, () -> new ServerAddress("example.org", 65_536));
        assertThrows(IllegalArgumentException.class, () -> new ServerAddress(" ", 1315));
        assertThrows(IllegalArgumentException.class, () -> new ServerAddress("x".repeat(256), 1315));
    }
}
