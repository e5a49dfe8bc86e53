package messenger.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;

/**
 * What one event leads to, collected while the core handles it. The order of things is fixed here, once: one commit of
 * every change, then the frames, then the news. So nothing is transmitted, acknowledged or shown that is not durable.
 */
final class Step {
    private final Instant now;
    private final Instant steady;
    private final Map<Row, VaultChange> changes = new LinkedHashMap<>();
    private final List<ClientEffect.Transmit> frames = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<ClientEffect> last = new ArrayList<>();

    private record Row(Table table, Bytes id) {}

    Step(Instant now) {
        this(now, now);
    }

    Step(Instant now, Instant steady) {
        this.now = now;
        this.steady = steady;
    }

    Instant now() {
        return now;
    }

    /**
     * What waits are measured by: it never goes back. By the clock, a wait of seconds would last as long as the clock
     * was set back.
     */
    Instant steady() {
        return steady;
    }

    void put(Table table, Bytes id, Bytes value) {
        change(new VaultChange.Put(table, id, value));
    }

    void delete(Table table, Bytes id) {
        change(new VaultChange.Delete(table, id));
    }

    /** The last change of a row is the one that counts. */
    void change(VaultChange change) {
        changes.put(new Row(change.table(), change.id()), change);
    }

    void transmit(Route route, ClientFrame frame) {
        frames.add(new ClientEffect.Transmit(route, frame));
    }

    void tell(Notice notice) {
        notices.add(notice);
    }

    /** Begins a connection, after the frames. */
    void connect(Route route) {
        last.add(new ClientEffect.Connect(route));
    }

    /** Ends a connection, after the frames. */
    void disconnect(Route route) {
        last.add(new ClientEffect.Disconnect(route));
    }

    List<ClientEffect> effects() {
        List<ClientEffect> effects = new ArrayList<>();
        if (!changes.isEmpty()) {
            effects.add(new ClientEffect.Commit(List.copyOf(changes.values())));
        }
        effects.addAll(frames);
        notices.forEach(notice -> effects.add(new ClientEffect.Tell(notice)));
        effects.addAll(last);
        return effects;
    }
}
