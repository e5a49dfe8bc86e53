package messenger.crypto.ratchet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.Bytes;

/**
 * What must open and what must not, without any cryptography: turns, chains and sets of numbers. Its schedules stay
 * within the limits that count messages and days, which have tests of their own.
 */
final class Model {
    private static final int OLD_CHAINS = 5;

    private final Map<Key, End> ends = new HashMap<>();
    private final Set<Key> everAccepted = new HashSet<>();
    private int stamps;

    /** One person's end of one session. */
    private record Key(Actor who, Bytes session) {}

    private static final class End {
        int sendingChain = -1;
        int receivingChain = -1;
        boolean turn = true;
        final Set<Integer> opened = new HashSet<>();
    }

    /** Which message it is; {@code first}: it can begin a session. */
    record Stamp(int id, Bytes session, int chain, boolean first) {}

    void started(Actor who, Bytes session) {
        ends.put(new Key(who, session), new End());
    }

    void lost(Actor who) {
        ends.keySet().removeIf(key -> key.who == who);
    }

    Stamp sent(Actor from, Bytes session, boolean first) {
        End end = end(from, session).orElseThrow();
        if (end.turn) {
            end.turn = false;
            end.sendingChain++;
        }
        return new Stamp(stamps++, session, end.sendingChain, first);
    }

    boolean mustOpen(Actor to, Stamp stamp) {
        Optional<End> end = end(to, stamp.session);
        if (end.isEmpty()) {
            return stamp.first && !everAccepted.contains(new Key(to, stamp.session));
        }
        return !end.get().opened.contains(stamp.id) && end.get().receivingChain - stamp.chain <= OLD_CHAINS;
    }

    void opened(Actor to, Stamp stamp) {
        Key key = new Key(to, stamp.session);
        End end = ends.computeIfAbsent(key, absent -> new End());
        everAccepted.add(key);
        end.opened.add(stamp.id);
        if (stamp.chain > end.receivingChain) {
            end.receivingChain = stamp.chain;
            end.turn = true;
        }
    }

    private Optional<End> end(Actor who, Bytes session) {
        return Optional.ofNullable(ends.get(new Key(who, session)));
    }
}
