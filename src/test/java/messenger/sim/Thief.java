package messenger.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;

/** A server that keeps back what is for somebody: for ever, or until it is told to give it out. */
final class Thief implements EvilServer {
    private final SimPerson victim;
    private final Set<SubmissionId> stolen = new HashSet<>();
    private final List<ServerFrame> loot = new ArrayList<>();
    private int left;

    Thief(SimPerson victim) {
        this.victim = victim;
    }

    /** Keeps back the next ones. */
    void steal(int count) {
        left = count;
    }

    /** What was kept back since it was asked the last time, oldest first. */
    List<ServerFrame> loot() {
        List<ServerFrame> all = List.copyOf(loot);
        loot.clear();
        return all;
    }

    @Override
    public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
        if (to != victim || !(frame instanceof ServerFrame.Deliver deliver)) {
            return List.of(frame);
        }
        boolean again = stolen.contains(deliver.submission());
        if (!again && left > 0) {
            left--;
            stolen.add(deliver.submission());
            loot.add(deliver);
            return List.of();
        }
        return again ? List.of() : List.of(frame);
    }
}
