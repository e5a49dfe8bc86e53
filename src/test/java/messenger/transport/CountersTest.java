package messenger.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What a connection counts: silence, what waits to be sent, what waits to be processed. */
final class CountersTest {
    @Test
    void t9SilenceIsFirstQuietAndThenDeath() {
        Heartbeat heartbeat = new Heartbeat();
        for (int probe = 1; probe < Heartbeat.DEAD_AFTER; probe++) {
            Heartbeat.Verdict expected =
                    probe == Heartbeat.QUIET_AFTER ? Heartbeat.Verdict.QUIET : Heartbeat.Verdict.FINE;
            assertEquals(expected, heartbeat.probe(), "probe " + probe);
            heartbeat.sent();
        }
        assertEquals(Heartbeat.Verdict.DEAD, heartbeat.probe());
    }

    @Test
    void whoeverOnlyReceivesSaysSomethingToo() {
        Heartbeat heartbeat = new Heartbeat();
        for (int probe = 1; probe < Heartbeat.QUIET_AFTER; probe++) {
            assertEquals(Heartbeat.Verdict.FINE, heartbeat.probe());
            heartbeat.received();
        }
        assertEquals(Heartbeat.Verdict.QUIET, heartbeat.probe());

        heartbeat.sent();
        heartbeat.received();

        assertEquals(Heartbeat.Verdict.FINE, heartbeat.probe());
    }

    @Test
    void t9AHalfOpenLinkIsDeadAfterAMinuteAndPingsComeBetweenTwentyAndThirtySeconds() {
        Duration every = Heartbeat.every(ChannelLimits.DEFAULT.silenceMax());

        assertEquals(Duration.ofSeconds(60), every.multipliedBy(Heartbeat.DEAD_AFTER));
        assertEquals(Duration.ofSeconds(25), every.multipliedBy(Heartbeat.QUIET_AFTER));
    }

    @Test
    void theSendBudgetIsExact() {
        SendBudget budget = new SendBudget(100);

        assertTrue(budget.tryQueue(99));
        assertTrue(budget.tryQueue(1));
        assertFalse(budget.tryQueue(1));
        budget.taken(1);
        assertTrue(budget.tryQueue(1));
        assertEquals(100, budget.waiting());
    }

    @Test
    void aStallNeedsFourIntervalsInWhichNothingMoved() {
        SendBudget budget = new SendBudget(100);
        budget.tryQueue(50);
        assertFalse(budget.isStalledAtProbe(), "it has only just begun to wait");
        for (int probe = 1; probe < SendBudget.STALLED_AFTER; probe++) {
            assertFalse(budget.isStalledAtProbe());
        }
        assertTrue(budget.isStalledAtProbe());
    }

    @Test
    void aByteTakenOrAnEmptyQueueIsNoStall() {
        SendBudget budget = new SendBudget(100);
        budget.tryQueue(50);
        for (int probe = 0; probe < 3 * SendBudget.STALLED_AFTER; probe++) {
            assertFalse(budget.isStalledAtProbe());
            budget.taken(1);
        }
        budget.taken((int) budget.waiting());
        for (int probe = 0; probe < 3 * SendBudget.STALLED_AFTER; probe++) {
            assertFalse(budget.isStalledAtProbe());
        }
    }

    @Test
    void moreToSendIsNoProgress() {
        SendBudget budget = new SendBudget(100);
        budget.tryQueue(1);
        assertFalse(budget.isStalledAtProbe());
        for (int probe = 1; probe < SendBudget.STALLED_AFTER; probe++) {
            budget.tryQueue(1);
            assertFalse(budget.isStalledAtProbe());
        }
        budget.tryQueue(1);
        assertTrue(budget.isStalledAtProbe());
    }

    @Test
    void unprocessedFramesAreLimitedInNumber() {
        Unprocessed unprocessed = new Unprocessed(2, 1000);
        unprocessed.add(1);
        assertFalse(unprocessed.isFull());
        unprocessed.add(1);
        assertTrue(unprocessed.isFull());

        unprocessed.done();
        assertTrue(unprocessed.maySettle());
        assertTrue(unprocessed.isFull());
        unprocessed.settle();

        assertFalse(unprocessed.maySettle());
        assertFalse(unprocessed.isFull());
    }

    @Test
    void unprocessedFramesAreLimitedInBytes() {
        Unprocessed unprocessed = new Unprocessed(10, 100);
        unprocessed.add(99);
        assertFalse(unprocessed.isFull());
        unprocessed.add(1);
        assertTrue(unprocessed.isFull());

        unprocessed.done();
        unprocessed.settle();

        assertFalse(unprocessed.isFull());
    }

    @Test
    void processingWhatWasNeverReceivedIsAFault() {
        Unprocessed unprocessed = new Unprocessed(10, 100);
        unprocessed.done();

        assertThrows(IllegalStateException.class, unprocessed::settle);
    }

    @Test
    void limitsMustBePositive() {
        ChannelLimits fine = ChannelLimits.DEFAULT;

        assertThrows(IllegalArgumentException.class, () -> fine.withSendQueueBytesMax(0));
        assertThrows(IllegalArgumentException.class, () -> fine.withUnprocessedFramesMax(0));
        assertThrows(IllegalArgumentException.class, () -> fine.withUnprocessedBytesMax(-1));
        assertThrows(IllegalArgumentException.class, () -> fine.withSilenceMax(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> fine.withWriteStallMax(Duration.ofNanos(1)));
    }

    @Test
    void librariesDoNotReachTheConsole() {
        StringBuilder heard = new StringBuilder();
        Handler console = new Handler() {
            @Override
            public void publish(LogRecord record) {
                heard.append(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(console);
        try {
            LibraryLogs.detach();
            Logger.getLogger("io.netty.channel.Something").severe("netty");
            Logger.getLogger("org.bouncycastle.jsse.Something").severe("bouncy");
            Logger.getLogger("messenger.Something").info("ours");
        } finally {
            root.removeHandler(console);
        }
        assertEquals("ours", heard.toString());
    }
}
