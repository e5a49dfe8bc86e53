package messenger.server.net;

import java.util.HashMap;
import java.util.Map;

/** Counts connections, in total and for each origin, from the moment they are accepted. Thread-safe. */
final class Admission {
    private final int totalMax;
    private final int perOriginMax;
    private final Map<Origin, Integer> perOrigin = new HashMap<>();
    private int total;

    Admission(int totalMax, int perOriginMax) {
        this.totalMax = totalMax;
        this.perOriginMax = perOriginMax;
    }

    /** Whether there is room for one more; if so it is counted, and {@link #leave} is due. */
    synchronized boolean tryEnter(Origin origin) {
        int here = perOrigin.getOrDefault(origin, 0);
        if (total >= totalMax || here >= perOriginMax) {
            return false;
        }
        total++;
        perOrigin.put(origin, here + 1);
        return true;
    }

    synchronized void leave(Origin origin) {
        int here = perOrigin.getOrDefault(origin, 0);
        if (here == 0) {
            throw new IllegalStateException("nobody from " + origin + " was counted");
        }
        total--;
        if (here == 1) {
            perOrigin.remove(origin);
        } else {
            perOrigin.put(origin, here - 1);
        }
    }

    synchronized int total() {
        return total;
    }

    synchronized int origins() {
        return perOrigin.size();
    }
}
