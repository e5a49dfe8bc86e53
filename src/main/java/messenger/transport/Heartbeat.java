package messenger.transport;

import java.time.Duration;

/**
 * Counts how long a connection has been quiet, in probes that come {@value #DEAD_AFTER} times in the longest silence
 * that is allowed: no clock is needed, and a clock that is set does no harm. Owned by one event loop.
 */
final class Heartbeat {
    enum Verdict {
        FINE,
        /** Nothing was sent or nothing received for more than a third of the silence allowed: say something. */
        QUIET,
        DEAD
    }

    /** At 60 s a probe comes every 5 s, and a half-open link is noticed 55 to 60 s after the last byte. */
    static final int DEAD_AFTER = 12;
    /** At 60 s: 20 to 25 s after the last byte. */
    static final int QUIET_AFTER = 5;

    private int probesSinceReceived;
    private int probesSinceSent;

    static Duration every(Duration silenceMax) {
        return silenceMax.dividedBy(DEAD_AFTER);
    }

    void received() {
        probesSinceReceived = 0;
    }

    void sent() {
        probesSinceSent = 0;
    }

    Verdict probe() {
        probesSinceReceived++;
        probesSinceSent++;
        if (probesSinceReceived >= DEAD_AFTER) {
            return Verdict.DEAD;
        }
        return probesSinceReceived == QUIET_AFTER || probesSinceSent == QUIET_AFTER ? Verdict.QUIET : Verdict.FINE;
    }
}
