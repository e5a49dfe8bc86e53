package messenger.transport;

import java.time.Duration;

/** What waits for the other end to take it: how much, and whether it moves. Owned by one event loop. */
final class SendBudget {
    /**
     * Probes in the longest stall that is allowed; at 30 s one comes every 7.5 s, and a stall is noticed after 30 to
     * 37.5 s.
     */
    static final int STALLED_AFTER = 4;

    private final int bytesMax;
    private long waiting;
    private boolean moved;
    private int probesWithoutMove;

    SendBudget(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    static Duration probeEvery(Duration writeStallMax) {
        return writeStallMax.dividedBy(STALLED_AFTER);
    }

    /** Takes the bytes into account, if there is room for all of them. */
    boolean tryQueue(int bytes) {
        if (waiting + bytes > bytesMax) {
            return false;
        }
        if (waiting == 0) {
            // Nothing was waiting, so nothing was stuck until now.
            moved = true;
        }
        waiting += bytes;
        return true;
    }

    void taken(int bytes) {
        waiting -= bytes;
        moved = true;
    }

    long waiting() {
        return waiting;
    }

    /** Whether nothing has moved for {@value #STALLED_AFTER} whole intervals although something waits. */
    boolean isStalledAtProbe() {
        probesWithoutMove = moved || waiting == 0 ? 0 : probesWithoutMove + 1;
        moved = false;
        return probesWithoutMove >= STALLED_AFTER;
    }
}
