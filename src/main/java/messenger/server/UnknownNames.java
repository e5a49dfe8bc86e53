package messenger.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import messenger.protocol.UserName;

/**
 * Tries at passwords of names that nobody has, counted by the rule that the store counts those of accounts by: so that
 * locking does not tell which names there are (PROTOCOL 1.16.2, F3). At most {@value #NAMES_MAX} names; beyond that the
 * one that was tried longest ago is forgotten.
 */
final class UnknownNames {
    static final int NAMES_MAX = 65_536;

    private static final float LOAD = 0.75f;

    private final int triesMax;
    private final Duration window;
    private final Map<UserName, List<Instant>> tries = new LinkedHashMap<>(16, LOAD, true);

    UnknownNames(ServerLimits.Passwords limits) {
        this.triesMax = limits.tries();
        this.window = limits.window();
    }

    /** Counts a try, unless the name is locked; whether it was counted. */
    boolean count(UserName name, Instant now) {
        List<Instant> counted = tries.get(name);
        if (counted == null) {
            counted = new ArrayList<>();
            makeRoom();
            tries.put(name, counted);
        }
        forget(counted, now);
        if (counted.size() >= triesMax) {
            return false;
        }
        counted.add(now);
        return true;
    }

    void purge(Instant now) {
        tries.values().removeIf(counted -> {
            forget(counted, now);
            return counted.isEmpty();
        });
    }

    int size() {
        return tries.size();
    }

    private void forget(List<Instant> counted, Instant now) {
        counted.replaceAll(at -> at.isAfter(now) ? now : at);
        counted.removeIf(at -> !now.isBefore(at.plus(window)));
    }

    private void makeRoom() {
        if (tries.size() == NAMES_MAX) {
            Iterator<UserName> longestUntried = tries.keySet().iterator();
            longestUntried.next();
            longestUntried.remove();
        }
    }
}
