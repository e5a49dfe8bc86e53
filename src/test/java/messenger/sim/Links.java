package messenger.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.client.Route;
import messenger.server.ConnectionId;

/** Every link that there is for at least one of its two ends. */
final class Links {
    private final Map<ConnectionId, SimLink> all = new LinkedHashMap<>();
    private long last;

    SimLink open(SimEnd person, Route route, Instant now) {
        last++;
        SimLink link = new SimLink(new ConnectionId(last), route, person, now);
        all.put(link.id, link);
        return link;
    }

    Iterable<SimLink> all() {
        return all.values();
    }

    Optional<SimLink> find(ConnectionId id) {
        return Optional.ofNullable(all.get(id));
    }

    boolean isThere(SimLink link) {
        return all.containsKey(link.id);
    }

    void remove(SimLink link) {
        all.remove(link.id);
    }

    /** Takes all of them away. */
    List<SimLink> takeAll() {
        List<SimLink> taken = List.copyOf(all.values());
        all.clear();
        return taken;
    }

    /** Those that somebody has, or believes to have. */
    List<SimLink> of(SimEnd person) {
        List<SimLink> found = new ArrayList<>();
        for (SimLink link : all.values()) {
            if (link.person == person && !link.isLostByPerson) {
                found.add(link);
            }
        }
        return found;
    }
}
