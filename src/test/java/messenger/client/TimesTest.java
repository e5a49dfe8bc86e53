package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import messenger.client.StoredMessage.Times;
import org.junit.jupiter.api.Test;

/** Which of three clocks is believed. */
final class TimesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MS = Duration.ofMillis(1);

    private static void shows(Instant shown, Instant sent, Instant accepted, Instant received) {
        Times times = new Times(sent, accepted, received);
        assertEquals(shown, times.shown());
        assertEquals(!shown.equals(sent), times.isClockWrong());
    }

    @Test
    void nobodySendsLaterThanTheServerTook() {
        Instant latest = NOW.plus(Times.CLOCKS_DIFFER_MAX);
        shows(latest.minus(MS), latest.minus(MS), NOW, NOW);
        shows(latest, latest, NOW, NOW);
        shows(NOW, latest.plus(MS), NOW, NOW);
        shows(NOW, Instant.ofEpochMilli(Long.MAX_VALUE), NOW, NOW);
    }

    @Test
    void whatWaitedForAConnectionKeepsItsTimeUpToAPoint() {
        Instant first = NOW.minus(Times.WAITS_MAX);
        shows(first.plus(MS), first.plus(MS), NOW, NOW);
        shows(first, first, NOW, NOW);
        shows(NOW, first.minus(MS), NOW, NOW);
        shows(NOW, Instant.EPOCH, NOW, NOW);
    }

    @Test
    void whatWaitedInTheMailboxIsComparedWithWhenItCameThere() {
        Instant accepted = NOW.minus(Duration.ofDays(29));
        shows(accepted, accepted, accepted, NOW);
        shows(accepted, NOW, accepted, NOW);
        Instant written = accepted.minus(Duration.ofDays(29));
        shows(written, written, accepted, NOW);
    }

    @Test
    void aServerThatLiesAboutTimesIsNotBelieved() {
        for (Instant lie : new Instant[] {Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE)}) {
            shows(NOW, NOW, lie, NOW);
            shows(NOW, NOW.plus(Duration.ofDays(400)), lie, NOW);
        }
    }
}
